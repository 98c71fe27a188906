"""Collecting static files, and only when there is something to collect."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Collect and compress static files if a source has changed since last time; returns whether one had."""
    if settings.KINDWARD_DEVELOP:
        return False
    mark = Path(settings.STATIC_ROOT) / ".collected"
    now = _state()
    if mark.is_file() and mark.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(now, encoding="ascii")
    return True


def _state() -> str:
    """Names, sizes and times of all sources, as one hash."""
    seen = sha256()
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            seen.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()
