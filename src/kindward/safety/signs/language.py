"""The language of patterns, made into expressions over letters, one letter a word.

``i? WANT ~2 to be? DIE`` is a row of words. CAPITALS name a class, ``a|b`` is either, ``(a b|c)`` a group,
``x?`` may be missing, ``~2`` is up to two words of any kind, ``^`` and ``$`` are the ends of a sentence.
What comes out uses letters,
classes of letters, groups, ``?`` and ``{0,n}`` alone, which Python and every browser read in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"\(|\)\??|\||~\d+|[\^$.]|[a-zA-Z0-9_']+\??")
#: First of the letters that stand for words: an alphabet with room for thousands and no special meaning anywhere.
FIRST_LETTER = 0x4E00
#: Words in every other text: a pattern is looked up by them only if it has no other. They get the first letters.
COMMON = [
    "i",
    "my",
    "me",
    "to",
    "the",
    "a",
    "of",
    "is",
    "be",
    "not",
    "do",
    "it",
    "in",
    "and",
    "that",
    "was",
    "on",
    "for",
    "at",
    "you",
    "will",
    "have",
    "would",
    "so",
    "but",
    "are",
    "am",
    "all",
    "with",
    "this",
    "no",
    "going",
    "get",
    "she",
    "he",
    "they",
    "her",
    "him",
    "what",
    "if",
    "when",
    "can",
    "one",
    "out",
    "up",
    "been",
    "had",
    "as",
    "by",
    "we",
    "or",
    "day",
    "about",
    "any",
    "more",
    "off",
    "it",
]
#: The letter of a sentence's end, and of every word that no pattern knows.
END, UNKNOWN = chr(FIRST_LETTER), chr(FIRST_LETTER + 1)


class PatternError(ValueError):
    """A pattern that cannot be understood: which one, and why."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a pattern: its expression, and letters of which one must be there (none: nothing must)."""

    expression: str
    keys: frozenset[str]
    #: All letters this piece can be, if it is always one letter.
    letters: frozenset[str] = frozenset()


class Alphabet:
    """Words and the letters that stand for them; grows as patterns are read."""

    def __init__(self, classes: Mapping[str, str], short: Mapping[str, str]) -> None:
        self.letters: dict[str, str] = {}
        for word in COMMON:
            self.letter(word)
        self.short = {form: words.split() for form, words in short.items()}
        self.classes: dict[str, frozenset[str]] = {}
        for name, words in classes.items():
            twisted = [word for word in words.split() if word in self.short]
            if twisted:
                raise PatternError(
                    f"classes: {name}: “{twisted[0]}” is a short form; expected it written out"
                )
            self.classes[name] = frozenset(self.letter(word) for word in words.split())

    def letter(self, word: str) -> str:
        """The letter of ``word``."""
        return self.letters.setdefault(word, chr(FIRST_LETTER + 2 + len(self.letters)))

    def word(self, written: str) -> Part:
        """A word, a class, or a short form as the words it stands for."""
        if written.isupper() and written in self.classes:
            return _one_of(self.classes[written])
        if written.isupper() and len(written) > 1:
            raise PatternError(f"there is no class {written}; expected one of {', '.join(self.classes)}")
        return _row([_one_of(frozenset(self.letter(word))) for word in self.short.get(written, [written])])

    def read(self, pattern: str) -> Part:
        """The expression of ``pattern``. Raises :class:`PatternError`."""
        tokens = _TOKEN.findall(pattern)
        if "".join(tokens).replace(" ", "") != pattern.replace(" ", ""):
            raise PatternError(f"“{pattern}”: a sign that means nothing here")
        try:
            part = self._either(iter([*tokens, ")"]))
        except StopIteration:
            raise PatternError(f"“{pattern}”: a bracket is not closed") from None
        except PatternError as error:
            raise PatternError(f"“{pattern}”: {error}") from None
        if not part.keys:
            raise PatternError(f"“{pattern}”: nothing in it must be there")
        return part

    def _either(self, tokens: Iterator[str]) -> Part:
        rows: list[list[Part]] = [[]]
        for sign in tokens:
            if sign == "|":
                rows.append([])
            elif sign.startswith(")"):
                part = _choice([_row(row) for row in rows])
                return _maybe(part) if sign.endswith("?") else part
            elif sign == "(":
                rows[-1].append(self._either(tokens))
            elif sign.startswith("~"):
                rows[-1].append(Part(f"[^{END}]{{0,{sign[1:]}}}", frozenset()))
            elif sign in "^$.":
                rows[-1].append(Part(END, frozenset()))
            elif sign.endswith("?"):
                rows[-1].append(_maybe(self.word(sign[:-1])))
            else:
                rows[-1].append(self.word(sign))
        raise PatternError("a bracket is not closed")


def _one_of(letters: frozenset[str]) -> Part:
    row = "".join(sorted(letters))
    return Part(row if len(row) == 1 else f"[{row}]", letters, letters)


def _cost(keys: frozenset[str]) -> int:
    """How often a text has one of these letters, roughly."""
    return sum(20 if ord(letter) < FIRST_LETTER + 2 + len(COMMON) else 1 for letter in keys)


def _row(parts: list[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    keys = min(
        (part.keys for part in parts if part.keys), key=lambda k: (_cost(k), sorted(k)), default=frozenset()
    )
    return Part("".join(part.expression for part in parts), keys)


def _choice(parts: list[Part]) -> Part:
    if len(parts) == 1:
        return Part(f"(?:{parts[0].expression})", parts[0].keys)
    if all(part.letters for part in parts):
        return _one_of(frozenset().union(*(part.letters for part in parts)))
    keys = (
        frozenset().union(*(part.keys for part in parts)) if all(part.keys for part in parts) else frozenset()
    )
    return Part(f"(?:{'|'.join(part.expression for part in parts)})", keys)


def _maybe(part: Part) -> Part:
    return Part(f"(?:{part.expression})?", frozenset())
