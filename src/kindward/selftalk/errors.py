"""What can be wrong with a model file or with what is asked of it."""

from __future__ import annotations


class SelftalkError(ValueError):
    """A model that cannot be used, or a line that cannot be read; the message says which and why."""
