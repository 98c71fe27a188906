"""A text becomes a plain row of words: small letters, short forms written out, pictures named, sentences marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

#: Stands in a row of words where a sentence ends.
STOP = "."
#: Of a longer text, this many characters from its beginning and as many from its end are read.
READ_AT_EACH_END = 6_000
#: No word is longer; what is, is no word.
LONGEST_WORD = 40

_MARKS = re.compile("[\u0300-\u036f]")
_QUOTES = re.compile("[\u2018\u2019\u02bc\u0060\u00b4]")
# Each part can be read in one way only, so that no text makes this slow.
_PIECE = re.compile(r"[a-z0-9]+(?:['!*@$][a-z0-9]+)*|[.!?\n]+|[\u2600-\u27bf\U0001f300-\U0001faff]")
_ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_DISGUISED = str.maketrans({"!": "i", "1": "i", "0": "o", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})
_LONG_DRAWN = re.compile(r"([a-z])\1\1+")
_TWICE = re.compile(r"([a-z])\1+")
_YEAR = re.compile(r"(?:19|20)[0-9][0-9]")


class Folding:
    """How texts become words, with the short forms, pictures and known words of one pattern file."""

    def __init__(self, short: Mapping[str, str], pictures: Mapping[str, str], known: frozenset[str]) -> None:
        self._short = {form: words.split() for form, words in short.items()}
        self._pictures = dict(pictures)
        self._known = known | self._short.keys()

    def words(self, text: str) -> list[str]:
        """The words of ``text`` in order, with :data:`STOP` where a sentence ends. Linear in its length."""
        if len(text) > 2 * READ_AT_EACH_END:
            text = f"{text[:READ_AT_EACH_END]}\n{text[-READ_AT_EACH_END:]}"
        if not text.isascii():
            text = _MARKS.sub("", unicodedata.normalize("NFKD", _QUOTES.sub("'", text)))
        out: list[str] = []
        for piece in _PIECE.findall(text.replace("`", "'").lower()):
            short = self._short.get(piece)
            if short is not None:
                out += short
            elif piece[0] in ".!?\n":
                if out and out[-1] != STOP:
                    out.append(STOP)
            elif piece in self._known:
                out.append(piece)
            elif piece[0] >= "\u2600":
                if piece in self._pictures:
                    out.append(self._pictures[piece])
            else:
                self._add_unknown(piece, out)
        while out and out[-1] == STOP:
            out.pop()
        return out

    def _add_unknown(self, piece: str, out: list[str]) -> None:
        if _YEAR.fullmatch(piece):
            out.append("someyear")
            return
        base, mark, _ = piece.rpartition("'")
        if mark:
            for ending, word in _ENDINGS.items():
                if piece.endswith(ending):
                    out += [*self._short.get(piece[: -len(ending)], [piece[: -len(ending)]]), word]
                    return
            piece = base
        for guess in _guesses(piece):
            if guess in self._known:
                out += self._short.get(guess, [guess])
                return
        out.append(piece.replace("'", "")[:LONGEST_WORD])


def _guesses(word: str) -> tuple[str, ...]:
    """What ``word`` may be meant as: without its disguise, without letters drawn out."""
    plain = word.replace("*", "").translate(_DISGUISED)
    return (
        word.replace("'", ""),
        plain,
        word.replace("*", "i"),
        word.replace("*", "u"),
        _LONG_DRAWN.sub(r"\1", plain),
        _LONG_DRAWN.sub(r"\1\1", plain),
        _TWICE.sub(r"\1", plain),
    )
