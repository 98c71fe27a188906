"""What can go wrong with sealed values. No message holds a value, a key or whose it is."""

from __future__ import annotations


class Unreadable(Exception):
    """A sealed value does not open: another key, another place, or bytes that were changed or cut."""


class KeysAway(Unreadable):
    """The key itself cannot be had: its store is gone, or the operator's key is missing or another one."""


class BadCode(ValueError):
    """A recovery code that cannot be one: a sign too few, one too many, or one that was misread."""
