"""Is the process alive, and is it ready to serve? For the operator's supervision."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from kindward.site.safekeeping.backing_up import age_in_words, last_backup
from kindward.site.sealing.selectors import check_store

#: Below this, saving may fail before anyone looks.
LEAST_FREE_BYTES = 100 * 1024 * 1024


def alive(request: HttpRequest) -> HttpResponse:
    """GET /healthz: this process answers. Touches no database."""
    return HttpResponse("alive\n", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """GET /readyz: each thing that saving needs; 503 when one is missing.

    Answers ``{"ready", "checks": {name: {"ok", "said"}}}``.
    """
    checks = {name: _try(check) for name, check in CHECKS.items()}
    ok = all(check["ok"] for check in checks.values())
    return JsonResponse({"ready": ok, "checks": checks}, status=200 if ok else 503)


def _try(check: Callable[[], str]) -> dict[str, Any]:
    try:
        return {"ok": True, "said": check()}
    except Exception as problem:
        # The kind of problem is for anyone; its words may hold paths and go to nobody.
        return {"ok": False, "said": type(problem).__name__}


def _database() -> str:
    with transaction.atomic():
        cache.set("readyz", "written", timeout=60)
        if cache.get("readyz") != "written":
            raise OSError("what was written is not there")
    return f"{connection.vendor}, writable"


def _keys() -> str:
    if not settings.SECRET_KEY:
        raise OSError("no secret")
    check_store()
    return "present"


def _disk() -> str:
    if not os.access(settings.KINDWARD_DATA, os.W_OK):
        raise PermissionError("data folder not writable")
    free = shutil.disk_usage(settings.KINDWARD_DATA).free
    if free < LEAST_FREE_BYTES:
        raise OSError("almost full")
    return f"{free // 2**20} MiB free"


def _content() -> str:
    from kindward.site.practice.library import catalogue

    return f"{len(catalogue().scripts)} practices"


def _backup() -> str:
    # That there is none is for the operator to mend and no reason to take a page away from anybody.
    return age_in_words(last_backup(), timezone.now())


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "keys": _keys,
    "disk": _disk,
    "content": _content,
    "backup": _backup,
}
