"""How long composing takes."""
