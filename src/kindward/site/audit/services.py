"""Writes: an act is recorded in the transaction that does it, or is not done."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import datetime

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kindward.site.audit import anchor
from kindward.site.audit.actors import Actor, HasPublicId, name_of
from kindward.site.audit.keys import chained, make_key, pseudonym
from kindward.site.audit.models import AuditEntry

log = logging.getLogger(__name__)

#: Of all programmes that may use PostgreSQL's locks in one database, this one's log.
_LOCK = 0x4B57_0302
_VERB = re.compile(r"[a-z][a-z-]{0,31}")
#: Codes, days and slugs; a sentence does not fit.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")

Plain = str | int | bool | None


def record(
    actor: Actor,
    verb: str,
    about: HasPublicId | str | None = None,
    data: Mapping[str, Plain] | None = None,
    now: datetime | None = None,
) -> AuditEntry:
    """Add an entry: who did what (``read``, ``exported``, ``deleted`` …), about whom, with numbers and codes.

    Call it in the transaction of the act, and last in it: until the commit, other recorders wait. What was read
    stands in ``data`` as ``{"what": CODE}``, with words for the code in :data:`kindward.site.audit.words.WHAT`.

    Raises ``ValueError`` for data that could hold somebody's words, :class:`kindward.sealing.KeysAway` without the
    log's key; then the act must not be done either.
    """
    told = dict(data or {})
    _refuse_words(verb, told)
    with transaction.atomic():
        last = _last_held()
        if last is None:
            make_key()
        entry = AuditEntry(
            seq=last.seq + 1 if last else 1,
            # A clock that was set back puts no entry before the one before it.
            at=max(now or timezone.now(), last.at) if last else now or timezone.now(),
            role=actor.role,
            actor=pseudonym(actor.name),
            about=pseudonym(name_of(about)),
            verb=verb,
            data=told,
        )
        entry.mac = chained(last.mac if last else "", entry.told())
        entry.save()
        transaction.on_commit(raise_anchor, robust=True)
    return entry


def raise_anchor() -> None:
    """Write the last entry's number and hash outside the database. What fails now is made good by the next one."""
    try:
        anchor.raise_to(AuditEntry.objects.last())
    except (OSError, DatabaseError) as problem:
        log.warning("the audit log's anchor was not written: %s", type(problem).__name__)


def _last_held() -> AuditEntry | None:
    """The last entry, and nobody adds another before this transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    # On SQLite a transaction has the only pen from its beginning (see kindward.site.database).
    return AuditEntry.objects.last()


def _refuse_words(verb: str, data: Mapping[str, Plain]) -> None:
    if not _VERB.fullmatch(verb):
        raise ValueError(f"{verb!r} is no verb; expected small letters and hyphens")
    for name, value in data.items():
        if not _CODE.fullmatch(name) or (isinstance(value, str) and not _CODE.fullmatch(value)):
            raise ValueError(f"{name}: an audit entry takes codes and numbers, never words of somebody")
        if not (value is None or isinstance(value, str | int)):
            raise ValueError(f"{name}: {type(value).__name__}; an audit entry takes codes and whole numbers")
