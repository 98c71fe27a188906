"""``kindward manage demo-centre``: a made-up centre for trying everything; ``--remove`` takes it away."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kindward.site.care import demo


class Command(BaseCommand):
    help = "Make up a centre with therapists and people who wait, for trying everything. Every page says so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the made-up centre away")
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="how to say what was done"
        )

    def handle(self, *_: Any, remove: bool, format: str, **__: Any) -> None:
        if remove:
            demo.take_away(timezone.now())
            said: dict[str, Any] = {"removed": True}
            lines = ["The made-up centre is gone. Its log stays, marked as made up."]
        else:
            try:
                made = demo.make(timezone.now())
            except demo.NotAlone:
                raise CommandError(
                    "there is a real centre here; expected neither therapists nor a duty sheet of your own",
                    returncode=2,
                ) from None
            except demo.NameTaken as name:
                raise CommandError(
                    f"somebody has the name “{name}” here, which the made-up centre needs; nothing was made",
                    returncode=2,
                ) from None
            said = {"therapists": made.therapists, "waiting": made.waiting, "logins": made.logins}
            lines = [
                f"Made up: {made.therapists} therapists and {made.waiting} people who ask. Every page says so.",
                "To sign in, shown this once:",
                *(f"  {name}  {password}" for name, password in made.logins.items()),
                "Take it away again: kindward manage demo-centre --remove",
            ]
        self.stdout.write(json.dumps(said) if format == "json" else "\n".join(lines))
