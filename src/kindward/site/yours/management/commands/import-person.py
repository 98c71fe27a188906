"""``kindward manage import-person WHO --in FILE``: what a person took along elsewhere, for them."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kindward.sealing import KeysAway
from kindward.site.audit.actors import OPERATOR
from kindward.site.people.finding import find
from kindward.site.people.services import person_of_account
from kindward.site.yours.reading import BadFile, read
from kindward.site.yours.taking_in import take_in


class Command(BaseCommand):
    help = "Take in a file that a person took along from another Kindward. What is here already stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", help="the name of an account, or a person's number")
        parser.add_argument("--in", dest="file", required=True, metavar="FILE", help="- is standard input")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_: Any, **options: Any) -> None:
        person, account = find(options["who"])
        file = options["file"]
        try:
            content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            rows = read(content)
            if person is None and account is not None:
                person = person_of_account(account)
            assert person is not None  # noqa: S101 - whom nobody found was refused
            done = take_in(person, rows, timezone.now(), OPERATOR)
        except BadFile as problem:
            raise CommandError(f"{file}: {problem}", returncode=2) from None
        except KeysAway as problem:
            raise CommandError(f"nothing can be sealed: {problem}", returncode=2) from None
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}", returncode=2) from None
        if options["format"] == "json":
            self.stdout.write(json.dumps({"new": done.new, "known": done.known, "left": done.left}))
            return
        for title, count in done.new.items():
            self.stdout.write(f"{title}: {count}")
        for title, why in done.left.items():
            self.stderr.write(f"left: {title}: {why}")
