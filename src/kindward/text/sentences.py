"""Cutting spoken text into sentences: one sentence is one clip, one caption, one breath."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9{])")
_SHORTENED = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|e\.g|i\.e|vs)\.)$")


def split_sentences(text: str) -> list[str]:
    """Sentences of ``text`` in order, white space folded; never an empty string.

    A full stop after a shortened word does not end a sentence.
    """
    text = " ".join(text.split())
    out: list[str] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        piece = text[start:end].strip()
        if _SHORTENED.search(piece):
            continue
        out.append(piece)
        start = end
    if rest := text[start:].strip():
        out.append(rest)
    return out
