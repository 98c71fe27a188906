"""The person's own words in a script: whom a wish is for, which phrase it carries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from .errors import WordError
from .script import PersonalWord, Script

_SLOT = re.compile(r"\{([a-z][a-z0-9-]*)\}")


def clean_word(word: PersonalWord, text: str) -> str:
    """``text`` fit to be spoken: white space folded, no control signs. Raises :class:`WordError`."""
    kept = "".join(" " if unicodedata.category(c).startswith("C") else c for c in text)
    kept = " ".join(kept.split()).strip(" .,;:!?")
    if len(kept) > word.limit:
        raise WordError(word.name, f"{len(kept)} characters are too many; expected at most {word.limit}")
    if any(c in kept for c in "{}<>()[]"):
        raise WordError(word.name, "brackets cannot be spoken; expected a name or a few plain words")
    return kept or word.default


def fill_words(script: Script, given: Mapping[str, str] | None) -> dict[str, str]:
    """Every slot of the script with the person's word or its safe default.

    Unknown names raise ``WordError``.
    """
    given = given or {}
    known = {word.name: word for word in script.words}
    for name in given:
        if name not in known:
            expected = ", ".join(known) or "none, as this practice has no words of your own"
            raise WordError(name, f"is not a word of {script.slug}; expected {expected}")
    return {name: clean_word(word, given.get(name, word.default)) for name, word in known.items()}


def words_in_order(script: Script, values: Sequence[str]) -> dict[str, str]:
    """``values`` put into the script's slots in the order in which the script lists them."""
    if len(values) > len(script.words):
        expected = (
            f"at most {len(script.words)}"
            if script.words
            else "none, as this practice has no words of your own"
        )
        raise WordError("for", f"{len(values)} were given for {script.slug}; expected {expected}")
    return {word.name: value for word, value in zip(script.words, values, strict=False)}


def personalise(text: str, words: Mapping[str, str]) -> str:
    """``text`` with its slots filled; a slot that opens the sentence gets a capital letter."""
    if "{" not in text:
        return text
    filled = _SLOT.sub(lambda match: words[match[1]], text)
    return filled[0].upper() + filled[1:] if text.startswith("{") else filled
