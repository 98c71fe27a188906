"""``kindward manage delete-person WHO --yes``: everything of one person, for good."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kindward.sealing import KeysAway
from kindward.site.audit.actors import OPERATOR
from kindward.site.people.deletion import compact_if_asked, delete, how_many
from kindward.site.people.finding import find


class Command(BaseCommand):
    help = "Delete a person, their account, key and every row, for good; prints the receipt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", help="the name of an account, or a person's number")
        parser.add_argument("--yes", action="store_true", help="without it, only says what would be deleted")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_: Any, **options: Any) -> None:
        person, account = find(options["who"])
        people = [person] if person else []
        if not options["yes"]:
            for title, count in how_many(people).items():
                self.stdout.write(f"{title}: {count}")
            raise CommandError("nothing was deleted; --yes deletes it", returncode=2)
        try:
            receipt = delete(people, account, OPERATOR, timezone.now())
        except KeysAway as problem:
            raise CommandError(f"nothing was deleted: {problem}", returncode=2) from None
        compact_if_asked()
        if options["format"] == "json":
            told = {"number": receipt.number, "at": receipt.at.isoformat(), "counts": dict(receipt.counts)}
            self.stdout.write(json.dumps(told))
        else:
            self.stdout.write(receipt.text())
