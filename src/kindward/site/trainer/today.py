"""Today's practice for who asks, with everything a page says about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from kindward.practice import Script
from kindward.site.people.models import Person
from kindward.site.practice.library import catalogue
from kindward.site.practice.selectors import today_of
from kindward.site.programme.selectors import week_practices
from kindward.site.trainer.engine import trainer_for_strangers
from kindward.site.trainer.services import decide
from kindward.trainer import Context, NothingToOffer


@dataclass(frozen=True, slots=True)
class Offer:
    """One practice, how many seconds, and why."""

    script: Script
    seconds: int
    why: str


@dataclass(frozen=True, slots=True)
class Today:
    """What is offered today: one practice, two others, and whether it is gentler or company is offered.

    ``facts`` decided it, each with ``name`` and ``value``; ``propensity`` is the chance it had; ``policy`` names
    the rules it follows from.
    """

    first: Offer
    others: tuple[Offer, ...]
    facts: tuple[Mapping[str, Any], ...]
    propensity: float
    policy: str
    eased: bool = False
    step_up: bool = False


def today_for(person: Person | None, skip: Sequence[str], now: datetime) -> Today:
    """Today's practice. Somebody of whom nothing is known gets what a good teacher would offer a stranger;
    somebody who follows the eight weeks is more likely to get what belongs to their week."""
    if person is None:
        return _for_a_stranger(tuple(skip))
    week = week_practices(person, today_of(person, now)) or ()
    try:
        chosen = decide(person, skip, now, week)
    except NothingToOffer:
        # Everything is excluded or waved on: the plain beginning is better than an empty page.
        return _for_a_stranger(())
    others = tuple(offer for one in chosen.alternatives if (offer := _offer(**one)))
    first = _offer(chosen.practice, chosen.seconds, chosen.why)
    if first is None:
        return _for_a_stranger(())
    log = chosen.log
    return Today(
        first, others, tuple(chosen.facts), log["propensity"], log["policy"], chosen.eased, chosen.step_up
    )


def first_address() -> str:
    """What the first page begins for a stranger; kept on every device, as that page is."""
    offer = _for_a_stranger(()).first
    return f"/practise/{offer.script.slug}/?seconds={offer.seconds}"


@lru_cache(maxsize=64)
def _for_a_stranger(skip: tuple[str, ...]) -> Today:
    # The day does not matter to somebody of whom nothing is known.
    context = Context(datetime.fromisoformat("2026-01-01T12:00:00+00:00"), skip=skip, choice_seed="stranger")
    guide = trainer_for_strangers()
    said = guide.recommend(guide.new_person(), context)
    others = tuple(offer for one in said.alternatives if (offer := _offer(one.slug, one.seconds, one.why)))
    first = _offer(said.slug, said.seconds, said.why)
    assert first is not None  # noqa: S101 - the trainer chooses from this very catalogue
    facts = tuple({"name": fact.name, "value": fact.value} for fact in said.facts)
    return Today(first, others, facts, said.propensity, said.policy)


def _offer(slug: str, seconds: int, why: str) -> Offer | None:
    script = catalogue().get(slug)
    return Offer(script, seconds, why) if script else None
