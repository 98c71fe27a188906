"""Locked letters: what arrives was sealed in the browser. Here only its shape is known, never its words.

A letter is encrypted with a key of its own (AES-256-GCM); that key is kept twice, once under the passphrase
(PBKDF2-SHA-256) and once under the recovery key.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from kindward.site.errors import Invalid

#: The least that OWASP's Password Storage Cheat Sheet (2023) names for PBKDF2 with SHA-256.
LEAST_ITERATIONS = 600_000
MOST_ITERATIONS = 10_000_000
#: Bytes of a letter, sealed; with the envelope it stays below the limit on bodies.
LONGEST = 45_000
_BOXES = ("passphrase", "recovery", "letter")


def check_locked(told: Any) -> str:
    """The envelope as it is to be kept. Raises :class:`Invalid` for anything that is not one, above all plain words."""
    text = told.get("locked") if isinstance(told, dict) and told.keys() == {"locked"} else None
    try:
        envelope = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        envelope = None
    if not isinstance(envelope, dict) or envelope.keys() != {"v", "salt", "iterations", *_BOXES}:
        raise Invalid("parts", "expected a letter sealed in the browser")
    iterations = envelope["iterations"]
    if not isinstance(iterations, int) or not LEAST_ITERATIONS <= iterations <= MOST_ITERATIONS:
        raise Invalid("iterations", f"expected at least {LEAST_ITERATIONS}")
    if envelope["v"] != 1 or len(_bytes(envelope["salt"])) != 16:
        raise Invalid("salt", "expected sixteen bytes")
    for name in _BOXES:
        box = envelope[name]
        if not isinstance(box, dict) or box.keys() != {"iv", "data"}:
            raise Invalid(name, "expected iv and data")
        # A tag of sixteen bytes at least; the two copies of the key have its length exactly.
        iv, data = _bytes(box["iv"]), _bytes(box["data"])
        if len(iv) != 12 or not 16 <= len(data) <= LONGEST or (name != "letter" and len(data) != 48):
            raise Invalid(name, "is not of the length of something sealed")
    return json.dumps(envelope, separators=(",", ":"))


def _bytes(text: Any) -> bytes:
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except binascii.Error:
        return b""
