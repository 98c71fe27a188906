"""``kindward manage rotate-keys``: a new operator's key, and every data key wrapped under it, while the site runs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kindward.sealing import KeysAway
from kindward.site.sealing.rotation import begin_anew, rotate


class Command(BaseCommand):
    help = (
        "Bring a new key into the operator's ring and wrap everybody's data key under it. The site may go on running. "
        "Interrupted, it goes on where it ended when it is run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="how to say what was done"
        )

        parser.add_argument(
            "--old-is-lost",
            action="store_true",
            help="begin a new ring because the old one is gone for good; only recovery codes open what it held",
        )

    def handle(self, *_: Any, format: str = "text", old_is_lost: bool = False, **__: Any) -> None:
        try:
            if old_is_lost:
                self._begin_anew(format)
                return
            made = rotate(lambda done, of_all: self.stderr.write(f"{done} of {of_all} data keys"))
        except KeysAway as problem:
            raise CommandError(str(problem)) from None
        if format == "json":
            self.stdout.write(json.dumps(asdict(made)))
            return
        keys = "1 data key is" if made.rewrapped == 1 else f"{made.rewrapped} data keys are"
        self.stdout.write(f"{keys} wrapped anew, under version {made.version} of the operator's key.")
        if made.old_remain:
            self.stdout.write("The older keys can be taken out of KINDWARD_SEALING_KEY now.")
        else:
            self.stdout.write(
                "The old key opens nothing any more, save backups of the store of keys made before this."
            )

    def _begin_anew(self, format: str) -> None:
        version = begin_anew()
        if format == "json":
            self.stdout.write(json.dumps({"version": version, "rewrapped": 0, "old_remain": False}))
            return
        self.stdout.write(
            f"A new ring is there, version {version}. What was sealed before opens when its person enters their "
            "recovery code at /you/recovery/; whoever has none can delete it and begin anew."
        )
