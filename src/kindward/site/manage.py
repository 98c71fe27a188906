"""The site's management: ``kindward manage …``, ``python -m kindward.site …``."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

#: It restarts itself, which Django has to begin.
_DJANGO_ALONE = ("runserver",)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run(argv: Sequence[str]) -> int:
    """Run the command in ``argv[1:]`` and return its exit code; with nothing there, ``serve``.

    What an operator can put right is one line on standard error and exit code 2.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kindward.site.settings")
    try:
        return _run(argv[0], list(argv[1:]) or ["serve"])
    except KeyboardInterrupt:
        return 130
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2 if leaving.code else 0
    except Exception as problem:
        line = _one_line(problem)
        if line is None:
            raise
        print(f"kindward: {line}", file=sys.stderr)  # noqa: T201
        return 2


def _run(name: str, argv: list[str]) -> int:
    if argv[0] == "serve" and len(argv) == 1:
        _serve()
    elif argv == ["helper"]:
        _helper()
    else:
        import django
        from django.core.management import ManagementUtility, get_commands
        from django.core.management.base import CommandError

        # Before the settings are there, Django lists its own commands alone, and remembers that list.
        django.setup()
        if argv[0] == "serve":
            raise CommandError("serve: takes nothing after it; docs/settings.md says what can be set")
        commands = get_commands()
        if argv[0] not in {*commands, "help", "version", "--help", "-h", "--version"}:
            raise CommandError(f"{argv[0]}: there is no such command; “{name} help” lists them")
        if argv[0] in commands and argv[0] not in _DJANGO_ALONE:
            _command(name, argv[0], argv[1:])
        else:
            ManagementUtility([name, *argv]).execute()
    return 0


def _command(name: str, command: str, argv: list[str]) -> None:
    """Run a command as Django does, save that what it refuses is raised and not printed over many lines."""
    from django.core.management import ManagementUtility
    from django.core.management.base import CommandError
    from django.db import connections

    found = ManagementUtility([name, command]).fetch_command(command)
    try:
        options = vars(found.create_parser(name, command).parse_args(argv))
    except CommandError as problem:
        said = str(problem).removeprefix("Error: ")
        raise CommandError(f"{command}: {said} (“{name} {command} --help” shows how)") from None
    try:
        found.execute(*options.pop("args", ()), **options)
    finally:
        connections.close_all()


def _serve() -> None:
    import django
    from django.conf import settings

    from kindward.site import serve
    from kindward.site.safekeeping.running import serve_from_here

    settings.KINDWARD_DATA.mkdir(parents=True, exist_ok=True)
    for line in settings.MISSPELT:
        print(f"kindward: {line}", file=sys.stderr)  # noqa: T201
    listening = serve.listen()
    serve_from_here()
    serve.share_metrics()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    django.setup()
    from kindward.site.prepare import prepare

    prepare()
    sys.argv = ["kindward"]
    serve.Server(listening).run()


def _helper() -> None:
    import django

    django.setup()
    from kindward.site import helper

    helper.run()


def _one_line(problem: Exception) -> str | None:
    """What an operator can act on, in one line; None for a fault of our own."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError, SystemCheckError
    from django.db import DatabaseError
    from environs import EnvError

    from kindward.site.safekeeping.running import Busy
    from kindward.site.safekeeping.troubles import NEVER_STARTED
    from kindward.site.serve import PortTaken

    if isinstance(problem, SystemCheckError):
        return _checks_in_one_line(_COLOUR.sub("", str(problem)))
    if isinstance(problem, CommandError | PortTaken | Busy | ImproperlyConfigured | EnvError | ValueError):
        return str(problem).splitlines()[0]
    if isinstance(problem, OSError):
        return f"KINDWARD_DATA: {problem.filename or ''}: {problem.strerror or problem}".replace(": : ", ": ")
    if isinstance(problem, DatabaseError):
        if _never_started():
            return NEVER_STARTED
        return f"KINDWARD_DATABASE_URL: the database cannot be used: {str(problem).splitlines()[0]}"
    return None


def _checks_in_one_line(told: str) -> str:
    """The errors of Django's report on its checks; what is only a warning stops nothing and is left out."""
    said, serious = [], False
    for line in told.splitlines():
        if line.rstrip(":").isupper() and line.endswith(":"):
            serious = line in ("CRITICALS:", "ERRORS:")
        elif serious and ") " in line and not line.startswith("\t"):
            said.append(line.split(") ", 1)[1].strip())
    return "; ".join(said) or told.splitlines()[0]


def _never_started() -> bool:
    from django.db import DatabaseError, connections
    from django.db.migrations.recorder import MigrationRecorder

    try:
        return not MigrationRecorder(connections["default"]).has_table()
    except DatabaseError:
        return False
