"""A text becomes words. ``static/selftalk/words.js`` does the same, letter for letter."""

from __future__ import annotations

import re
import unicodedata

from .language import Language

#: Longer texts are read up to here; what is longer than a page is no short text.
LONGEST = 4000
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*|[0-9]+|\.\.+|[.!?,;:\"()-]")
_MARKS = re.compile("[\u0300-\u036f]")
#: Upper case of ASCII alone, so that no two versions of Unicode differ; and typographic signs as they are typed.
_PLAIN = str.maketrans(
    {chr(letter): chr(letter + 32) for letter in range(65, 91)}
    | {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
)


def words_of(text: str, language: Language) -> list[str]:
    """Words and marks of ``text`` in order: small letters, no accents, ``don't`` as ``do not``, any number as
    ``0``.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text[:LONGEST])).translate(_PLAIN)
    if not plain.isascii():
        for glyph, read in language.glyphs.items():
            plain = plain.replace(glyph, read)
    words: list[str] = []
    for found in _WORD.findall(plain):
        for word in language.spellings.get(found) or (found,):
            _add(words, word, language)
    return words


def _add(words: list[str], word: str, language: Language) -> None:
    if "'" in word:
        if word.endswith("n't") and len(word) > 3:
            words += (word[:-3], "not")
            return
        at = word.rindex("'")
        if at and word[at:] in language.endings:
            words += (word[:at], language.endings[word[at:]])
            return
    elif word[0].isdigit():
        word = "0"
    elif word.startswith(".."):
        word = ".."
    words.append(word)
