"""Who acts in care; those who work with it are groups of accounts."""

from __future__ import annotations

from kindward.site.people.models import Account

#: Groups, and actors in the log.
THERAPIST = "therapist"
COORDINATOR = "coordinator"
#: The other actors.
PERSON, TICK = "person", "tick"


def coordinators() -> list[Account]:
    """Everybody who coordinates."""
    return list(Account.objects.filter(groups__name=COORDINATOR, is_active=True).order_by("pk"))
