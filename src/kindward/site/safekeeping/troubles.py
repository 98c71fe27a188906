"""What stops a backup or a restore."""


class Trouble(Exception):
    """``str()`` is one clear line for the operator: what is wrong, and what was not touched."""
