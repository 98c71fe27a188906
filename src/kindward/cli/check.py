"""``kindward check``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .refusal import Refusal, plain_errors
from .values import cache_folder, day, own_words

if TYPE_CHECKING:
    from ..text.findings import Finding


@click.command()
@click.argument("path", required=False)
@click.option("--today", type=day, help="The day against which reviews are due; default today.")
@click.option(
    "--spoken", is_flag=True, help="Speak every new sentence to know its exact length. Takes longer."
)
@click.option(
    "--format", "format_", type=click.Choice(["lines", "json"]), default="lines", help="Default lines."
)
def check(path: str | None, today: date | None, spoken: bool, format_: str) -> None:
    """Check PATH (a script, article, week, reference, instrument, guide to writing or folder, - for a script), or all.

    One line per finding; exit code 0 when there is none, 2 otherwise.
    """
    from ..learn.check import check_articles, is_articles
    from ..measure.check import check_instruments, is_instruments
    from ..practice.check import check_path, check_text
    from ..practice.paces import checked_paces
    from ..programme.check import check_programme, is_programme
    from ..safety.signs.check import check_signs, is_signs
    from ..writing.check import check_guides, is_guides

    on = today or datetime.now().astimezone().date()
    at = Path(path) if path and path != "-" else None
    if at and at.exists() and is_instruments(at):
        _tell(check_instruments(at), format_)
        return
    if at and at.exists() and is_articles(at):
        _tell(check_articles(on, at), format_)
        return
    if at and at.exists() and is_programme(at):
        _tell(check_programme(on, at), format_)
        return
    if at and at.exists() and is_guides(at):
        _tell(check_guides(at), format_)
        return
    if at and at.exists() and is_signs(at):
        _tell(check_signs(at), format_)
        return
    with plain_errors():
        timers = checked_paces(cache_folder(), spoken=spoken)
        if path == "-":
            try:
                findings = check_text(sys.stdin.read(), "-", on, timers)
            except UnicodeDecodeError:
                raise Refusal("-:1: file: not UTF-8 text; expected a script") from None
        else:
            findings = check_path(at, on, timers)
    if path is None or (at and at.is_dir()):
        findings = findings + check_instruments(at, own_words() if path is None else None)
        findings += check_articles(on, at) + check_programme(on, at) + check_guides(at) + check_signs(at)
        findings = sorted(findings)
    _tell(findings, format_)


def _tell(findings: Sequence[Finding], format_: str) -> None:
    if format_ == "json":
        import json
        from dataclasses import asdict

        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
    if findings:
        sys.exit(2)
