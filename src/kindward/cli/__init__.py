"""The command ``kindward``: the library at the command line."""

from .main import main

__all__ = ["main"]
