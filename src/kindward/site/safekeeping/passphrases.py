"""A passphrase for a command: from a file, or asked for where somebody sits at a terminal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path

from django.core.management.base import CommandError

from kindward.site.safekeeping.secret import SHORTEST_PASSPHRASE


def add_passphrase(parser: ArgumentParser) -> None:
    """The option that :func:`passphrase_of` takes."""
    parser.add_argument(
        "--passphrase-file", metavar="FILE", help="its first line is the passphrase; else it is asked for"
    )


def passphrase_of(file: str | None, *, new: bool = False) -> str:
    """The passphrase. A new one is asked for twice and must be long enough. Raises ``CommandError``."""
    if file:
        try:
            lines = Path(file).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as problem:
            said = problem.strerror if isinstance(problem, OSError) else "not UTF-8"
            raise CommandError(f"--passphrase-file: {file}: {said}", returncode=2) from None
        given = lines[0].strip() if lines else ""
    elif sys.stdin.isatty():
        given = getpass("Passphrase: ").strip()
        if new and getpass("Once more: ").strip() != given:
            raise CommandError("the two are not the same; nothing was done", returncode=2)
    else:
        raise CommandError("--passphrase-file: missing; expected a file with the passphrase", returncode=2)
    if new and len(given) < SHORTEST_PASSPHRASE:
        raise CommandError(
            f"the passphrase has {len(given)} characters; expected {SHORTEST_PASSPHRASE} or more",
            returncode=2,
        )
    return given
