"""``kindward manage export-person WHO -o FILE``: everything of one person, for them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kindward.sealing import Unreadable
from kindward.site.audit.actors import OPERATOR
from kindward.site.people.finding import find
from kindward.site.yours.services import take_along


class Command(BaseCommand):
    help = (
        "Write everything that is kept about a person into a zip. They see that somebody of the server did."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", help="the name of an account, or a person's number")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="- is standard output")

    def handle(self, *_: Any, **options: Any) -> None:
        person, _account = find(options["who"])
        if person is None:
            raise CommandError(f"who: nothing is kept about “{options['who']}” yet", returncode=2)
        try:
            made = take_along(person, timezone.now(), OPERATOR)
        except Unreadable as problem:
            raise CommandError(f"it cannot be opened: {problem}", returncode=2) from None
        if options["output"] == "-":
            sys.stdout.buffer.write(made)
            return
        write_alone(Path(options["output"]), made)
        self.stderr.write(
            f"{options['output']}: {len(made) // 1024 + 1} KB, in which nothing is sealed any more"
        )


def write_alone(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read; whole or not at all."""
    draft = path.with_name(path.name + ".part")
    try:
        draft.touch(mode=0o600)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        raise CommandError(f"{path}: {problem.strerror}", returncode=2) from None
