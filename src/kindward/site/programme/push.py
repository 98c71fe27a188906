"""Web push: this installation's keys, which push services it may ask, and sending one notification.

The only request that leaves this server on its own, beside mail: to the push service of the browser's
maker, whose address the browser gave when the person allowed notifications. What it carries is encrypted
for that browser (RFC 8291).
"""

from __future__ import annotations

import base64
import json
import logging
import os
import secrets
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from kindward.site.programme.models import PushAddress

if TYPE_CHECKING:
    from requests import Session as Asking

log = logging.getLogger(__name__)

#: A notification that could not be delivered for this long is not delivered any more, in seconds.
KEPT_SECONDS = 2 * 60 * 60
PATIENCE_SECONDS = 15
#: What push services answer when an address is gone for good (RFC 8030, 7.3 and its practice).
GONE = (404, 410)


class Outcome(Enum):
    """What came of one attempt."""

    SENT = "sent"
    GONE = "gone"
    LATER = "later"


def is_on() -> bool:
    """Whether notifications can be offered here."""
    return bool(settings.KINDWARD_PUSH_SERVICES)


def may_ask(endpoint: str) -> bool:
    """Whether ``endpoint`` is an address of a push service that this server may ask, and of nothing else."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    return (
        parts.scheme == "https"
        and port in (None, 443)
        and not parts.username
        and any(host == name or host.endswith(f".{name}") for name in settings.KINDWARD_PUSH_SERVICES)
    )


def public_key() -> str:
    """This installation's public key as browsers take it: an uncompressed point, base64url."""
    point = (
        _private()
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def send(address: PushAddress, message: dict[str, Any]) -> Outcome:
    """Send ``message`` to that browser. Call outside of any transaction."""
    # Heavy, and needed by the helper alone.
    from py_vapid import VapidException
    from pywebpush import WebPushException, webpush
    from requests import RequestException

    if not may_ask(address.endpoint):
        return Outcome.GONE
    try:
        webpush(
            {"endpoint": address.endpoint, "keys": {"p256dh": address.p256dh, "auth": address.auth}},
            json.dumps(message, ensure_ascii=False),
            vapid_private_key=_for_vapid(),
            vapid_claims={"sub": contact()},
            ttl=KEPT_SECONDS,
            # One notification waiting is enough; a newer one takes its place (RFC 8030, 5.4).
            headers={"Topic": "reminder", "Urgency": "normal"},
            timeout=PATIENCE_SECONDS,
            requests_session=_asking(),
        )
    except WebPushException as refused:
        return Outcome.GONE if refused.status_code in GONE else Outcome.LATER
    except (RequestException, OSError):
        return Outcome.LATER
    except VapidException as refused:
        log.warning("notifications cannot be signed: %s", refused)
        return Outcome.LATER
    except (ValueError, TypeError):
        # Keys that are none: that browser never takes anything in.
        return Outcome.GONE
    return Outcome.SENT


def contact() -> str:
    """Whom a push service may write to about this server (RFC 8292, 2.1)."""
    if settings.KINDWARD_MAIL_FROM:
        return f"mailto:{settings.KINDWARD_MAIL_FROM.rpartition('<')[2].rstrip('> ')}"
    # A name without a dot is known to this network alone, and signing refuses it.
    named = [host.lstrip(".") for host in settings.ALLOWED_HOSTS[3:] if "." in host.strip(".")]
    return f"https://{named[0]}" if named else "mailto:operator@localhost"


def make_key() -> Path:
    """The file with the private key, made when it is missing, readable by one user."""
    path = Path(settings.KEYS) / "push.pem"
    if path.exists():
        return path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link fails when the name is taken, so of two first starts at once one key wins.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path


@cache
def _private() -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(make_key().read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("keys/push.pem: not a key of the curve P-256; remove it to have one made")
    return key


def _for_vapid() -> str:
    """The private key as pywebpush takes it: DER, base64url."""
    der = _private().private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return base64.urlsafe_b64encode(der).rstrip(b"=").decode()


@cache
def _asking() -> Asking:
    from requests import Session

    asking = Session()
    # A push service answers; one that sends us elsewhere is none.
    asking.max_redirects = 0
    return asking
