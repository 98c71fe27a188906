"""Writes: mails that are to go out. Written with what they are about; the tick sends them after that was committed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kindward.site.care.models import Assessment, Notice, Offer
from kindward.site.care.roles import coordinators
from kindward.site.people.models import Account

#: Kinds; :mod:`kindward.site.care.mails` has the words.
OFFER, ANSWER, MISSED, WORD, CLOCK, URGENT = "offer", "answer", "missed", "word", "clock", "urgent"


def tell_therapist(offer: Offer, now: datetime) -> None:
    """There is an offer to answer."""
    if offer.therapist.account is not None:
        _write(OFFER, f"{OFFER}:{offer.key}", [offer.therapist.account], now)


def tell_person(assessment: Assessment, kind: str, what: UUID | str, now: datetime) -> None:
    """Something is there to be seen. Who has no account, or gave no address, sees it when they look."""
    if assessment.person.account is not None:
        _write(kind, f"{kind}:{what}", [assessment.person.account], now)


def tell_coordinators(kind: str, what: str, now: datetime, facts: dict[str, int] | None = None) -> None:
    """Something waits at the desk."""
    _write(kind, f"{kind}:{what}", coordinators(), now, facts)


def tell_account(account: Account, kind: str, what: UUID | str, now: datetime) -> None:
    """Tell one account."""
    _write(kind, f"{kind}:{what}", [account], now)


def _write(
    kind: str, key: str, accounts: Iterable[Account], now: datetime, facts: dict[str, int] | None = None
) -> None:
    Notice.objects.bulk_create(
        [
            Notice(
                key=f"{key}:{account.pk}",
                account=account,
                kind=kind,
                facts=facts or {},
                made_at=now,
                not_before=now,
            )
            for account in accounts
            if account.email
        ],
        ignore_conflicts=True,
    )
