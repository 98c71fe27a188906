"""``kindward selftalk``: texts in, how harsh or warm each is and how sure that is out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from .output import refuse_the_same_file, write_with
from .refusal import Refusal


@click.command()
@click.option(
    "--in", "source", required=True, metavar="FILE", help='JSON lines {"id","text"}; - is standard input.'
)
@click.option("--format", type=click.Choice(["json"]), expose_value=False, help="One JSON object a line.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; default standard output.")
def selftalk(source: str, output: str) -> None:
    """Say how harsh (-1) or warm (1) each text is towards the person it is about, and how sure (0 to 1) that is.

    It describes words and not the people who wrote them; it is no diagnosis and no grade. Of a text with an explicit
    sign of danger it says nothing: both numbers are 0.
    """
    from ..safety.signs import find_tier
    from ..selftalk import SelftalkError, rate_lines, shipped_model

    refuse_the_same_file(source, output)

    def in_danger(text: str) -> bool:
        # The model never learned how somebody speaks who wants to die: a warmth of it would be a sure mistake.
        return find_tier(text) == "explicit"

    def write(out: IO[bytes]) -> None:
        with _opened(source) as lines:
            for answer in rate_lines(lines, model, in_danger):
                out.write(answer)

    try:
        model = shipped_model()
        write_with(output, write)
    except SelftalkError as error:
        sys.stdout.flush()
        raise Refusal(f"{source}:{error}") from None


@contextmanager
def _opened(source: str) -> Iterator[Iterable[bytes]]:
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 (closed below; only the opening may be refused)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refusal(f"{source}:1: file: cannot be read ({reason}); expected JSON lines, or -") from None
    with file:
        yield file
