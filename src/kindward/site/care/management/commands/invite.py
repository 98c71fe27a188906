"""``kindward manage invite coordinator``: the first link to a desk, for whoever runs the machine."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kindward.site.care.invitation_services import LASTS, invite
from kindward.site.care.models import Invitation
from kindward.site.programme.messages import address_of_site


class Command(BaseCommand):
    help = "Make a one-time link that gives an account a therapist's or a coordinator's desk."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", choices=Invitation.Role.values)

    def handle(self, *_: Any, **options: Any) -> None:
        token = invite(options["role"], timezone.now())
        self.stdout.write(f"{address_of_site()}/desk/invitation/{token}/")
        self.stderr.write(f"Works once, for {LASTS.days} days. Send it on a way you trust.")
