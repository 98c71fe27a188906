"""The key of a device nobody has signed in on: random, in a cookie, kept here only as a keyed hash."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from kindward.site.keys import derived_key

KEY_BYTES = 16


def new_key() -> str:
    """128 random bits as 22 characters."""
    return secrets.token_urlsafe(KEY_BYTES)


def key_of(request: HttpRequest) -> str | None:
    """The device key that the browser sent, or None when there is none or it is malformed."""
    sent = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        raw = base64.urlsafe_b64decode(sent + "==")
    except (binascii.Error, ValueError):
        return None
    return sent if len(raw) == KEY_BYTES and len(sent) == 22 else None


def hashes_of(key: str) -> list[str]:
    """Hashes under which the key may be stored: the present secret first, then older ones."""
    secrets_in_use = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        hmac.new(derived_key(secret, "device"), key.encode(), sha256).hexdigest() for secret in secrets_in_use
    ]


def remember(response: HttpResponseBase, key: str) -> None:
    """Set the cookie, for 400 days from now, which is as long as browsers keep one."""
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        key,
        max_age=settings.DEVICE_COOKIE_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def forget(response: HttpResponseBase) -> None:
    """Delete the cookie."""
    response.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Lax")
