"""How long scoring a cohort takes."""
