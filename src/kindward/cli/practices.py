"""``kindward practices``: the catalogue."""

from __future__ import annotations

from typing import Any

import click

from .output import write_text
from .refusal import plain_errors


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), default="table", help="Default table."
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; default standard output.")
def practices(format_: str, output: str) -> None:
    """List every practice: what it trains, what kind it is, how short and how long it can be."""
    from ..practice.catalogue import load_catalogue

    with plain_errors():
        scripts = list(load_catalogue().values())
    rows = [
        {
            "slug": script.slug,
            "title": script.title,
            "promise": script.promise,
            "flows": list(script.flows),
            "kind": script.kind,
            "min_seconds": script.min_seconds,
            "max_seconds": script.max_seconds,
            "reviewer": script.reviewer,
            "reviewed_on": script.reviewed_on.isoformat() if script.reviewed_on else None,
        }
        for script in scripts
    ]
    if format_ == "json":
        import json

        write_text(output, json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        write_text(output, _table(rows, to_file=output != "-"))


def _table(rows: list[dict[str, Any]], to_file: bool) -> str:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if to_file or not console.is_terminal:
        console = Console(no_color=True, width=130)
    columns = ["practice", "length", "trains", "kind", "promise"]
    shown = columns[: 5 if console.width >= 120 else 4 if console.width >= 96 else 3]
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in shown:
        table.add_column(title, no_wrap=title != "promise")
    for row in rows:
        table.add_row(*_cells(row)[: len(shown)])
    unread = sum(1 for row in rows if not row["reviewer"])
    note = (
        f"{unread} of them wait for a clinician's review." if unread else "All are reviewed by a clinician."
    )
    with console.capture() as held:
        console.print(table)
        console.print(f"\n{len(rows)} practices. {note}", style="dim")
    return held.get()


def _cells(row: dict[str, Any]) -> list[str]:
    from .look import FLOW_STYLES, FLOW_WORDS, span

    flows = row["flows"]
    trains = ", ".join(f"[{FLOW_STYLES[flow]}]{FLOW_WORDS[flow]}[/]" for flow in flows) or "[dim]grounding[/]"
    if len(flows) == len(FLOW_WORDS):
        trains = "all three"
    name = f"[bold]{row['slug']}[/]"
    return [name, span(row["min_seconds"], row["max_seconds"]), trains, row["kind"], row["promise"]]
