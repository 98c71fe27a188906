"""``kindward manage role NAME --add reviewers``: who may review and edit."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kindward.site.learn.roles import ROLES
from kindward.site.learn.services import set_role
from kindward.site.people.models import Account


class Command(BaseCommand):
    help = "Give somebody a role at the editing desk, or take it away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name they sign in with")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--add", choices=ROLES, metavar="ROLE", help=f"one of {', '.join(ROLES)}")
        what.add_argument("--remove", choices=ROLES, metavar="ROLE", help=f"one of {', '.join(ROLES)}")

    def handle(self, *_: Any, **options: Any) -> None:
        role = options["add"] or options["remove"]
        try:
            now = set_role(options["name"], role, bool(options["add"]))
        except Account.DoesNotExist:
            raise CommandError(
                f"name: there is no account “{options['name']}”; expected one that has signed up",
                returncode=2,
            ) from None
        self.stdout.write(f"{options['name']}: {', '.join(sorted(now)) or 'no role'}")
