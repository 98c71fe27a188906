"""``kindward manage rebuild-totals``: work out every person's sums anew from their sessions and check-ins."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kindward.site.people.models import Person
from kindward.site.progress.totals import rebuild


class Command(BaseCommand):
    help = "Work out the sums behind every person's page anew; for use after sessions were restored or mended by hand."

    def handle(self, *_: Any, **__: Any) -> None:
        count = 0
        for person in Person.objects.order_by("pk").iterator(chunk_size=500):
            rebuild(person)
            count += 1
        self.stdout.write(f"The sums of {count} {'person' if count == 1 else 'people'} are worked out anew.")
