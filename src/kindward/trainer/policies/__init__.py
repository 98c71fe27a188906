"""Who chooses: the trainer, and what it is compared with."""

from .base import Policy, Seen
from .named import POLICIES, library_policies, make_policy

__all__ = ["POLICIES", "Policy", "Seen", "library_policies", "make_policy"]
