"""Speaking a sentence that holds somebody's own words, without keeping it anywhere.

The clip's name is the sentence itself, sealed with a key that only this server has: nothing to store, nothing
to look up, nothing to read in a log. Only the server can make such a name, so nobody can make it say things.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import time
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from kindward.site.keys import derived_key
from kindward.site.practice.library import known_clips
from kindward.voice import Voice, get_voice

#: A sentence longer than this was not made by a practice.
LONGEST_SENTENCE = 600
#: A session's clips can be fetched for two days, which covers the longest pause anyone makes.
HOURS_VALID = 48

_NONCE = 12


class OwnWords:
    """A voice for composing: its unknown clips are named by sealed sentences and never touch the disk."""

    def __init__(self, voice: Voice) -> None:
        self._kept, self._unkept = voice, unkept_voice(voice.name)
        self._known = known_clips(voice.name)
        self.name = voice.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnWords) and other.name == self.name

    def __hash__(self) -> int:
        return hash(("own words", self.name))

    def key(self, text: str) -> str | None:
        """The clip's name: as always for a sentence of a practice, ``own/…`` for one with own words."""
        key = self._kept.key(text)
        return key if key is None or key in self._known else f"own/{seal(text, self.name)}"

    def milliseconds(self, text: str) -> int:
        """Length of the clip."""
        key = self._kept.key(text)
        return (self._kept if key in self._known else self._unkept).milliseconds(text)


def unkept_voice(name: str) -> Voice:
    """The voice of that name without a cache folder."""
    return get_voice(name, None)


def seal(text: str, voice: str, hour: int | None = None) -> str:
    """``text`` as a token for the address of a clip: AES-256-GCM, bound to the voice, URL-safe base64."""
    nonce = secrets.token_bytes(_NONCE)
    plain = (_hour() if hour is None else hour).to_bytes(4, "big") + text.encode()
    sealed = nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, plain, voice.encode())
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def unseal(token: str, voice: str) -> str | None:
    """The sentence in ``token``; None when it was not made here, for another voice, or too long ago."""
    if len(token) > 2 * LONGEST_SENTENCE:
        return None
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        plain = _cipher(settings.SECRET_KEY).decrypt(sealed[:_NONCE], sealed[_NONCE:], voice.encode())
    except (binascii.Error, ValueError, InvalidTag):
        return None
    age = _hour() - int.from_bytes(plain[:4], "big")
    return plain[4:].decode() if 0 <= age <= HOURS_VALID else None


@cache
def _cipher(secret: str) -> AESGCM:
    return AESGCM(derived_key(secret, "own words"))


def _hour() -> int:
    return int(time.time() // 3600)
