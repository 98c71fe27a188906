"""Writes: an invitation to a desk, and taking it up. Its link is shown once; only a hash of it is kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.models import Group
from django.db import transaction

from kindward.site.audit.actors import OPERATOR, Actor, staff
from kindward.site.audit.services import record
from kindward.site.care.models import Invitation, Therapist
from kindward.site.care.roles import COORDINATOR
from kindward.site.people.models import Account

LASTS = timedelta(days=7)


class NotGood(Exception):
    """The link was used, ran out, or never was."""


class HasADesk(Exception):
    """The account is another therapist's already."""


def hash_of(token: str) -> str:
    """What is kept of a link's secret, which has 256 random bits and so needs no salt."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(role: str, now: datetime, *, by: Account | None = None, therapist: Therapist | None = None) -> str:
    """Make an invitation; returns the secret of its link. ``by`` None: the operator, at the machine."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        token_hash=hash_of(token), role=role, therapist=therapist if role == Invitation.Role.THERAPIST else None,
        made_by=by.username if by else "operator", made_at=now, expires_at=now + LASTS,
    )  # fmt: skip
    record(_actor(by), "invited", None, {"role": role})
    return token


def invitation_of(token: str, now: datetime) -> Invitation | None:
    """The invitation of a link, while it is good."""
    rows = Invitation.objects.filter(token_hash=hash_of(token), used_at=None, expires_at__gt=now)
    return rows.select_related("therapist").first()


@transaction.atomic
def take_up(token: str, account: Account, now: datetime) -> Invitation:
    """Give the account the desk. A link works once. Raises :class:`NotGood`, :class:`HasADesk`."""
    held = Invitation.objects.select_for_update(of=("self",)).filter(token_hash=hash_of(token), used_at=None)
    found = held.filter(expires_at__gt=now).select_related("therapist").first()
    if found is None:
        raise NotGood
    if found.role == Invitation.Role.THERAPIST:
        _seat(found, account)
    group, _ = Group.objects.get_or_create(name=found.role)
    account.groups.add(group)
    found.used_at, found.used_by = now, account.username
    found.save(update_fields=["used_at", "used_by"])
    record(staff(found.role, account), "took-up", None, {"role": found.role})
    return found


@transaction.atomic
def withdraw(invitation_id: int, account: Account, now: datetime) -> None:
    """A link that nobody used is good no more. One that was used or ran out stays as it is."""
    good = Invitation.objects.filter(pk=invitation_id, used_at=None, expires_at__gt=now)
    if good.update(expires_at=now):
        record(_actor(account), "withdrew", None, {"what": "invitation"})


def _seat(invitation: Invitation, account: Account) -> None:
    mine = Therapist.objects.filter(account=account).first()
    theirs = invitation.therapist
    if theirs is None:
        if mine is None:
            Therapist.objects.create(account=account, name=account.username, accepts_new=False)
        return
    if (mine is not None and mine.pk != theirs.pk) or (theirs.account_id and theirs.account_id != account.pk):
        raise HasADesk
    Therapist.objects.filter(pk=theirs.pk).update(account=account)


def _actor(by: Account | None) -> Actor:
    return staff(COORDINATOR, by) if by else OPERATOR
