"""``kindward signs``: texts in, one tier a line out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from .output import refuse_the_same_file, write_with
from .refusal import Refusal

#: A line of more bytes is refused before it fills the memory.
LONGEST_LINE = 16 * 1024 * 1024


@click.command()
@click.option(
    "--in", "source", required=True, metavar="FILE", help='One {"id","text"} a line; - is standard input.'
)
@click.option("--format", "format_", type=click.Choice(["json"]), default="json", help="One object a line.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; default standard output.")
def signs(source: str, format_: str, output: str) -> None:  # noqa: ARG001
    """Find signs of acute danger in texts: explicit, possible or none.

    It is no diagnosis, and it misses things: docs/signs.md says how much. Nothing is stored or sent. A line that cannot
    be read ends the work with its number and exit code 2.
    """
    from ..safety.signs import load_finder

    refuse_the_same_file(source, output)
    tier = load_finder().tier

    def answer(out: IO[bytes]) -> None:
        for key, text in _texts(file, "-" if source == "-" else source):
            out.write(json.dumps({"id": key, "tier": tier(text)}, ensure_ascii=False).encode() + b"\n")

    with _opened(source) as file:
        write_with(output, answer)


@contextmanager
def _opened(source: str) -> Iterator[IO[bytes]]:
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        said = f"{source}:1: file: cannot be read ({reason}); expected one JSON object a line, or -"
        raise Refusal(said) from None
    with file:
        yield file


def _texts(file: IO[bytes], name: str) -> Iterator[tuple[str | int, str]]:
    """Id and text of each line; empty lines are passed over."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        where = f"{name}:{number}"
        if len(raw) > LONGEST_LINE:
            raise Refusal(f"{where}: line: is longer than {LONGEST_LINE:,} bytes; expected one text a line")
        if not raw.strip():
            continue
        try:
            record = json.loads(raw)
        except (ValueError, RecursionError):
            raise Refusal(
                f'{where}: line: is not JSON; expected such as {{"id": "1", "text": "…"}}'
            ) from None
        if not isinstance(record, dict):
            raise Refusal(f'{where}: line: is not an object; expected such as {{"id": "1", "text": "…"}}')
        key, text = record.get("id"), record.get("text")
        if not isinstance(key, str | int) or isinstance(key, bool):
            raise Refusal(f"{where}: id: is {_said(key)}; expected a text or a whole number")
        if not isinstance(text, str):
            raise Refusal(f"{where}: text: is {_said(text)}; expected a text")
        try:
            text.encode()
            str(key).encode()
        except UnicodeEncodeError:
            raise Refusal(
                f"{where}: text: holds half a character; expected whole Unicode characters"
            ) from None
        yield key, text


def _said(value: object) -> str:
    return "missing" if value is None else f"of another kind ({type(value).__name__})"
