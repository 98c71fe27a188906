"""How long a line takes, told from its words alone: for readers, and where no voice is installed."""

from __future__ import annotations

import re
import unicodedata

from .base import VoiceError

#: Words a minute of our voice at its usual pace, silence between sentences left out.
#: This and the lengths below: ``benchmarks/voice/calibrate.py`` over all that ships (docs/voice.md).
OUR_WORDS_PER_MINUTE = 197.0
#: Milliseconds of: any sentence at all, a syllable, a letter, a mark inside the sentence.
SENTENCE_MS, SYLLABLE_MS, LETTER_MS, MARK_MS = 374.0, 83.6, 38.5, 226.6
#: Nobody's reading is shorter than a glance.
SHORTEST_MS = 400
SLOWEST_RATE, QUICKEST_RATE = 40.0, 600.0

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
#: A mark inside a sentence, where the voice rests. The one at its end is part of every sentence.
_MARK = re.compile(r"[,;:—–…?!.]+(?=[\"”’)]*\s*[^\s\"”’)])")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_INSIDE = re.compile(r"[^aeioul]e(?=(?:ly|ful|ness|less|ment|thing|where|how|one|times?|body)$)")
_APART = re.compile(r"i[ao](?![nu])|eo(?!u)|ua(?!r)|uie|ying|being|[^aeiou]ism$|[dr]ea$")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouydt]ed|[^aeiouyscgxz]es|[^aeiouy]{2}le(?<!le))$")


def estimate_milliseconds(text: str, words_per_minute: float | None = None) -> int:
    """Milliseconds that our voice, or a reader, needs for one line of English.

    ``words_per_minute`` is a reader's own pace, :data:`SLOWEST_RATE` to :data:`QUICKEST_RATE`; None is our
    voice's usual pace. Raises :class:`VoiceError` outside that range. Linear in :func:`features`.
    """
    rate = check_rate(words_per_minute) or OUR_WORDS_PER_MINUTE
    sentence, syllables, _, letters, marks = features(text)
    ours = sentence * SENTENCE_MS + syllables * SYLLABLE_MS + letters * LETTER_MS + marks * MARK_MS
    return max(SHORTEST_MS, round(ours * OUR_WORDS_PER_MINUTE / rate))


def features(text: str) -> tuple[int, int, int, int, int]:
    """What the estimate counts: 1 if there is any word, then syllables, words, letters, inner marks."""
    words = _WORD.findall(text)
    letters = sum(c.isalnum() for word in words for c in word)
    marks = len(_MARK.findall(text.strip()))
    return (1 if words else 0, sum(map(syllables, words)), len(words), letters, marks)


def syllables(word: str) -> int:
    """Syllables of one word, at least 1: right for most English words, a fair guess for any other."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    latin = re.sub(r"[^a-z]", "", plain)
    if not latin:
        # Digits are read as words; an ideograph is a syllable; other alphabets: one every 2.5 letters.
        wide = sum(ord(c) >= 0x2E80 for c in plain)
        digits = sum(c.isdigit() for c in plain)
        return max(1, wide + digits * 2 - digits // 2 + (len(plain) - wide - digits) * 2 // 5)
    groups = len(_VOWELS.findall(latin))
    if groups > 1 and _SILENT.search(latin):
        groups -= 1
    # Two vowels that are spoken apart.
    groups += len(_APART.findall(latin)) - len(_SILENT_INSIDE.findall(latin))
    return max(1, groups)


def check_rate(words_per_minute: float | None) -> float | None:
    """The pace itself if a person can read so, or None for ours; else :class:`VoiceError`."""
    if words_per_minute is not None and not SLOWEST_RATE <= words_per_minute <= QUICKEST_RATE:
        raise VoiceError(
            f"words_per_minute: {words_per_minute:g}; expected {SLOWEST_RATE:g} to {QUICKEST_RATE:g}"
        )
    return words_per_minute
