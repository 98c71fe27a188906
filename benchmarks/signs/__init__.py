"""How long it takes to look for signs of danger in a text, and how much memory a stream of them needs."""
