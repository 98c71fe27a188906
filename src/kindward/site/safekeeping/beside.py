"""A copy of a database opened beside the one in use, for reading: a file, or a database of its own for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connections

from kindward.site.safekeeping import databases
from kindward.site.safekeeping.troubles import Trouble

#: What PostgreSQL says where one may not make a database, and where somebody is in it.
_NOT_ALLOWED, _IN_USE = "42501", "55006"
_LONGEST_NAME = 63


class NoPlace(Exception):
    """There is no server here in which a dump could be opened. Says why."""


@contextmanager
def opened_beside(copy: Path, form: str, alias: str = "drill") -> Iterator[str]:
    """A copy as one more database of Django's; its alias. Raises :class:`NoPlace`, :class:`Trouble`, ``OSError``."""
    if form == databases.SQLITE:
        with _known_as(alias, str(copy)):
            yield alias
        return
    with _own_database() as name, _known_as(alias, name):
        databases.put_dump(alias, copy)
        yield alias


@contextmanager
def _known_as(alias: str, name: str) -> Iterator[None]:
    values: dict[str, Any] = {**connections["default"].settings_dict, "NAME": name}
    connections.settings[alias] = values
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


@contextmanager
def _own_database() -> Iterator[str]:
    """A database in the server of the one in use. What a killed drill left behind goes first."""
    server = connections["default"]
    if databases.form_of("default") != databases.POSTGRESQL:
        raise NoPlace("KINDWARD_DATABASE_URL is not of a PostgreSQL")
    tail = "_kindward_drill"
    name = str(server.settings_dict["NAME"])[: _LONGEST_NAME - len(tail)] + tail
    quoted = server.ops.quote_name(name)
    gone = f"DROP DATABASE IF EXISTS {quoted}"
    try:
        _ask(gone)
        _ask(f"CREATE DATABASE {quoted} TEMPLATE template0")
    except DatabaseError as problem:
        state = getattr(problem.__cause__, "sqlstate", None)
        if state == _IN_USE:
            raise Trouble(f"another drill is under way: somebody is in the database {name}") from None
        if state == _NOT_ALLOWED:
            raise NoPlace(
                f"{server.settings_dict['USER'] or 'the role'} may not make a database there"
            ) from None
        raise Trouble(f"no database could be made to try the copy in: {problem}") from None
    try:
        yield name
    finally:
        _ask(gone)


def _ask(question: str) -> None:
    # A database is made and dropped outside any transaction.
    with connections["default"].cursor() as cursor:
        cursor.execute(question)
