"""Scripts for tests: a head that is whole, a voice that counts, and scripts that nobody wrote."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from kindward.practice import Script, parse_script

HEAD = """\
slug: lamp
title: Lamp
promise: A small light, for a while.
version: 1
flows: to_self
kind: tender, formal
shortest: {shortest}
longest: {longest}
happens: You sit beside a lamp. Nothing else is asked.
cautions:
  - Not while driving.
gentler: five-senses
ease_off: soles-of-the-feet
evidence:
  - says: No study of this exact exercise is known to us.
    references: [nobody-2020]
author: Kindward
reviewer: none yet
{more}"""


def script_text(body: str, shortest: str = "10 seconds", longest: str = "60 minutes", more: str = "") -> str:
    """A whole script around ``body``; ``more`` are further lines of its head."""
    more = f"{more}\n" if more else ""
    return f"---\n{HEAD.format(shortest=shortest, longest=longest, more=more)}---\n\n{body}\n"


def script(body: str, shortest: str = "10 seconds", longest: str = "60 minutes", more: str = "") -> Script:
    """The same, read."""
    return parse_script(script_text(body, shortest, longest, more), "lamp.md")


class Metronome:
    """A voice that takes a quarter of a second for every word, and names clips by their text."""

    name = "metronome"

    def milliseconds(self, text: str) -> int:
        return 250 * len(text.split())

    def key(self, text: str) -> str | None:
        return f"clip of {text}"


_words = st.lists(
    st.sampled_from(["a", "lamp", "is", "warm", "and", "small", "here", "you", "may", "rest"]),
    min_size=1,
    max_size=9,
)
_sentence = _words.map(lambda words: " ".join(words).capitalize() + ".")


@st.composite
def _direction(draw: st.DrawFn) -> str:
    lengths = sorted(draw(st.lists(st.integers(0, 90), min_size=1, max_size=3)))
    what = draw(st.sampled_from(["", "", "", "bell, ", "breathe 4 in, 6 out, "]))
    return f"({what}{'-'.join(map(str, lengths))})"


@st.composite
def _line(draw: st.DrawFn) -> str:
    priority = draw(st.sampled_from(["", "", "+1 ", "+3 ", "+9 "]))
    parts = draw(st.lists(st.tuples(_sentence, st.one_of(st.just(""), _direction())), min_size=1, max_size=3))
    return priority + " ".join(f"{sentence} {pause}".strip() for sentence, pause in parts)


@st.composite
def _section(draw: st.DrawFn, number: int) -> str:
    priority = draw(st.sampled_from(["", "", "+2 ", "+7 "])) if number else ""
    lines = draw(st.lists(_line(), min_size=1, max_size=4))
    out = [f"## {priority}Step {number}", ""]
    if draw(st.booleans()):
        out += [f"(rounds 1-{draw(st.integers(1, 4))}, +{draw(st.integers(1, 9))})", ""]
        again = draw(st.lists(_line(), max_size=2))
        # A round that is only optional lines would be empty when it enters.
        lines += ["### Again", *again] if again else []
    if number == 0:
        lines.insert(0, "Here is a lamp.")
    return "\n\n".join([*out, *lines])


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """Scripts of one to four steps with optional lines, optional steps, rounds, bells and breaths."""
    count = draw(st.integers(1, 4))
    return script("\n\n".join(draw(_section(number)) for number in range(count)))


CONTENT = Path(__file__).parents[1] / "content"
