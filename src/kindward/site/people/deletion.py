"""Writes: somebody is deleted. The key first, then the ledger, then every row, then what the database left behind."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session as Login
from django.db import DatabaseError, connections, transaction

from kindward.sealing import KeysAway
from kindward.site.audit.actors import SYSTEM, Actor
from kindward.site.audit.selectors import check_key
from kindward.site.audit.services import record
from kindward.site.people import ledger
from kindward.site.people.kept import KEPT
from kindward.site.people.models import Account, Person
from kindward.site.people.receipts import Receipt
from kindward.site.sealing.models import DataKey
from kindward.site.sealing.selectors import check_store
from kindward.site.sealing.services import destroy_key

log = logging.getLogger(__name__)


def delete(people: Sequence[Person], account: Account | None, actor: Actor, now: datetime) -> Receipt:
    """Delete people, one as a rule, and the account: key, login, every row that hangs on them.

    Raises :class:`kindward.sealing.KeysAway`, with nothing deleted, while keys cannot be reached. From the moment
    the key is destroyed nothing opens any more; should the machine stop then, the next start deletes the rest.
    """
    check_store()
    check_key()
    receipt = Receipt(str(uuid.uuid4()), now, how_many(people), account is not None)
    for person in people:
        destroy_key(person.public_id)
    names = [name for person in people for name in ledger.names_of(person, None)]
    ledger.enter([*names, *ledger.names_of(None, account)], now.date())
    _remove(people, account, actor, now, receipt.number)
    clean_up()
    return receipt


def how_many(people: Sequence[Person]) -> dict[str, int]:
    """By headline of the register, how many rows people have; what there is none of is left out."""
    counts = {
        kept.title: sum(kept.rows_of(person).count() for person in people)
        for kept in KEPT.values()
        if kept.model is not Person
    }
    return {title: count for title, count in counts.items() if count}


def purge(now: datetime) -> int:
    """Delete anew whoever the ledger names and an older backup brought back; how many. For the start, before the
    first request."""
    deleted = ledger.Deleted()
    if not deleted:
        return 0
    _destroy_keys(deleted)
    people = [
        person
        for person in Person.objects.select_related("account").iterator()
        if ledger.name_of_person(person.public_id) in deleted
    ]
    accounts = [one for one in Account.objects.iterator() if ledger.name_of_account(one) in deleted]
    for account in accounts:
        own = [person for person in people if person.account_id == account.pk]
        _remove(own, account, SYSTEM, now, "restored-backup")
        people = [person for person in people if person not in own]
    for person in people:
        _remove([person], None, SYSTEM, now, "restored-backup")
    if done := len(accounts) + len(people):
        clean_up()
        log.warning("an older backup had brought back %d who were deleted; they are deleted anew", done)
        return done
    return 0


def clean_up() -> None:
    """Take what was deleted out of the journals now, and ask the helper to write the databases anew."""
    wanted = _wanted()
    wanted.parent.mkdir(parents=True, exist_ok=True)
    wanted.touch()
    for connection in connections.all():
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            # Pages that rows leave are overwritten (secure_delete); a write-ahead log would still have them.
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.fetchall()


def compact_if_asked() -> bool:
    """Write the databases anew where something was deleted since the last time; whether it was."""
    if not _wanted().exists() or any(connection.in_atomic_block for connection in connections.all()):
        return False
    for connection in connections.all():
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    # Only now: what could not be written anew is tried again in an hour.
    _wanted().unlink(missing_ok=True)
    return True


def _wanted() -> Path:
    return Path(settings.KINDWARD_DATA) / "run" / "compact"


@transaction.atomic
def _remove(
    people: Sequence[Person], account: Account | None, actor: Actor, now: datetime, receipt: str
) -> None:
    for person in people:
        record_or_say(actor, person, now, receipt)
    for person in people:
        person.delete()
    if account is not None:
        if not people:
            record_or_say(actor, None, now, receipt)
        _end_logins(account)
        account.delete()


def record_or_say(actor: Actor, person: Person | None, now: datetime, receipt: str) -> None:
    """Record the deletion. Only at a start without keys is it not: then deleting goes before."""
    try:
        record(actor, "deleted", person, {"receipt": receipt}, now)
    except KeysAway:
        if actor is not SYSTEM:
            raise
        log.warning("a deletion could not be recorded: the key of the audit log is away")


def _end_logins(account: Account) -> None:
    mine = [
        login.session_key
        for login in Login.objects.iterator()
        if login.get_decoded().get("_auth_user_id") == str(account.pk)
    ]
    Login.objects.filter(session_key__in=mine).delete()


def _destroy_keys(deleted: ledger.Deleted) -> None:
    try:
        for owner in list(DataKey.objects.values_list("owner", flat=True)):
            if ledger.name_of_person(owner) in deleted:
                destroy_key(owner)
    except (KeysAway, DatabaseError) as problem:
        log.warning("keys of those who were deleted could not be looked for: %s", type(problem).__name__)
