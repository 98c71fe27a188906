"""Reads: what a person wants of their plan, and what is expected for them."""

from __future__ import annotations

from collections.abc import Mapping

from kindward.site.people.models import Person
from kindward.site.trainer.engine import trainer
from kindward.site.trainer.models import Learned, Wish
from kindward.trainer import TrainerError
from kindward.trainer.effects import half_width


def wish_of(person: Person | None) -> Wish | None:
    """What the person wants of their plan."""
    return Wish.objects.of(person).first() if person else None


def soothing_for(person: Person) -> Mapping[str, tuple[float, float]]:
    """By practice, how soothing it is for the person on the whole, 0 to 4, and half the width of its 90% interval.

    Empty while nothing is learned of them. One query.
    """
    kept = Learned.objects.of(person).first()
    if kept is None:
        return {}
    guide = trainer()
    try:
        people = guide.load(kept.state).people
    except TrainerError:
        return {}
    half = half_width(guide.population, people.answers, people.cov)
    return {
        slug: (float(mean), float(width))
        for slug, mean, width in zip(guide.curriculum.slugs, people.mean[0], half[0], strict=True)
    }
