"""Guided writing: the questions of each kind of writing, as clinicians write them in ``content/journal``."""

from .guides import LOCKED, NOTE, ORDER, PLAN, Guide, GuideError, Question, guides, read_guide

__all__ = ["LOCKED", "NOTE", "ORDER", "PLAN", "Guide", "GuideError", "Question", "guides", "read_guide"]
