"""``kindward manage backup-keys -o FILE``: what opens the data, under a passphrase."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kindward.sealing import KeysAway
from kindward.site.safekeeping.backing_up import back_up_keys
from kindward.site.safekeeping.passphrases import add_passphrase, passphrase_of
from kindward.site.safekeeping.troubles import Trouble


class Command(BaseCommand):
    help = "Write ring, data keys, ledger and secrets, sealed with a passphrase. Keep it away from backups of data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="- is standard output")
        add_passphrase(parser)
        parser.add_argument("--force", action="store_true", help="replace FILE where it is there already")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_: Any, **options: Any) -> None:
        target = Path(options["output"])
        passphrase = passphrase_of(options["passphrase_file"], new=True)
        try:
            size = back_up_keys(target, passphrase, timezone.now(), over=options["force"])
        except (Trouble, KeysAway) as problem:
            raise CommandError(f"no backup was made: {problem}", returncode=2) from None
        except OSError as problem:
            raise CommandError(
                f"no backup was made: {problem.filename or target}: {problem.strerror}", returncode=2
            ) from None
        if options["output"] == "-":
            return
        if options["format"] == "json":
            self.stdout.write(json.dumps({"file": str(target), "bytes": size}))
            return
        self.stdout.write(
            f"{target}: {size / 2**10:.0f} KiB. It opens with the passphrase alone, and nobody can find that again. "
            "Keep it apart from the data, and for two weeks at most."
        )
