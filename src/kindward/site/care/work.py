"""Writes: work that one worker does at a time, asked for by what happens."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from kindward.site.care.models import Work

MATCHING = "matching"
#: Without anything that asked for it, work is done again after this.
EVERY = timedelta(minutes=5)
#: Who holds work longer than this has died over it.
LEASE = timedelta(minutes=2)
#: This process, as it holds work.
ME = f"{os.getpid()}-{secrets.token_hex(8)}"


def ask(name: str) -> None:
    """Say that there is something to do. Part of the transaction that gave rise to it."""
    if not Work.objects.filter(name=name).update(asked=F("asked") + 1):
        Work.objects.bulk_create([Work(name=name, asked=1)], ignore_conflicts=True)


def is_due(name: str, now: datetime) -> bool:
    """Whether there is something to do and nobody does it. Also after the machine's clock was set back."""
    row = Work.objects.filter(name=name).first()
    if row is None:
        return True
    return not _is_held(row, now) and _is_wanted(row, now)


@contextmanager
def taken(name: str, now: datetime, *, holder: str = "") -> Iterator[bool]:
    """Take the work, when it is due; yields whether it was. What asked for more meanwhile is not forgotten."""
    holder = holder or f"{ME}-{secrets.token_hex(4)}"
    seen = _take(name, now, holder)
    if seen is None:
        yield False
        return
    yield True
    with transaction.atomic():
        Work.objects.filter(name=name, holder=holder).update(
            holder="", held_until=None, done=seen, done_at=now
        )


@transaction.atomic
def _take(name: str, now: datetime, holder: str) -> int | None:
    Work.objects.bulk_create([Work(name=name)], ignore_conflicts=True)
    row = Work.objects.select_for_update().get(name=name)
    if _is_held(row, now) or not _is_wanted(row, now):
        return None
    row.holder, row.held_until = holder, now + LEASE
    row.save(update_fields=["holder", "held_until"])
    return row.asked


def _is_held(row: Work, now: datetime) -> bool:
    # A lease that ends later than any lease can is from before the clock was set back.
    return row.held_until is not None and now < row.held_until <= now + LEASE


def _is_wanted(row: Work, now: datetime) -> bool:
    if row.asked > row.done or row.done_at is None:
        return True
    return not row.done_at <= now < row.done_at + EVERY
