"""``kindward manage backup [-o FILE]``: the data, sealed."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kindward.sealing import KeysAway
from kindward.site.safekeeping.backing_up import NAME, back_up_data, thin_out
from kindward.site.safekeeping.secret import path
from kindward.site.safekeeping.troubles import Trouble


class Command(BaseCommand):
    help = (
        "Write a whole, sealed copy of the data. The site may go on running. Keys have a backup of their own."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "-o", "--output", metavar="FILE", help="- is standard output; else backups/ in the data folder"
        )
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="of those in backups/, delete all but the newest N afterwards",
        )
        parser.add_argument("--force", action="store_true", help="replace FILE where it is there already")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_: Any, **options: Any) -> None:
        keep, output = options["keep"], options["output"]
        if keep is not None and (keep < 1 or output):
            raise CommandError(
                "--keep: expected 1 or more, and no -o: it tidies backups/ alone", returncode=2
            )
        now = timezone.now()
        folder = Path(settings.KINDWARD_DATA) / "backups"
        target = Path(output) if output else folder / now.strftime(NAME)
        try:
            if not output:
                folder.mkdir(exist_ok=True)
            size = back_up_data(target, now, over=options["force"])
            gone = thin_out(folder, keep) if keep else []
        except (Trouble, KeysAway) as problem:
            raise CommandError(f"no backup was made: {problem}", returncode=2) from None
        except OSError as problem:
            raise CommandError(
                f"no backup was made: {problem.filename or target}: {problem.strerror}", returncode=2
            ) from None
        if output == "-":
            return
        if options["format"] == "json":
            told = {"file": str(target), "bytes": size, "deleted": [str(one) for one in gone]}
            self.stdout.write(json.dumps(told))
            return
        self.stdout.write(f"{target}: {size / 2**20:.1f} MiB. It opens with {path()} alone.")
        if gone:
            self.stdout.write(f"Deleted {len(gone)} older.")
