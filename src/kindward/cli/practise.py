"""``kindward practise``: a guided session in the terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

import click

from .refusal import Refusal, plain_errors
from .values import cache_folder
from .values import minutes as to_minutes
from .values import seconds as to_seconds

if TYPE_CHECKING:
    from ..practice.script import Script
    from ..voice import Voice
    from .guide import Ending, Guide

#: What a practice is offered for when nobody says how long.
USUAL_SECONDS = 180.0
EASED_SECONDS = 60.0


@click.command()
@click.argument("slug", required=False)
@click.option("--minutes", type=to_minutes, metavar="M", help="How long; default about three minutes.")
@click.option("--seconds", type=to_seconds, metavar="N", help="How long, in seconds.")
@click.option("--voice", help="hibari, hibari-slow, hibari-quick, espeak, or text for words alone.")
@click.option(
    "--for", "who", multiple=True, metavar="WHO", help="Your own words, in the practice's order. Repeatable."
)
@click.option("--still", is_flag=True, help="Nothing on the screen moves but the words.")
def practise(
    slug: str | None,
    minutes: float | None,
    seconds: float | None,
    voice: str | None,
    who: tuple[str, ...],
    still: bool,
) -> None:
    """Be guided through SLUG; without it, two questions find a practice.

    Keys: space pauses, left and right go 15 seconds, e eases off into something gentler, q or Escape
    stops at once.
    """
    if minutes is not None and seconds is not None:
        raise Refusal("--minutes: stands beside --seconds; expected one of them")
    asked = minutes if minutes is not None else seconds
    with plain_errors():
        script, length = _chosen(slug, asked)
        speaker, sounds = _voice(voice)
        _guide(script, length, speaker, who, sounds=sounds, still=still)


def _chosen(slug: str | None, seconds: float | None) -> tuple[Script, float]:
    from .compose import find_script

    if slug is not None:
        script = find_script(slug)
        return script, seconds or min(max(USUAL_SECONDS, script.min_seconds), script.max_seconds)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(
            "practise: there is nobody to ask here; expected a practice, such as self-compassion-break"
        )
    from ..practice.catalogue import load_catalogue
    from .ask import ask_what_is_needed

    script, length = ask_what_is_needed(load_catalogue())
    return script, seconds or length


def _voice(name: str | None) -> tuple[Voice, bool]:
    """The voice, and whether it will be heard: that takes a player and a person at a terminal."""
    from ..voice import default_voice_name, get_voice
    from .sound import find_player

    heard = sys.stdout.isatty() and find_player() is not None
    if name is None:
        name = default_voice_name() if heard else "text"
    voice = get_voice(name, cache_folder())
    if voice.speaks and sys.stdout.isatty() and not heard:
        click.echo(
            "No sound player was found (paplay, aplay, afplay or ffplay); here are the words.", err=True
        )
    return voice, heard and voice.speaks


def _guide(
    script: Script, seconds: float, voice: Voice, who: tuple[str, ...], *, sounds: bool, still: bool
) -> None:
    from ..practice.compose import compose
    from ..practice.words import words_in_order

    timeline = compose(script, seconds, voice, words_in_order(script, who))
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        from .plain_guide import guide_plainly

        guide_plainly(timeline)
        return
    from rich.console import Console

    from .guide import Guide
    from .sound import Sound, find_player

    player = find_player() if sounds else None
    sound = Sound(voice, player) if player else None
    guide = Guide(Console(), sound, still=still)
    try:
        ending, _ = guide.run(timeline)
        if ending == "eased":
            ending, script = _ease_off(guide, script, voice)
    finally:
        if sound:
            sound.close()
    _land(ending, script)


def _ease_off(guide: Guide, script: Script, voice: Voice) -> tuple[Ending, Script]:
    """The gentler practice that the script leads to, about a minute of it."""
    from ..practice.compose import compose
    from .compose import find_script

    gentler = find_script(script.ease_off)
    ended, _ = guide.run(compose(gentler, max(EASED_SECONDS, gentler.min_seconds), voice))
    return ("stopped" if ended == "eased" else ended), gentler


def _land(ending: str, script: Script) -> None:
    if ending == "finished":
        lines = [
            f"That was {script.title}.",
            "Stay a moment, if you like. Then one small thing for the rest of the day.",
        ]
    else:
        lines = [
            "You stopped. That is a good thing to be able to do.",
            "Look around. Find three things that are really there: a colour, an edge, some light.",
            "Feel your feet, and what is holding you up. You can take as long as you want.",
        ]
    click.echo()
    for line in lines:
        click.echo("\n".join(textwrap.wrap(line, min(shutil.get_terminal_size().columns, 76))))
    click.echo("\nIf it is more than you want to carry alone: kindward help\n")
