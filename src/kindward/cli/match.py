"""``kindward match``: clients and therapists in, the best assignment with its reasons out."""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from .output import refuse_the_same_file, write_text, write_with
from .refusal import Refusal

if TYPE_CHECKING:
    from ..matching import Match


@click.command()
@click.option(
    "--in", "source", required=True, metavar="FILE", help="The problem as JSON; - is standard input."
)
@click.option("--pairs", metavar="FILE", help="Also write every eligible pair with its fit, as CSV.")
@click.option(
    "--format", "format_", type=click.Choice(["json", "table"]), default="json", help="Default json."
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; default standard output.")
def match(source: str, pairs: str | None, format_: str, output: str) -> None:
    """Match clients with therapists: the best assignment there is, with its proof and a reason for each.

    Most clients; of those, most who have waited 24 hours; greatest total fit; the most even load.
    """
    started = time.perf_counter()
    if pairs == output == "-":
        raise Refusal("--pairs: - is where the answer goes; expected a file")
    refuse_the_same_file(source, output, pairs)
    # Everything made here is kept to the end; looking for what to throw away would take a third of the time.
    gc.disable()
    try:
        with _status():
            _match(source, pairs, format_, output, started)
    finally:
        gc.enable()


def _match(source: str, pairs: str | None, format_: str, output: str, started: float) -> None:
    data = _read(source)
    from ..matching import MatchingError, ProblemError, answer, read_problem
    from ..matching import match as find

    try:
        found = find(read_problem(data, source))
    except ProblemError as error:
        raise Refusal(str(error)) from None
    except MatchingError as error:
        raise Refusal(f"{source}: {error}") from None
    given = answer(found, 0.0)
    given["seconds"] = round(time.perf_counter() - started, 3)
    if pairs is not None:
        write_with(pairs, lambda out: _write_all(out, found))
    if format_ == "table":
        write_text(output, _table(given))
    else:
        write_text(output, json.dumps(given, ensure_ascii=False) + "\n")


@contextmanager
def _status() -> Iterator[None]:
    """Something that moves on stderr when that is a terminal; nothing when it is not."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status("Matching"):
        yield


def _read(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refusal(f"{source}: file: cannot be read ({reason}); expected a JSON file, or -") from None


def _write_all(out: IO[bytes], found: Match) -> None:
    from ..matching import pairs_as_csv

    for block in pairs_as_csv(found):
        out.write(block)


def _table(given: dict[str, Any]) -> str:
    reached = given["objective"]
    lines = [f"{row['client']}  {row['therapist']}  {row['fit']:.3f}" for row in given["assignments"]]
    lines += [f"{row['client']}  -  {row['reason']}" for row in given["unmatched"]]
    lines.append(
        f"{reached['matched']} matched, {reached['urgent_matched']} of them after 24 hours; fit "
        f"{reached['total_fit']:.3f}; nothing better exists (gap {reached['proof_gap']})"
    )
    return "\n".join(lines) + "\n"
