"""Two plain questions, and a practice that fits the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import click

from ..practice.script import Script
from .values import minutes as to_minutes


@dataclass(frozen=True, slots=True)
class Need:
    """One answer to “How are you?” and the practices that suit it, the best first."""

    words: str
    slugs: tuple[str, ...]
    #: Minutes suggested when the person has no wish of their own.
    minutes: float


NEEDS = (
    Need("Something hurts right now", ("self-compassion-break", "soothing-touch", "soften-soothe-allow"), 3),
    Need(
        "I am hard on myself", ("compassionate-self-talk", "self-compassion-break", "compassionate-self"), 5
    ),
    Need(
        "Tense, or all over the place",
        ("soothing-rhythm-breathing", "affectionate-breathing", "five-senses"),
        3,
    ),
    Need("Somebody is difficult", ("just-like-me", "difficult-person-with-a-boundary"), 3),
    Need("I give a lot, and I am tired", ("steady-helper", "giving-and-receiving"), 5),
    Need("Lonely, or far from people", ("being-cared-for", "compassionate-companion", "letting-in-good"), 5),
    Need("All right. I would like to practise warmth", ("loving-kindness", "loving-kindness-for-one"), 10),
    Need("It is too much", ("five-senses", "soles-of-the-feet"), 1),
)
TOO_MUCH = NEEDS[-1]


def ask_what_is_needed(catalogue: Mapping[str, Script]) -> tuple[Script, float]:
    """Ask how the person is and how long they have; the script and the seconds that follow from it."""
    click.echo("\nHow are you, right now?\n")
    for number, need in enumerate(NEEDS, 1):
        click.echo(f"  {number}  {need.words}")
    click.echo()
    number = click.prompt(
        "The number that comes closest", type=click.IntRange(1, len(NEEDS)), show_default=False
    )
    need = NEEDS[number - 1]
    if need is TOO_MUCH:
        click.echo("\nThen one minute, with your eyes open. If you may be in danger: kindward help.")
        return choose(need, 60, catalogue)
    seconds = click.prompt(
        "How many minutes do you have?", default=f"{need.minutes:g}", value_proc=to_minutes
    )
    return choose(need, seconds, catalogue)


def choose(need: Need, seconds: float, catalogue: Mapping[str, Script]) -> tuple[Script, float]:
    """The first practice for that need which can be that long; failing that the one that comes nearest."""
    known = [catalogue[slug] for slug in need.slugs if slug in catalogue] or list(catalogue.values())

    def misses(script: Script) -> float:
        return max(script.min_seconds - seconds, seconds - script.max_seconds, 0)

    return min(known, key=misses), seconds
