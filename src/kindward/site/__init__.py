"""The Django project of Kindward: what people touch. It imports the library, never the reverse."""
