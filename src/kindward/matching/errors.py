"""What can be wrong with a problem of matching: one line that says which record, which field, what, and what was
expected."""


class MatchingError(ValueError):
    """A problem, or a question about one, that cannot be answered."""


class ProblemError(MatchingError):
    """A problem that cannot be read."""
