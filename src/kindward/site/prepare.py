"""Everything that must be in place before serving. Safe to repeat, and quick when there is nothing to do."""

from __future__ import annotations

import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from kindward.sealing import KeysAway
from kindward.site.audit.services import raise_anchor
from kindward.site.people.deletion import purge
from kindward.site.programme import push
from kindward.site.safekeeping.archive import sweep
from kindward.site.sealing.keys import open_store, store_file
from kindward.site.static_files import collect_if_changed


def prepare() -> None:
    """Make folders, bring the database up to date, run the checks, collect static files.

    Raises ``SystemCheckError`` when it would run wrong, ``DatabaseError`` or ``OSError`` when it cannot run.
    """
    Path(settings.KEYS).mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in (settings.KINDWARD_DATA, settings.STATIC_ROOT, settings.VOICE_CACHE):
        Path(folder).mkdir(parents=True, exist_ok=True)
    # Errors stop here; warnings are shown and do not.
    checks = BaseCommand(stdout=StringIO(), stderr=sys.stderr)
    checks.check(databases=["default"], display_num_errors=False)
    for name, *app in (("default",), ("keys", "sealing")):
        if _migrations_wait(name, *app):
            call_command("migrate", *app, database=name, interactive=False, verbosity=0, skip_checks=True)
    _open_the_keys()
    sweep()
    purge(timezone.now())
    raise_anchor()
    call_command("createcachetable", verbosity=0)
    if push.is_on():
        push.make_key()
    collect_if_changed()
    # Workers are forked after this and must not share a connection.
    connections.close_all()


def _open_the_keys() -> None:
    """Make the store of keys on a first start. Keys that are missing were told of; all else goes on."""
    with suppress(KeysAway):
        open_store()
    file = store_file()
    if file and file.exists():
        file.chmod(0o600)


def _migrations_wait(name: str, app: str | None = None) -> bool:
    executor = MigrationExecutor(connections[name])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes(app)))
