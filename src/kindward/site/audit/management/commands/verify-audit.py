"""Whether the audit log is whole."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kindward.sealing import KeysAway
from kindward.site.audit.selectors import length, verify


class Command(BaseCommand):
    help = "Reads the whole audit log and names the first entry that is missing or not as it was written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            finding = verify()
        except KeysAway as problem:
            raise CommandError(str(problem), returncode=2) from None
        if options["format"] == "json":
            told: dict[str, Any] = {"whole": finding is None, "entries": length()}
            if finding:
                told |= {"entry": finding.seq, "problem": finding.problem}
            self.stdout.write(json.dumps(told))
        elif finding is None:
            count = length()
            self.stdout.write(f"The audit log is whole: {count} {'entry' if count == 1 else 'entries'}.")
        if finding:
            where = f"entry {finding.seq} " if finding.seq else ""
            raise CommandError(f"the audit log is not whole: {where}{finding.problem}", returncode=2)
