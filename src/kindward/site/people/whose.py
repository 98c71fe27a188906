"""Who is signed in, as a page may know it: a tag that tells one account from another here and says nothing of either.

What somebody wrote waits in their browser for a network. With the tag it waits for them, and is not kept for whoever
signs in next on a shared device.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from kindward.site.keys import derived_key
from kindward.site.people.models import Account


def tags_of(account: Account) -> list[str]:
    """The account's tag under the present secret, and under older ones."""
    return [
        hmac.new(derived_key(secret, "who"), str(account.pk).encode(), sha256).hexdigest()[:24]
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def is_who_asks(request: HttpRequest, tag: str) -> bool:
    """Whether the tag is of the account that asks now. No tag fits everybody: who wrote it was not signed in."""
    if not tag:
        return True
    return isinstance(request.user, Account) and tag in tags_of(request.user)


def tell(response: HttpResponseBase, account: Account) -> None:
    """Let the pages of this browser know the tag, for as long as the login."""
    response.set_cookie(
        settings.WHO_COOKIE_NAME,
        tags_of(account)[0],
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def forget(response: HttpResponseBase) -> None:
    """Delete the cookie."""
    response.delete_cookie(settings.WHO_COOKIE_NAME, samesite="Lax")
