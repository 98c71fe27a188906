"""Words become features: what is said, with which letters, in which pattern of kinds, and how it turns.

A feature is a string; the model knows it by its CRC-32 (ISO 3309). ``static/selftalk/features.js`` makes the
same ones in the same order, so that both add up the same numbers.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from .language import Language

#: The four groups, each brought to length one before it is weighed, so that long texts do not speak louder.
BLOCKS = ("words", "letters", "kinds", "turns")
#: So many words after “not” are read as denied; so many kinds apart a pair of kinds is still a pair.
DENIED, APART = 5, 8


def features_of(words: list[str], language: Language) -> dict[str, list[int]]:
    """For each block the CRC-32 of its distinct features, in order of first appearance."""
    kinds = [language.kinds.get(word) or (word if word in language.bare else "_") for word in words]
    named = [kind for word, kind in zip(words, kinds, strict=True) if word in language.kinds]
    return {
        "words": _keys(_said(words)),
        "letters": list(dict.fromkeys(key for word in dict.fromkeys(words) for key in letters_of(word))),
        "kinds": _keys(_patterns(words, kinds, named, language)),
        "turns": _keys(_turning(words, language)),
    }


@lru_cache(maxsize=20_000)
def letters_of(word: str) -> tuple[int, ...]:
    """Two to five letters in a row of a word, its edges as blanks."""
    framed = f" {word} "
    return tuple(
        crc32(f"l{framed[at : at + size]}".encode())
        for size in (2, 3, 4, 5)
        for at in range(max(1, len(framed) - size + 1))
    )


def _keys(features: list[str]) -> list[int]:
    return [crc32(feature.encode()) for feature in dict.fromkeys(features)]


def _runs(mark: str, items: list[str], sizes: tuple[int, ...]) -> list[str]:
    framed = ["^", *items, "$"]
    return [mark + " ".join(framed[at : at + size]) for size in sizes for at in range(len(framed) - size + 1)]


def _said(words: list[str]) -> list[str]:
    skips = [f"s{word}>{later}" for at, word in enumerate(words) for later in words[at + 2 : at + 4]]
    return ["w" + word for word in words] + _runs("w", words, (2, 3)) + skips


def _patterns(words: list[str], kinds: list[str], named: list[str], language: Language) -> list[str]:
    found = ["k" + kind for kind in kinds] + _runs("k", kinds, (2, 3, 4)) + _runs("n", named, (2, 3))
    found += [f"p{kind}>{later}" for at, kind in enumerate(named) for later in named[at + 1 : at + 1 + APART]]
    left = 0
    for word, kind in zip(words, kinds, strict=True):
        if word in language.negates:
            left = DENIED
        elif word in language.ends:
            left = 0
        elif left:
            found.append("d" + kind)
            left -= 1
    return found


def _turning(words: list[str], language: Language) -> list[str]:
    """How a text begins and how it ends, by kinds; none where it has one part only."""
    parts = parts_of(words, language)
    if len(parts) < 2:
        return []
    first, *rest = [[kind for word in part if (kind := language.kinds.get(word))] for part in parts]
    last = rest[-1]
    after = [kind for part in rest for kind in part]
    found = ["e" + kind for kind in last] + _runs("e", last, (2,))
    found += ["b" + kind for kind in first] + _runs("b", first, (2,))
    found += ["a" + kind for kind in after]
    later = list(dict.fromkeys(after))
    return found + [f"t{kind}>{other}" for kind in dict.fromkeys(first) for other in later]


def parts_of(words: list[str], language: Language) -> list[list[str]]:
    """Sentences, and halves of them at words such as “but”."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in language.breaks:
            if parts[-1]:
                parts.append([])
        elif word in language.turns and len(parts[-1]) > 1:
            parts.append([word])
        else:
            parts[-1].append(word)
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts
