"""``kindward compose``: the timeline of one session, as data, captions, text or sound."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import refuse_sound_on_a_terminal, refuse_the_same_file, write_text, write_with
from .refusal import Refusal, plain_errors
from .values import cache_folder
from .values import seconds as to_seconds

if TYPE_CHECKING:
    from ..practice.script import Script
    from ..practice.timeline import Timeline

TEXT_FORMATS = ("json", "vtt", "txt")
SOUND_FORMATS = ("opus", "mp3", "wav")


@click.command()
@click.argument("slug")
@click.option(
    "--seconds", type=to_seconds, required=True, metavar="N", help="How long; the nearest possible is made."
)
@click.option(
    "--voice", help="hibari, hibari-slow, hibari-quick, espeak or text. Default the first that is here."
)
@click.option(
    "--for", "who", multiple=True, metavar="WHO", help="Your own words, in the practice's order. Repeatable."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(TEXT_FORMATS + SOUND_FORMATS),
    help="Default json, or as FILE ends.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; default standard output.")
def compose(
    slug: str, seconds: float, voice: str | None, who: tuple[str, ...], format_: str | None, output: str
) -> None:
    """Compose SLUG (or a script file, or - for standard input) for N seconds."""
    if _is_file(slug):
        refuse_the_same_file(slug, output)
    format_ = format_ or _format_of(output)
    if format_ in SOUND_FORMATS:
        refuse_sound_on_a_terminal(output, format_)
    from ..practice.compose import compose as compose_session
    from ..practice.words import words_in_order
    from ..voice import default_voice_name, get_voice

    with plain_errors():
        script = find_script(slug)
        chosen = get_voice(voice or default_voice_name(), cache_folder())
        if format_ in SOUND_FORMATS and not chosen.speaks:
            raise Refusal(
                f"--voice: {chosen.name} makes no sound; expected a voice that speaks, or a format of text"
            )
        timeline = compose_session(script, seconds, chosen, words_in_order(script, who))
        if format_ in SOUND_FORMATS:
            from .sound_file import write_sound

            write_with(output, lambda out: write_sound(timeline, chosen, out, format_))
        else:
            write_text(output, render(timeline, script, format_))
    _say_nearest(script, timeline)


def render(timeline: Timeline, script: Script, format_: str) -> str:
    """The timeline as text in one of :data:`TEXT_FORMATS`."""
    if format_ == "vtt":
        from ..practice.captions import to_webvtt

        return to_webvtt(timeline)
    if format_ == "txt":
        from ..practice.transcript import to_text

        return to_text(timeline, script)
    return json.dumps(timeline.as_json(), ensure_ascii=False, indent=1) + "\n"


def find_script(slug: str) -> Script:
    """The practice of that name; a path to a script, or ``-``, reads that instead."""
    from ..practice.catalogue import find_practice
    from ..practice.errors import ScriptError
    from ..practice.parse import parse_script, read_script

    if slug == "-":
        try:
            return parse_script(sys.stdin.read(), "-")
        except UnicodeDecodeError:
            raise ScriptError("-", 1, "file", "not UTF-8 text; expected a script") from None
    if _is_file(slug):
        return read_script(Path(slug))
    return find_practice(slug)


def _is_file(slug: str) -> bool:
    return slug.endswith(".md") or "/" in slug


def _format_of(output: str) -> str:
    ending = Path(output).suffix.lstrip(".").lower()
    return ending if ending in TEXT_FORMATS + SOUND_FORMATS else "json"


def _say_nearest(script: Script, timeline: Timeline) -> None:
    if abs(timeline.milliseconds - timeline.asked_seconds * 1000) < 1:
        return
    from .look import span

    click.echo(
        f"{script.slug}: {timeline.asked_seconds:g} s is not possible; made {timeline.seconds:g} s, "
        f"the nearest (it takes {span(script.min_seconds, script.max_seconds)})",
        err=True,
    )
