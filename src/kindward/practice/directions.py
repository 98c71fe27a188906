"""Stage directions: what stands in round brackets in a script.

``(4-10)`` a pause; ``(4-6-10)`` with its natural length; ``(bell, 6-10-20)`` with a bell at its start;
``(breathe 4 in, 6 out, 30-60-300)`` with the breathing pacer; ``(write said, 20-60-240)`` in which the person
writes.
"""

from __future__ import annotations

import math
import re

from .script import Pause

_SECONDS = r"\d+(?:\.\d+)?"
_LENGTHS = re.compile(rf"^({_SECONDS})(?:\s*[-–]\s*({_SECONDS}))?(?:\s*[-–]\s*({_SECONDS}))?$")
_BREATHE = re.compile(rf"^breathe\s+({_SECONDS})\s+in,?\s+({_SECONDS})\s+out$")
_WRITE = re.compile(r"^write\s+([a-z][a-z0-9-]*)$")
_ROUNDS = re.compile(r"^\(rounds\s+(\d+)\s*[-–]\s*(\d+),?\s*\+([1-9])\)$")

EXPECTED = (
    "a pause such as (4-10) or (4-6-10), (bell, 6-10), (breathe 4 in, 6 out, 30-60-300) "
    "or (write name, 20-60-240)"
)


def _ms(text: str) -> int:
    return round(float(text) * 1000)


def read_lengths(text: str) -> tuple[int, int, int]:
    """Shortest, natural and longest length in ms. The natural one, unnamed, is the geometric mean.

    A pause is felt by ratio, not by difference: 4 to 16 seconds sits at 8, not at 10.
    """
    match = _LENGTHS.match(text.strip())
    if not match:
        raise ValueError(f"“{text.strip()}” is not a length in seconds; expected {EXPECTED}")
    numbers = [_ms(group) for group in match.groups() if group]
    if len(numbers) == 1:
        shortest = natural = longest = numbers[0]
    elif len(numbers) == 2:
        shortest, longest = numbers
        natural = round(math.sqrt(max(shortest, 1) * max(longest, 1)) / 100) * 100
        natural = min(max(natural, shortest), longest)
    else:
        shortest, natural, longest = numbers
    if not shortest <= natural <= longest:
        raise ValueError(f"({text.strip()}) must grow from shortest to longest")
    return shortest, natural, longest


def read_direction(text: str) -> Pause:
    """The pause that one bracket asks for. Raises ``ValueError`` with what was expected."""
    word, _, lengths = text.rpartition(",")
    word = " ".join(word.split())
    shortest, natural, longest = read_lengths(lengths)
    bell, breath, writes = word == "bell", None, None
    if match := _BREATHE.match(word):
        breath = (_ms(match[1]), _ms(match[2]))
        if not 3000 <= sum(breath) <= 20000:
            raise ValueError(f"“{word}” is {sum(breath) / 1000:g} s a breath; expected 3 to 20 s")
    elif match := _WRITE.match(word):
        writes = match[1]
    elif word and not bell:
        raise ValueError(f"“{word}” is not a stage direction; expected {EXPECTED}")
    return Pause(shortest, natural, longest, bell, breath, writes)


def read_rounds(text: str) -> tuple[int, int, int] | None:
    """``(rounds 1-6, +3)`` as fewest, most and priority of a further round; ``None`` for any other line."""
    match = _ROUNDS.match(text.strip())
    if not match:
        if text.strip().startswith("(rounds"):
            raise ValueError(f"“{text.strip()}” is not readable; expected such as (rounds 1-6, +3)")
        return None
    fewest, most, priority = (int(group) for group in match.groups())
    if not 1 <= fewest <= most <= 60:
        raise ValueError(f"rounds {fewest}-{most} must grow from at least 1 to at most 60")
    return fewest, most, priority
