"""``kindward manage doctor``: is everything in order?"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kindward.site.safekeeping.doctor import TROUBLE, examine


class Command(BaseCommand):
    help = "Look at database, keys, log, backup, helplines and disk, one line each; exit code 2 on trouble."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_: Any, **options: Any) -> None:
        found = examine(timezone.now())
        if options["format"] == "json":
            self.stdout.write(json.dumps({"findings": [asdict(one) for one in found]}))
        else:
            for one in found:
                self.stdout.write(f"{one.state:8}{one.name:16}{one.said}")
        if bad := [one.name for one in found if one.state == TROUBLE]:
            raise CommandError(f"in trouble: {', '.join(bad)}", returncode=2)
