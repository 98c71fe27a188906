"""Writes: one event at a time, never changed afterwards. The same form sent twice is one event."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from kindward.site.learn.library import Text
from kindward.site.learn.models import ReviewEvent, Verb
from kindward.site.learn.roles import ROLES
from kindward.site.people.models import Account


class TextChanged(ValueError):
    """The text is not the one that was read."""


def record_review(
    account: Account,
    text: Text,
    read_hash: str,
    key: str,
    now: datetime,
    *,
    reviewer: str,
    licence: str,
    reviewed_on: date,
    due_on: date,
    verdict: str,
    comment: str = "",
) -> ReviewEvent:
    """Record a clinician's review of the version of ``text`` that was read (``read_hash``).

    Raises :class:`TextChanged` when it is no longer the present one.
    """
    if read_hash != text.content_hash:
        raise TextChanged
    return _add(
        ReviewEvent(
            key=key,
            at=now,
            by=account.username,
            kind=text.kind,
            slug=text.slug,
            verb=Verb.REVIEWED,
            content_hash=read_hash,
            reviewer=reviewer,
            licence=licence,
            reviewed_on=reviewed_on,
            due_on=due_on,
            verdict=verdict,
            comment=comment,
        )
    )


def record_word(
    account: Account, text: Text, state: str, key: str, now: datetime, comment: str = ""
) -> ReviewEvent:
    """Record that an editor set ``text`` to drafted, published or retired."""
    return _add(
        ReviewEvent(
            key=key,
            at=now,
            by=account.username,
            kind=text.kind,
            slug=text.slug,
            verb=Verb(state),
            content_hash=text.content_hash,
            comment=comment,
        )
    )


def _add(event: ReviewEvent) -> ReviewEvent:
    known = ReviewEvent.objects.filter(key=event.key).first()
    if known:
        return known
    event.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            event.save()
    except IntegrityError:
        # The other of two taps was quicker.
        return ReviewEvent.objects.get(key=event.key)
    return event


@transaction.atomic
def set_role(username: str, role: str, has_it: bool) -> frozenset[str]:
    """Give somebody a role at the desk, or take it; returns the roles they now have.

    Raises ``Account.DoesNotExist`` for an unknown name.
    """
    account = Account.objects.get(username=username)
    group, _ = Group.objects.get_or_create(name=role)
    if has_it:
        account.groups.add(group)
    else:
        account.groups.remove(group)
    return frozenset(account.groups.filter(name__in=ROLES).values_list("name", flat=True))
