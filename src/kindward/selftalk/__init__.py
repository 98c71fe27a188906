"""Self-talk: how harsh or warm a short text is, and the gap between words to a friend and words to oneself.

``shipped_model().rate(text)`` -> :class:`Said`; ``gaps(reframes, model)`` -> list of :class:`Gap`. It
describes words, not people: no diagnosis, and never a grade. docs/selftalk.md says what it was trained on and
how often it errs.
"""

from .errors import SelftalkError
from .gaps import Gap, closing, gap_of, gaps
from .model import FEWEST_WORDS, SHIPPED, SURE_ENOUGH, Model, Said, read_model, shipped_model
from .stream import rate_lines

__all__ = [
    "FEWEST_WORDS", "SHIPPED", "SURE_ENOUGH", "Gap", "Model", "Said", "SelftalkError", "closing", "gap_of", "gaps",
    "rate_lines", "read_model", "shipped_model",
]  # fmt: skip
