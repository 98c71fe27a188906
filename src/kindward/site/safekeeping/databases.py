"""A whole copy of a database while it is in use, and the way back in.

SQLite by its online backup, PostgreSQL by ``pg_dump``, ``pg_restore`` and ``psql``.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import IO

from django.apps import apps
from django.db import connections

from kindward.site.safekeeping.troubles import Trouble

#: The name of a copy inside an archive, by what made it.
SQLITE, POSTGRESQL = "sqlite3", "pgdump"
#: Before a dump goes in, in the same transaction: every table and routine of ours goes, also those that a later version
#: made, which the dump does not know of and which would hold on to its tables. Ours is what begins with the name of one
#: of our rooms: what somebody else keeps in the same database stays. Whoever still reads one is not waited for without
#: end.
_MAKE_ROOM = """
SET lock_timeout = '10s';
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
    AND split_part(tablename, '_', 1) IN ({ours}) LOOP
    EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', one.tablename);
  END LOOP;
  FOR one IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    AND split_part(proname, '_', 1) IN ({ours})
    AND oid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'e') LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', one.name);
  END LOOP;
END $$;
"""


def form_of(alias: str) -> str:
    """In which form a database is copied."""
    return SQLITE if connections[alias].vendor == "sqlite" else POSTGRESQL


def copy_to(alias: str, target: Path) -> None:
    """Copy a database as it is at one moment. Raises :class:`Trouble`, ``OSError``."""
    if form_of(alias) == POSTGRESQL:
        _run("pg_dump", alias, "--format=custom", "--no-owner", "--no-privileges", "--file", str(target))
        return
    try:
        with closing(sqlite3.connect(target)) as copy:
            connection = connections[alias]
            connection.ensure_connection()
            connection.connection.backup(copy, pages=4096, sleep=0.01)
            # The copy is one file, whatever journal the original has.
            copy.execute("PRAGMA journal_mode=DELETE")
        check_sqlite(target)
    except sqlite3.Error as problem:
        raise Trouble(f"the database cannot be copied: {problem}") from None


def check_sqlite(file: Path) -> None:
    """Raises :class:`Trouble` unless the file is a sound SQLite database."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            found = [row[0] for row in copy.execute("PRAGMA integrity_check(3)")]
    except sqlite3.Error as problem:
        found = [str(problem)]
    if found != ["ok"]:
        raise Trouble(f"the copy of the database is damaged: {found[0]}")


def check_dump(file: Path) -> None:
    """Raises :class:`Trouble` unless PostgreSQL's own program reads the dump from its first row to its last."""
    program = _program("pg_restore")
    done = subprocess.run(  # noqa: S603 - a program of the machine's, and a path of our own
        [program, "--file=-", str(file)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Trouble(f"the dump of the database is damaged: {_last_line(done.stderr)}")


def put_back(alias: str, copy: Path) -> Path | None:
    """Put a copy in the place of the database; where the one before it lies now, for a file.

    All or nothing. Nobody else may use the database meanwhile. Raises :class:`Trouble`, ``OSError``.
    """
    if form_of(alias) == POSTGRESQL:
        put_dump(alias, copy)
        return None
    return _put_file_back(alias, copy)


def put_dump(alias: str, copy: Path) -> None:
    """A dump in the place of what is ours in a database. All or nothing. Raises :class:`Trouble`, ``OSError``."""
    script = copy.with_suffix(".sql")
    with script.open("w", encoding="utf-8") as file:
        file.write(_MAKE_ROOM.format(ours=", ".join(f"'{name}'" for name in _ours())))
        file.flush()
        _say([_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(copy)], stdout=file)
    _run(
        "psql",
        alias,
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        f"--file={script}",
    )


def _ours() -> list[str]:
    """What names of our tables begin with, up to the first underline."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    return sorted({"django", "kindward", *(table.partition("_")[0] for table in tables)})


def _put_file_back(alias: str, copy: Path) -> Path | None:
    connection = connections[alias]
    target = Path(connection.settings_dict["NAME"])
    before = target.with_name(f"{target.name}.before-restore")
    ready = target.with_name(f"{target.name}.restoring")
    connection.close()
    if target.exists():
        # What a write-ahead log still has goes into the file, so that the file alone is whole.
        with closing(sqlite3.connect(target)) as present:
            present.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    shutil.copyfile(copy, ready)
    ready.chmod(0o600)
    _sync(ready)
    kept = target.exists()
    if kept:
        before.unlink(missing_ok=True)
        # A second name for it: there is no moment without a database.
        os.link(target, before)
    for tail in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + tail).unlink(missing_ok=True)
    ready.replace(target)
    _sync(target.parent)
    return before if kept else None


def _run(program: str, alias: str, *arguments: str) -> None:
    values = connections[alias].settings_dict
    given = [f"--dbname={values['NAME']}"]
    given += [f"--host={values['HOST']}"] if values["HOST"] else []
    given += [f"--port={values['PORT']}"] if values["PORT"] else []
    given += [f"--username={values['USER']}"] if values["USER"] else []
    # Not on the command line, where every user of the machine could read it.
    env = os.environ | ({"PGPASSWORD": values["PASSWORD"]} if values["PASSWORD"] else {})
    connections[alias].close()
    _say([_program(program), "--no-password", *given, *arguments], env=env)


def _say(
    command: list[str], env: Mapping[str, str] | None = None, stdout: IO[str] | int = subprocess.DEVNULL
) -> None:
    done = subprocess.run(  # noqa: S603 - a program of the machine's, with the operator's own settings
        command, env=env, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        if "lock timeout" in done.stderr:
            raise Trouble(
                "the database is in use by somebody else: end what still reads it. Nothing was touched"
            )
        raise Trouble(f"{Path(command[0]).name}: {_first_error(done.stderr)}")


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise Trouble(f"{name} is missing; on Debian: apt-get install postgresql-client")
    return found


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line]
    return lines[-1] if lines else "it said nothing"


def _first_error(text: str) -> str:
    # What follows the first error is its echo.
    lines = [line for line in text.strip().splitlines() if "ERROR" in line or "FATAL" in line]
    return lines[0] if lines else _last_line(text)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
