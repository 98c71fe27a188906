"""Text on the page becomes words for the ear: quotes, dashes, loan words, nothing to trip an engine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from .base import VoiceError

EngineName = Literal["hibari", "espeak"]

#: What is left of a mark when it is spoken. Brackets would be read as phonemes by an engine, signs by name.
_MARKS = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼ`´", "'"),
        **dict.fromkeys('“”„‟«»"', ""),
        **dict.fromkeys("[]{}<>|\\^~*_#•·", " "),
        **dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad\u2060", ""),
    }
)
_ELLIPSIS = re.compile(r"\s*(?:\.{2,}|…+\.*)")
_DASH = re.compile(r"\s+[-‐‑–—―]+\s+|\s*[—―]+\s*|--+")
_DASH_END = re.compile(r"[\s—]+$|^[\s—]+")
_SPACE_MARK = re.compile(r"\s+([,.;:!?…])")
#: Nothing to be done: most lines are so.
_PLAIN = re.compile(r"(?!.*\.\.)[A-Za-z ,.']+")
#: Unicode categories with nothing to pronounce: pictures, private use, controls.
_MUTE = {"So", "Sk", "Cs", "Co", "Cn", "Cc", "Cf"}
_ENDS = ".!?…"


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How one word is said: ``say`` in plain letters, ``sounds`` in hibari's phonemes (or empty)."""

    word: str
    say: str
    sounds: str

    def for_engine(self, engine: EngineName) -> str:
        """What to put in the word's place."""
        # The word itself stands in the brackets: a respelling with full stops would be cut into sentences.
        return f"[{self.word}](/{self.sounds}/)" if engine == "hibari" and self.sounds else self.say


def spoken_words(text: str, engine: EngineName) -> str:
    """``text`` ready to be spoken by that engine: one line, plain marks, loan words replaced, an ending.

    Empty if there is no letter or digit in it. Numbers, dates and abbreviations are left to the engine.
    """
    plain = plain_words(text)
    return respell(plain, engine, pronunciations()) if plain else ""


def plain_words(text: str) -> str:
    """``text`` without marks that are seen and not heard, ending in a mark that lets the voice fall."""
    if not _PLAIN.fullmatch(text):
        text = unicodedata.normalize("NFC", text).translate(_MARKS)
        text = "".join(" " if unicodedata.category(c) in _MUTE else c for c in text)
        text = _DASH_END.sub("", _DASH.sub(" — ", _ELLIPSIS.sub("…", text)))
    text = _SPACE_MARK.sub(r"\1", " ".join(text.split()))
    if not any(c.isalnum() for c in text):
        return ""
    return text if text[-1] in _ENDS else text.rstrip(",;:— ") + "."


def respell(text: str, engine: EngineName, table: tuple[Pronunciation, ...]) -> str:
    """``text`` with every word of ``table`` in its spoken form.

    A word written small in the table is met in any case; one with a capital only as written.
    """
    pattern, small, exact = _matcher(table)
    if pattern is None:
        return text
    replace: Callable[[re.Match[str]], str] = lambda m: _found(m[0], small, exact, engine)  # noqa: E731
    return pattern.sub(replace, text)


def _found(
    word: str, small: dict[str, Pronunciation], exact: dict[str, Pronunciation], engine: EngineName
) -> str:
    entry = exact.get(word) or small.get(word.lower())
    return entry.for_engine(engine) if entry else word


@lru_cache(maxsize=8)
def _matcher(
    table: tuple[Pronunciation, ...],
) -> tuple[re.Pattern[str] | None, dict[str, Pronunciation], dict[str, Pronunciation]]:
    if not table:
        return None, {}, {}
    longest_first = sorted((re.escape(entry.word) for entry in table), key=lambda w: (-len(w), w))
    pattern = re.compile(rf"(?<![\w'])(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
    small = {entry.word: entry for entry in table if entry.word == entry.word.lower()}
    return pattern, small, {entry.word: entry for entry in table if entry.word not in small}


@lru_cache(maxsize=1)
def pronunciations() -> tuple[Pronunciation, ...]:
    """The table that ships, ``content/words/pronunciation.tsv``; empty if a centre took it away."""
    from ..practice.catalogue import content_folder

    path = content_folder() / "words" / "pronunciation.tsv"
    return read_pronunciations(path) if path.is_file() else ()


def read_pronunciations(path: Path) -> tuple[Pronunciation, ...]:
    """The table in ``path``: lines of word, plain respelling and, if wanted, phonemes, parted by tabs.

    Lines starting with ``#`` are remarks. Raises :class:`VoiceError` naming file and line.
    """
    found: dict[str, Pronunciation] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path}:{number}"
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) not in (2, 3) or not all(fields[:2]):
            raise VoiceError(f"{where}: line: {len(fields)} fields; expected word, respelling, phonemes")
        if set("[]()/") & set("".join(fields)):
            raise VoiceError(f"{where}: phonemes: no brackets or slashes; expected letters and sounds")
        if fields[0] in found:
            raise VoiceError(f"{where}: word: “{fields[0]}” is there twice; expected it once")
        found[fields[0]] = Pronunciation(fields[0], fields[1], fields[2] if len(fields) == 3 else "")
    return tuple(found.values())
