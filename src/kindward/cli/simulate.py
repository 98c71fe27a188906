"""``kindward simulate``: made-up people, day by day, to see what a choice does to them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from .output import write_text
from .refusal import Refusal, plain_errors


@click.group()
def simulate() -> None:
    """Try a policy on made-up people whose truth is known. The same seed gives the same answer."""


@simulate.command()
@click.option(
    "--people", type=click.IntRange(2, 100_000), default=500, show_default=True, help="How many people."
)
@click.option(
    "--days", type=click.IntRange(1, 3650), default=56, show_default=True, help="Over how many days."
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Where chance begins.")
@click.option(
    "--policy", "policies", multiple=True, metavar="NAME", help="Only this policy; may be given again."
)
@click.option(
    "--world",
    "worlds",
    multiple=True,
    metavar="NAME",
    help="Only this world, or your own as module:Class; may be given again.",
)
@click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), default="table", help="Default table."
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; default standard output.")
def trainer(
    people: int,
    days: int,
    seed: int,
    policies: tuple[str, ...],
    worlds: tuple[str, ...],
    format_: str,
    output: str,
) -> None:
    """How the trainer does beside other ways of choosing, in worlds where it is right and where it is wrong.

    Regret is what was missed beside the best practice of each day, in points of soothing (0 to 4), with its
    95% interval over people; coverage is how much of the truth the trainer's 90% intervals hold.
    """
    from ..practice.catalogue import load_catalogue
    from ..trainer import TrainerError, load_curriculum
    from ..trainer.policies.named import available, make_policy
    from ..trainer.simulate import simulate as run
    from ..trainer.worlds import WORLDS, load_world

    # A world of one's own lies where one stands, as with python -m.
    if "" not in sys.path:
        sys.path.insert(0, "")
    with plain_errors():
        catalogue = load_catalogue()
    try:
        curriculum = load_curriculum(catalogue)
        chosen = [load_world(name) for name in worlds or WORLDS]
        names = policies or available()
        for name in names:
            make_policy(name, curriculum, seed)
    except TrainerError as error:
        raise Refusal(f"--{error}" if not str(error).startswith("/") else str(error)) from None
    pairs = [(world, name) for world in chosen for name in names]
    rows = []
    with _progress(pairs) as steps:
        for world, name in steps:
            try:
                rows.append(run(world, name, people, days, seed, curriculum))
            except (TrainerError, ValueError, TypeError, AttributeError, IndexError) as error:
                if world in WORLDS.values():
                    raise
                raise Refusal(
                    f"--world: {world.name} cannot be lived in ({error}); "
                    "expected a Cohort of the right shapes"
                ) from None
    answer = {"rows": rows, "seed": seed, "people": people, "days": days}
    write_text(output, json.dumps(answer, indent=2) + "\n" if format_ == "json" else _table(rows))


class _Seeds(click.ParamType[tuple[int, ...]]):
    """One seed, or several as ``1..5``."""

    name = "seeds"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        first, dots, last = str(value).partition("..")
        if not first.isdecimal() or not (last.isdecimal() if dots else not last):
            self.fail(f"{value} is no seed; expected a whole number, or several as 1..5", param, ctx)
        seeds = tuple(range(int(first), int(last or first) + 1))
        if not 0 < len(seeds) <= 1000:
            self.fail(f"{value} is not one to a thousand seeds; expected for instance 1..5", param, ctx)
        return seeds


@simulate.command()
@click.option(
    "--people", type=click.IntRange(20, 50_000), default=1000, show_default=True, help="How many ask."
)
@click.option("--days", type=click.IntRange(1, 365), default=14, show_default=True, help="In how many days.")
@click.option("--seed", "seeds", type=_Seeds(), default="1..3", show_default=True, help="One, or 1..5.")
@click.option(
    "--policy", "policies", multiple=True, metavar="NAME", help="Only this policy; may be given again."
)
@click.option(
    "--ratio",
    "ratios",
    multiple=True,
    type=click.FloatRange(0.1, 5.0),
    help="Places for each person; may be given again.",
)
@click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), default="table", help="Default table."
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; default standard output.")
def care(
    people: int,
    days: int,
    seeds: tuple[int, ...],
    policies: tuple[str, ...],
    ratios: tuple[float, ...],
    format_: str,
    output: str,
) -> None:
    """How a clinic that never stops does with Kindward's way of offering, with plainer ways, and in hindsight.

    People ask by the hour, therapists accept, decline or do not answer, places open as courses end. Shown are the share
    accepted within 48 hours, fit (0 to 1) and waiting of those, offers a person, and 95% intervals over seeds.
    """
    from ..matching.clinic import POLICIES, RATIOS, USUAL, rows

    for name in policies:
        if name not in POLICIES:
            raise Refusal(f"--policy: {name} is not known; expected {', '.join(POLICIES)}")
    chosen, wanted = ratios or RATIOS, policies or USUAL
    found = []
    with _progress([(ratio, name) for ratio in chosen for name in wanted]) as steps:
        lived = rows(people, days, seeds, wanted, chosen)
        for _ in steps:
            found.append(next(lived))
    answer = {
        "rows": found, "seed": seeds[0], "seeds": list(seeds), "clients": people, "days": days,
    }  # fmt: skip
    text = json.dumps(answer, indent=2) + "\n" if format_ == "json" else _care_table(found)
    write_text(output, text)


def _care_table(rows: list[dict[str, Any]]) -> str:
    heads = ("ratio", "policy", "in 48 h", "from", "to", "fit", "from", "to", "wait", "p90", "offers")
    keys = (
        "in_48h", "in_48h_low", "in_48h_high", "fit", "fit_low", "fit_high", "wait_mean_h", "wait_p90_h", "offers",
    )  # fmt: skip
    share = ("in_48h", "fit")
    lines: list[tuple[str, ...]] = [heads]
    for row in rows:
        numbers = [
            "-" if row[key] is None else f"{row[key]:.3f}" if key.startswith(share) else f"{row[key]:.1f}"
            for key in keys
        ]
        lines.append((f"{row['ratio']:g}", row["policy"], *numbers))
    return _columns(lines)


@contextmanager
def _progress(pairs: list[tuple[Any, str]]) -> Iterator[Iterable[tuple[Any, str]]]:
    """A bar on stderr when that is a terminal; nothing when it is not."""
    if not sys.stderr.isatty():
        yield pairs
        return
    from rich.console import Console
    from rich.progress import track

    yield track(pairs, "Living", console=Console(stderr=True), transient=True)


def _table(rows: list[dict[str, Any]]) -> str:
    heads = ("world", "policy", "regret", "from", "to", "hurts", "gain", "days", "coverage")
    keys = (
        "world",
        "policy",
        "regret",
        "regret_low",
        "regret_high",
        "hurts",
        "weakest_gain",
        "days_practised",
        "coverage",
    )
    return _columns([heads, *(tuple(_cell(row[key]) for key in keys) for row in rows)])


def _columns(lines: list[tuple[str, ...]]) -> str:
    """Two columns of words, then numbers; the first line says what they are."""
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    shown = []
    for line in lines:
        words = [cell.ljust(w) for cell, w in zip(line[:2], widths[:2], strict=True)]
        numbers = [cell.rjust(w) for cell, w in zip(line[2:], widths[2:], strict=True)]
        shown.append("  ".join(words + numbers).rstrip())
    return "\n".join(shown) + "\n"


def _cell(value: object) -> str:
    return "-" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
