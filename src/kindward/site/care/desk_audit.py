"""What of a person's is read at a desk, in the log that the person sees."""

from __future__ import annotations

from collections.abc import Iterator

from kindward.site.audit.actors import Actor, staff
from kindward.site.audit.services import record
from kindward.site.care.models import Therapist
from kindward.site.care.roles import COORDINATOR, THERAPIST, coordinators
from kindward.site.people.models import Account, Person

#: Codes of what is read, as the person is told: each follows “read”.
WHAT = {
    "asking": "what you answered when you asked for a therapist",
    "messages": "the messages between you and your therapist",
    "summary": "the summary you shared",
    "course": "how your asking went: when you asked, who was asked, what came of it",
}


def reads(account: Account, role: str, person: Person, what: str) -> None:
    """Record that an account read something of a person's. ``what`` is a code of :data:`WHAT`."""
    record(staff(role, account), "read", person, {"what": what})


def names() -> Iterator[tuple[Actor, str]]:
    """Those who may appear as readers, each as a person knows them."""
    for therapist in Therapist.objects.exclude(account=None).select_related("account"):
        if therapist.account is not None:
            yield staff(THERAPIST, therapist.account), therapist.name
    for account in coordinators():
        yield staff(COORDINATOR, account), f"{account.username}, who coordinates"
