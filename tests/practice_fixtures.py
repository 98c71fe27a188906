"""Sessions and check-ins as a browser sends them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def session_body(**changes: Any) -> dict[str, Any]:
    """One minute of the self-compassion break at noon, in a place one hour east of Greenwich."""
    body = {
        "key": "a-session",
        "practice": "self-compassion-break",
        "version": 1,
        "start_time": NOON.isoformat(),
        "start_zone_offset": 3600,
        "end_time": (NOON + timedelta(minutes=1)).isoformat(),
        "end_zone_offset": 3600,
        "asked_seconds": 60,
        "seconds_practised": 60,
        "ended": "finished",
        "voice": "hibari",
    }
    return body | changes


def check_in_body(**changes: Any) -> dict[str, Any]:
    """An answer after that session: quite soothing, nothing hurt."""
    body = {
        "key": "a-check-in",
        "session": "a-session",
        "moment": "after",
        "at": (NOON + timedelta(minutes=1)).isoformat(),
        "soothing": 3,
        "hurt": "no",
    }
    return body | changes


def send(client: Client, address: str, body: object, **headers: str) -> HttpResponse:
    """POST as a page's own script does."""
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"} | headers
    return client.post(address, json.dumps(body), content_type="application/json", headers=own)


def send_session(client: Client, **changes: Any) -> HttpResponse:
    return send(client, "/api/v1/sessions", session_body(**changes))


def send_check_in(client: Client, **changes: Any) -> HttpResponse:
    return send(client, "/api/v1/check-ins", check_in_body(**changes))
