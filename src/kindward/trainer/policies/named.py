"""Policies by name."""

from __future__ import annotations

from importlib.util import find_spec

from ..choose import Way
from ..curriculum import Curriculum
from ..errors import TrainerError
from .base import Policy
from .ours import Ours
from .plain import Chance, Fixed, Popular

POLICIES = (
    "kindward", "rules", "fixed", "random", "popular", "popular-in-flow", "linucb", "lints",
    "linucb-history", "lints-history",
)  # fmt: skip
#: The best of 0.1, 0.25 and 0.5 for LinUCB and of 0.05, 0.1 and 0.25 for LinTS with history, in two of the worlds
#: that ship (responders, wrong-priors) at seed 1; they differ by a few hundredths. Plain LinTS was tried at 0.1.
ALPHA = {"linucb": 0.25, "lints": 0.1, "linucb-history": 0.1, "lints-history": 0.05}


def library_policies() -> tuple[str, ...]:
    """Names of the policies that need the bandit library, when it is installed."""
    return tuple(ALPHA) if find_spec("mabwiser") else ()


def available() -> tuple[str, ...]:
    """Every policy that can be run here."""
    return tuple(name for name in POLICIES if name not in ALPHA or name in library_policies())


def make_policy(name: str, curriculum: Curriculum, seed: int) -> Policy:
    """A fresh policy that has learned nothing.

    Raises :class:`TrainerError` for an unknown one and for one not installed.
    """
    if name in ("kindward", "rules"):
        return Ours(curriculum, Way(learns=name == "kindward"), name)
    if name == "fixed":
        return Fixed(curriculum)
    if name == "random":
        return Chance(curriculum)
    if name in ("popular", "popular-in-flow"):
        return Popular(curriculum, in_flow=name == "popular-in-flow")
    if name not in ALPHA:
        raise TrainerError(f"policy: there is none named “{name}”; expected one of {', '.join(POLICIES)}")
    if name not in library_policies():
        raise TrainerError(
            f"policy: {name} needs the package mabwiser, which is not installed; expected the extra “bench”"
        )
    from .library import Library

    return Library(curriculum, name, ALPHA[name], seed)
