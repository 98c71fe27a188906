"""Is everything in order? One finding for each thing that an operator looks after."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.cache import cache
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from kindward.site.audit.selectors import length, verify
from kindward.site.help.selectors import staff_notice
from kindward.site.people import ledger
from kindward.site.people.models import Person
from kindward.site.safekeeping.backing_up import age_in_words, last_backup
from kindward.site.safekeeping.looking import opened_kind
from kindward.site.sealing.selectors import check_store

OK, LOOK, TROUBLE = "ok", "look", "trouble"
#: Without a backup for so long, the operator is told.
OLDEST_BACKUP = timedelta(days=2)
LEAST_FREE_BYTES = 2**30


@dataclass(frozen=True, slots=True)
class Finding:
    """How a thing is: ``ok``, to be looked at, or in ``trouble``; and what is said of it."""

    name: str
    state: str
    said: str


def examine(now: datetime) -> list[Finding]:
    """All findings, in a fixed order. Raises nothing: what goes wrong is a finding."""
    return [_finding(name, look, now) for name, look in LOOKS.items()]


def _finding(name: str, look: Callable[[datetime], tuple[str, str]], now: datetime) -> Finding:
    try:
        return Finding(name, *look(now))
    except Exception as problem:
        return Finding(name, TROUBLE, " ".join(str(problem).split()) or type(problem).__name__)


def _settings(_now: datetime) -> tuple[str, str]:
    found = checks.run_checks(databases=["default"])
    worst = TROUBLE if any(one.is_serious() for one in found) else LOOK
    said = [*(str(one.msg) for one in found), *settings.MISSPELT]
    return (worst, "; ".join(said)) if said else (OK, "nothing to say")


def _database(_now: datetime) -> tuple[str, str]:
    cache.set("doctor", "written", timeout=60)
    if cache.get("doctor") != "written":
        return TROUBLE, "what was written is not there"
    connection = connections["default"]
    if connection.vendor != "sqlite":
        return OK, f"{connection.vendor}, writable"
    # On a connection of its own, which is closed again.
    with closing(sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)) as beside:
        said = [row[0] for row in beside.execute("PRAGMA integrity_check(3)")]
    return (OK, "sqlite, writable, sound") if said == ["ok"] else (TROUBLE, f"damaged: {said[0]}")


def _migrations(_now: datetime) -> tuple[str, str]:
    executor = MigrationExecutor(connections["default"])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    done = len(MigrationRecorder(connections["default"]).applied_migrations())
    return (
        (LOOK, f"{len(waiting)} wait for the next start") if waiting else (OK, f"{done} done, none waiting")
    )


def _keys(_now: datetime) -> tuple[str, str]:
    check_store()
    kind = opened_kind("default")
    return OK, f"present and matching; one {kind} was opened" if kind else "present; nothing is sealed yet"


def _deleted(_now: datetime) -> tuple[str, str]:
    deleted = ledger.Deleted()
    there = deleted and any(
        ledger.name_of_person(public_id) in deleted
        for public_id in Person.objects.values_list("public_id", flat=True).iterator()
    )
    if there:
        return TROUBLE, "somebody is there who was deleted; they are deleted anew at the next start"
    return OK, f"{len(deleted)} in the ledger, none of them in the database"


def _audit(_now: datetime) -> tuple[str, str]:
    found = verify()
    if found:
        return TROUBLE, f"not whole: entry {found.seq} {found.problem}" if found.seq else found.problem
    count = length()
    return OK, f"whole, {count} {'entry' if count == 1 else 'entries'}"


def _backup(now: datetime) -> tuple[str, str]:
    last = last_backup()
    late = last is None or now - last > OLDEST_BACKUP
    return (LOOK if late else OK), age_in_words(last, now)


def _helplines(now: datetime) -> tuple[str, str]:
    notice = staff_notice(now.date())
    return (LOOK, notice) if notice else (OK, "checked lately enough")


def _disk(_now: datetime) -> tuple[str, str]:
    free = shutil.disk_usage(settings.KINDWARD_DATA).free
    left = [
        path.name
        for folder in (Path(settings.KINDWARD_DATA), Path(settings.KEYS))
        for path in folder.glob("*.before-restore")
    ]
    if left:
        return (
            LOOK,
            f"{free // 2**20} MiB free; {', '.join(left)} from before a restore can go once all is well",
        )
    return (OK if free > LEAST_FREE_BYTES else LOOK), f"{free // 2**20} MiB free"


LOOKS: dict[str, Callable[[datetime], tuple[str, str]]] = {
    "settings": _settings,
    "database": _database,
    "migrations": _migrations,
    "keys": _keys,
    "deleted people": _deleted,
    "audit log": _audit,
    "backup": _backup,
    "helplines": _helplines,
    "disk": _disk,
}
