"""Limits on bodies and rates, shared by all workers through the database."""

from __future__ import annotations

import hmac
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from kindward.site.errors import error_answer
from kindward.site.headers import Answerer

#: Both databases know this form; no other can count and read in one step.
_COUNT = (
    "INSERT INTO site_asked (key, times, ends_at) VALUES (%s, 1, %s) "
    "ON CONFLICT (key) DO UPDATE SET times = site_asked.times + 1 RETURNING times"
)


class TooMany(Exception):
    """Raised when somebody asks more often than the limit allows; ``wait`` in whole seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"too many requests; again in {wait} s")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``times`` in ``seconds``, counted apart for each ``name`` and each address."""

    name: str
    times: int
    seconds: int

    def count(self, request: HttpRequest, clock: Callable[[], datetime] = timezone.now) -> None:
        """Count one request, in one statement, so that workers count together; raises :class:`TooMany`."""
        now = clock()
        window = int(now.timestamp() // self.seconds)
        ends_at = datetime.fromtimestamp((window + 1) * self.seconds, UTC)
        with connection.cursor() as cursor:
            cursor.execute(
                _COUNT,
                [f"{self.name}:{window}:{_who(request)}", connection.ops.adapt_datetimefield_value(ends_at)],
            )
            # All of it: SQLite commits only when the statement has been read to its end.
            ((times,),) = cursor.fetchall()
        if times > self.times:
            raise TooMany(math.ceil((ends_at - now).total_seconds()))


def limit_bodies(get_response: Answerer) -> Answerer:
    """Middleware: refuse a body over the limit before anything reads it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        most = settings.LARGER_BODIES.get(request.path, settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
        if length > most:
            return error_answer(request, 413, "too_large", "That is more than fits in one go.")
        return get_response(request)

    return answer


def _who(request: HttpRequest) -> str:
    # An address is a trace of a person, so only a keyed hash of it reaches the database, for minutes.
    address = get_adapter().get_client_ip(request) or "unknown"
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), sha256).hexdigest()[:32]
