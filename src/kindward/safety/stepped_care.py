"""Stepped care: when a slower way of practising, or a therapist, may be the better help; and why, in one sentence.

Self-guided practice, then compassion-focused practices (slower, body first), then a therapist; crisis help at every
step. A suggestion is never a gate and never a demand: who reads it goes on as they like.

The thresholds are the project's own choice, not norms: two hurts are no chance any more, and past half of a scale an
answer leans to "yes".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Step = Literal["slower", "therapist"]

#: Sessions before which nothing is suggested: nobody's first visits are judged.
FEWEST_SESSIONS = 2
#: Hurts within a week, and lasting hurts within two, from which on a step is suggested.
HURTS_IN_A_WEEK = 2
LASTING_IN_TWO_WEEKS = 2
#: Share of a scale (0 to 1) from which self-hatred (FSCRS, Gilbert 2004) or fear of compassion for oneself (Gilbert
#: 2011) counts as deep.
DEEP = 0.5
#: In this order, slowly (Gilbert 2010): what suits shame and self-criticism.
COMPASSION_FOCUSED = (
    "three-systems-check", "soothing-rhythm-breathing", "safe-place", "compassionate-companion", "compassionate-self",
    "compassionate-self-talk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person. Shares of scales are 0 to 1, None where never answered.

    ``worse``: names of what became worse by more than its measurement error. ``slower_sessions``: sessions with the
    compassion-focused practices.
    """

    sessions: int = 0
    hurts_in_a_week: int = 0
    lasting_in_two_weeks: int = 0
    hated_self: float | None = None
    fears_for_self: float | None = None
    worse: Sequence[str] = field(default_factory=tuple)
    slower_sessions: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A step, and the one sentence that says why. ``practice``: where a slower way begins, by slug."""

    step: Step
    why: str
    practice: str = ""


def suggest(facts: Facts) -> Suggestion | None:
    """The step that may help, or None. The weightiest reason alone is told."""
    if facts.sessions < FEWEST_SESSIONS:
        return None
    if facts.lasting_in_two_weeks >= LASTING_IN_TWO_WEEKS:
        return Suggestion(
            "therapist",
            f"What practice brought up was still there afterwards, {_times(facts.lasting_in_two_weeks)} in two weeks.",
        )
    if facts.worse:
        return Suggestion(
            "therapist",
            f"Your own answers about {_listed(facts.worse)} have become harder, by more than chance would explain.",
        )
    deep = _deep(facts)
    if deep and facts.slower_sessions >= len(COMPASSION_FOCUSED):
        return Suggestion(
            "therapist", f"{deep} You have practised the slower way; some of this is easier with a person."
        )
    if deep:
        return Suggestion(
            "slower", f"{deep} A slower way, body first, is often kinder then.", _next_slower(facts)
        )
    if facts.hurts_in_a_week >= HURTS_IN_A_WEEK:
        return Suggestion(
            "slower",
            f"Practice hurt {_times(facts.hurts_in_a_week)} in a week. A slower way, body first, is often kinder then.",
            _next_slower(facts),
        )
    return None


def _deep(facts: Facts) -> str:
    if facts.hated_self is not None and facts.hated_self >= DEEP:
        return "Your answers tell of a very harsh voice towards yourself."
    if facts.fears_for_self is not None and facts.fears_for_self >= DEEP:
        return "Your answers tell that kindness to yourself can frighten."
    return ""


def _next_slower(facts: Facts) -> str:
    return COMPASSION_FOCUSED[min(facts.slower_sessions, len(COMPASSION_FOCUSED) - 1)]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
