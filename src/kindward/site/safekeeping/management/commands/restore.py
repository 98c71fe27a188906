"""``kindward manage restore FILE``: a backup put back, or, with ``--drill``, tried without touching anything."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kindward.sealing import KeysAway
from kindward.site.safekeeping import archive
from kindward.site.safekeeping.passphrases import add_passphrase, passphrase_of
from kindward.site.safekeeping.restoring import Restored, drill, key_for, restore_data, restore_keys
from kindward.site.safekeeping.running import Busy
from kindward.site.safekeeping.troubles import Trouble


class Command(BaseCommand):
    help = "Put a backup back, of data or of keys, once all of it was found sound. Kindward must be stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--drill", action="store_true", help="only try it; nothing is touched, the site may run"
        )
        parser.add_argument("--yes", action="store_true", help="without it, says what would be replaced")
        add_passphrase(parser)
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            self._do(Path(options["file"]), options)
        except (Trouble, KeysAway, Busy) as problem:
            raise CommandError(str(problem), returncode=2) from None
        except OSError as problem:
            raise CommandError(
                f"{problem.filename or options['file']}: {problem.strerror}", returncode=2
            ) from None

    def _do(self, file: Path, options: dict[str, Any]) -> None:
        head = archive.head_of(file)
        passphrase = passphrase_of(options["passphrase_file"]) if head.kind == archive.KEYS else None
        key = key_for(head, passphrase)
        if options["drill"] or not options["yes"]:
            self._say(drill(file, key), options, "sound; nothing was touched")
            if not options["drill"]:
                raise CommandError("nothing was put back; --yes does it", returncode=2)
            return
        restored = (
            restore_keys(file, key) if head.kind == archive.KEYS else restore_data(file, key, timezone.now())
        )
        self._say(restored, options, "put back")

    def _say(self, done: Restored, options: dict[str, Any], how: str) -> None:
        looked = done.looked
        if options["format"] == "json":
            told: dict[str, Any] = {
                "kind": done.head.kind, "made_at": done.head.made_at.isoformat(), "drill": options["drill"],
                "deleted_anew": done.purged, "before": str(done.before) if done.before else None, "notes": done.notes,
            }  # fmt: skip
            self.stdout.write(json.dumps(told | (looked.as_json() if looked else {})))
            return
        made = done.head.made_at.strftime("%Y-%m-%d %H:%M UTC")
        self.stdout.write(f"Backup of {done.head.kind} made {made} by Kindward {done.head.version}: {how}.")
        if looked:
            opened = (
                f"one {looked.opened} opened with today's keys"
                if looked.opened
                else "nothing in it is sealed"
            )
            self.stdout.write(
                f"People: {looked.people}; accounts: {looked.accounts}; rows of all kinds: {looked.rows}; {opened}."
            )
        if done.purged:
            self.stdout.write(f"{done.purged} who were deleted since then were deleted anew.")
        if done.before:
            self.stdout.write(f"What was there before is {done.before}; delete it once all is well.")
        for note in done.notes:
            self.stderr.write(note)
