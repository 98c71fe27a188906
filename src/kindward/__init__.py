"""Kindward: training compassion. The library; the site lives in ``kindward.site``."""

__version__ = "0.1.0"
