"""The eight weeks: what each holds, where somebody is in them, what is due today, and when to prompt.

No clock of its own: whoever asks says which day it is for them.
"""

from __future__ import annotations

from .errors import WeekError
from .read import load_weeks, read_week
from .schedule import GENTLE, ORDERS, USUAL, Move, Place, next_week, place_in, position, week_before, where
from .week import MINUTES, Act, Hard, Instead, Part, Week

__all__ = [
    "GENTLE", "MINUTES", "ORDERS", "USUAL", "Act", "Hard", "Instead", "Move", "Part", "Place", "Week",
    "WeekError", "load_weeks", "next_week", "place_in", "position", "read_week", "week_before", "where",
]  # fmt: skip
