"""Signs of acute danger in what someone writes: two tiers, by readable patterns and one small model.

Nobody is diagnosed by it, and it misses things. ``docs/signs.md`` says how much, and how that was measured.
"""

from .finder import TIERS, Finder, find_tier, load_finder

__all__ = ["TIERS", "Finder", "find_tier", "load_finder"]
