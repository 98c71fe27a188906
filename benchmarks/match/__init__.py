"""How long matching takes, and what it gains."""
