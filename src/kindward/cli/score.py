"""``kindward score``: answers in, scores out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from .output import refuse_the_same_file, write_with
from .refusal import Refusal

if TYPE_CHECKING:
    from ..measure.table import BadRow

#: So many bad lines are told one by one; of the others only the number.
MOST_TOLD = 1000


@click.command()
@click.argument("instrument")
@click.option(
    "--in",
    "source",
    required=True,
    metavar="FILE",
    help="CSV: id,item1,…,itemN, parted by commas, semicolons or tabs; - is standard input.",
)
@click.option(
    "--format", "format_", type=click.Choice(["json", "csv"]), help="Default json, or as FILE ends."
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; default standard output.")
def score(instrument: str, source: str, format_: str | None, output: str) -> None:
    """Score answers to INSTRUMENT (such as phq-9): one row per response, in the order they came.

    An empty answer is missing. A line that cannot be read is told with its line and column, the others are
    scored, and the exit code is then 2.
    """
    from ..measure.instruments import InstrumentError, find_instrument
    from ..measure.report import Tally, score_file
    from ..measure.table import TableError

    refuse_the_same_file(source, output)
    ending = Path(output).suffix.lower()
    if format_ is None and ending not in ("", ".csv", ".json"):
        click.echo(
            f"{output}: {ending} is no ending known here, so it will be JSON; --format csv, or .csv, makes a table",
            err=True,
        )
    format_ = format_ or ("csv" if ending == ".csv" else "json")
    name = "-" if source == "-" else source
    tallies: list[Tally] = []
    told = 0

    def tell(bad: BadRow) -> None:
        nonlocal told
        told += 1
        if told <= MOST_TOLD:
            click.echo(f"{name}:{bad}", err=True)

    try:
        key = find_instrument(instrument)
        with _opened(source) as answers:
            write_with(output, lambda out: tallies.append(score_file(key, answers, out, format_, tell)))
    except InstrumentError as error:
        raise Refusal(str(error)) from None
    except TableError as error:
        raise Refusal(f"{name}:{error}") from None
    (tally,) = tallies
    if tally.bad:
        more = f", {told - MOST_TOLD:,} of them not listed" if told > MOST_TOLD else ""
        click.echo(f"{name}: {tally.scored:,} scored, {tally.bad:,} could not be read{more}", err=True)
        sys.exit(2)


@contextmanager
def _opened(source: str) -> Iterator[IO[bytes]]:
    """The answers, with a bar of progress on stderr where that is a terminal."""
    if source == "-":
        yield sys.stdin.buffer
        return
    path = Path(source)
    try:
        file = path.open("rb")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refusal(f"{source}:1: file: cannot be read ({reason}); expected a CSV file, or -") from None
    with file:
        if not sys.stderr.isatty():
            yield file
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(path.name, total=path.stat().st_size)
            yield cast("IO[bytes]", _Watched(file, lambda count: bar.advance(task, count)))


class _Watched:
    """A file that says how much of it has been read."""

    def __init__(self, file: IO[bytes], tell: Callable[[int], object]) -> None:
        self._file, self._tell = file, tell

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._tell(len(data))
        return data

    def readline(self, limit: int = -1) -> bytes:
        data = self._file.readline(limit)
        self._tell(len(data))
        return data
