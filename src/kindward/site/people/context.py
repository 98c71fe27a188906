"""What every page may need to know about this installation. Nothing about who asks."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, bool]:
    """``mail``: whether mail can be sent. ``passkeys``: whether they can work at the address in use."""
    return {"mail": bool(settings.KINDWARD_MAIL_FROM), "passkeys": has_a_name(request)}


def has_a_name(request: HttpRequest) -> bool:
    """Whether the site is reached by a name: browsers bind passkeys to names and refuse bare addresses."""
    with suppress(DisallowedHost, ValueError):
        ip_address(request.get_host().rpartition(":")[0].strip("[]") or request.get_host())
        return False
    return True
