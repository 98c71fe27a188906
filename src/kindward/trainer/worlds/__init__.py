"""Worlds: made-up people whose truth is known, to see what a policy does to them.

Anyone can plug one of their own.
"""

from .cohort import Cohort, World
from .shipped import WORLDS, load_world

__all__ = ["WORLDS", "Cohort", "World", "load_world"]
