"""What both commands that import have in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kindward.site.care.csv_files import Faults
from kindward.site.care.imports import Imported


class ImportCommand(BaseCommand):
    """Reads a file, says every fault with its line and field, and changes all or nothing."""

    bring_in: ClassVar[Callable[..., Imported]]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV file in UTF-8 with a header")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="how to say what was done"
        )

    def handle(self, *_: Any, file: Path, dry_run: bool, format: str, **__: Any) -> None:
        try:
            done = self.bring_in(file, timezone.now(), dry_run=dry_run)
        except Faults as faults:
            raise CommandError(str(faults), returncode=2) from None
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}; expected a CSV file", returncode=2) from None
        for note in done.notes:
            self.stderr.write(note)
        if format == "json":
            self.stdout.write(json.dumps({"dry_run": dry_run} | asdict(done), ensure_ascii=False))
            return
        would = "would be " if dry_run else ""
        self.stdout.write(f"{done.new} {would}new, {done.changed} {would}brought up to date.")
