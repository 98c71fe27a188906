"""What stops a backup or a restore."""

#: Said where the database has no tables yet.
NEVER_STARTED = "there is nothing here yet: Kindward was never started on this data folder"


class Trouble(Exception):
    """``str()`` is one clear line for the operator: what is wrong, and what was not touched."""
