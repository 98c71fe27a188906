"""The model: a file of weights, and how harsh or warm it finds a text.

One file for library and page. Little-endian: ``KWST``, version (uint32), length of the head (uint32), the head as
JSON in ASCII (padded with blanks to a multiple of four), then of ``features`` features, sorted: key (uint32), weight
(int8, in steps of its block), rarity (uint8, in steps of ``rarity_step``), block (uint8). The head holds CRC-32 and
SHA-256 of what follows it.

For each block the weights of the features found, times their rarity, are added up and divided by the root of the sum
of squared rarities (tf-idf of length one: Salton and Buckley, 1988); the four sums and a bias make a logit ``z``. Then
``warmth = 2 / (1 + exp(-(a z + b))) - 1`` and ``sure = 1 / (1 + exp(-(c + d |z + b / a|)))``, fitted where the model
had not seen the hand that wrote the line (Platt, 1999).
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from .errors import SelftalkError
from .features import BLOCKS, features_of
from .language import Language, language_of
from .words import words_of

MAGIC, VERSION = b"KWST", 1
#: Where the shipped model lies, for library and page.
SHIPPED = Path(__file__).parent / "model" / "selftalk.bin"
#: Pages say nothing below so many words, or when less sure than this.
FEWEST_WORDS, SURE_ENOUGH = 8, 0.75


@dataclass(frozen=True, slots=True)
class Said:
    """``warmth`` from -1 (harsh) to 1 (warm); ``sure`` from 0 to 1, the share of such texts it places on the
    right side.
    """

    warmth: float
    sure: float
    words: int = 0

    @property
    def speaks(self) -> bool:
        """Whether a page may say anything about it: long enough, and sure enough."""
        return self.words >= FEWEST_WORDS and self.sure >= SURE_ENOUGH


@dataclass(frozen=True, slots=True)
class Model:
    """A model in memory. ``features``: key -> (block, weight times rarity, squared rarity)."""

    head: dict[str, Any]
    language: Language
    features: dict[int, tuple[int, float, float]]

    def logit(self, words: list[str]) -> float:
        """Below 0 harsh, above 0 warm, in units of log-odds; 0 for no words."""
        blocks = features_of(words, self.language)
        total = 0.0
        find = self.features.get
        for number, block in enumerate(BLOCKS):
            weight = square = 0.0
            for key in blocks[block]:
                known = find(key)
                if known is not None and known[0] == number:
                    weight += known[1]
                    square += known[2]
            if square:
                total += weight / math.sqrt(square)
        return total + float(self.head["bias"]) if words else 0.0

    def rate(self, text: str) -> Said:
        """How harsh or warm ``text`` is, and how sure. Any text is answered; one without a word is 0, 0."""
        words = words_of(text, self.language)
        spoken = sum(word[0].isalnum() for word in words)
        if not spoken:
            return Said(0.0, 0.0, 0)
        z = self.logit(words)
        fit = self.head["fit"]
        warmth = 2 / (1 + math.exp(-(fit["a"] * z + fit["b"]))) - 1
        sure = 1 / (1 + math.exp(-(fit["c"] + fit["d"] * abs(z + fit["b"] / fit["a"]))))
        return Said(warmth, sure, spoken)

    def rate_all(self, texts: Iterable[str]) -> Iterator[Said]:
        """One answer a text, in order, without keeping any."""
        return map(self.rate, texts)


def pack_model(head: dict[str, Any], keys: Any, weights: Any, rarity: Any, blocks: Any) -> bytes:
    """The bytes of a model file; the same for the same numbers. Arrays of one length, ``keys`` ascending."""
    body: bytes = keys.astype("<u4").tobytes() + weights.astype("i1").tobytes()
    body += rarity.astype("u1").tobytes() + blocks.astype("u1").tobytes()
    told = head | {"features": len(keys), "crc32": crc32(body), "sha256": hashlib.sha256(body).hexdigest()}
    text = json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")
    text += b" " * (-len(text) % 4)
    return MAGIC + struct.pack("<II", VERSION, len(text)) + text + body


def read_model(data: bytes, name: str = "model") -> Model:
    """A model out of its bytes. :class:`SelftalkError` when they are damaged or of another version."""
    if len(data) < 12 or data[:4] != MAGIC:
        raise SelftalkError(f"{name}: is no model of self-talk; expected a file that begins with KWST")
    version, length = struct.unpack_from("<II", data, 4)
    if version != VERSION:
        raise SelftalkError(f"{name}: is of version {version}; expected {VERSION}")
    body = data[12 + length :]
    try:
        head = json.loads(data[12 : 12 + length])
        count = int(head["features"])
        whole = hashlib.sha256(body).hexdigest() == head["sha256"] and len(body) == 7 * count
    except (ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise SelftalkError(f"{name}: is damaged; expected the contents its own checksum names")
    keys = np.frombuffer(body, "<u4", count)
    blocks = np.frombuffer(body, "u1", count, 6 * count)
    rarity = np.frombuffer(body, "u1", count, 5 * count) * float(head["rarity_step"])
    steps = np.array([head["steps"][block] for block in BLOCKS])
    weights = np.frombuffer(body, "i1", count, 4 * count) * steps[blocks] * rarity
    known = zip(blocks.tolist(), weights.tolist(), (rarity * rarity).tolist(), strict=True)
    return Model(head, language_of(head["language"]), dict(zip(keys.tolist(), known, strict=True)))


@cache
def shipped_model() -> Model:
    """The model that comes with Kindward; read once."""
    return read_model(SHIPPED.read_bytes(), SHIPPED.name)
