"""How the model of self-talk is trained, and how well and how fast it does."""
