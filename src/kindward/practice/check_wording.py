"""How a script reads: easy, in short sentences, no forbidden word, nothing another practice says already."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..text.findings import Finding
from .errors import ScriptError
from .parse import read_script
from .script import Script, Sentence
from .words import fill_words, personalise

#: Flesch-Kincaid grade (Kincaid, Fishburne, Rogers & Chissom 1975) of a whole script; 7 is about age 12.
HIGHEST_GRADE = 7.0
#: A listener loses the beginning of a longer sentence before its end.
MOST_WORDS = 26
#: Shorter sentences may be the same in several practices.
REPEATS_FROM_WORDS = 5

_WORD = re.compile(r"[\w’'-]*\w[\w’'-]*")


def spoken_sentences(script: Script) -> list[tuple[int, str]]:
    """Line number and text of every sentence, slots filled with their defaults, in the order of the file."""
    words = fill_words(script, None)
    return [
        (line.lineno, personalise(part.text, words))
        for section in script.sections
        for lines in section.rounds
        for line in lines
        for part in line.parts
        if isinstance(part, Sentence)
    ]


def sentence_key(sentence: str) -> str:
    """The sentence as compared between practices: small letters, words alone."""
    return " ".join(_WORD.findall(sentence.lower().replace("'", "’")))


def check_reading(script: Script) -> Iterator[Finding]:
    """The grade of the whole script, and sentences that are too long."""
    with warnings.catch_warnings():
        # It reads its word lists through a module that newer setuptools warn of; the lock holds one with it.
        warnings.simplefilter("ignore")
        from textstat import textstat

    spoken = spoken_sentences(script)
    for lineno, sentence in spoken:
        count = len(_WORD.findall(sentence))
        if count > MOST_WORDS:
            yield Finding(str(script.path), lineno, "sentence", (
                f"“{_start(sentence)}” has {count} words; expected at most {MOST_WORDS}"
            ))  # fmt: skip
    grade = textstat.flesch_kincaid_grade(" ".join(sentence for _, sentence in spoken))
    if grade > HIGHEST_GRADE:
        lineno, hardest = max(spoken, key=lambda pair: textstat.flesch_kincaid_grade(pair[1]))
        yield Finding(str(script.path), lineno, "reading level", (
            f"the script reads at grade {grade:g}; expected at most {HIGHEST_GRADE:g} "
                f"(hardest: “{_start(hardest)}”)"
        ))  # fmt: skip


def check_forbidden(script: Script, text: str) -> Iterator[Finding]:
    """Words the product does not say; in the spoken part also those that do not belong in guidance."""
    from ..text.forbidden import find_forbidden

    for found in find_forbidden(text, "scripts"):
        if found.rule.where == "everywhere" or found.line >= script.sections[0].lineno:
            yield Finding(str(script.path), found.line, "words", str(found))


def said_in(practices: Path) -> dict[str, tuple[str, ...]]:
    """Sentence keys of every script in the folder, each with the slugs that say it.

    Scripts that cannot be read are left out.
    """
    out: dict[str, tuple[str, ...]] = {}
    for path in sorted(practices.glob("*.md")):
        try:
            script = read_script(path)
        except ScriptError:
            continue  # It has its own finding when it is checked.
        for key in {sentence_key(sentence) for _, sentence in spoken_sentences(script)}:
            out[key] = (*out.get(key, ()), path.stem)
    return out


def shared_sentences(content: Path) -> set[str]:
    """Keys of the sentences that several practices may say."""
    path = content / "words" / "shared-sentences.txt"
    if not path.is_file():
        return set()
    lines = path.read_text(encoding="utf-8").splitlines()
    return {sentence_key(line) for line in lines if line.strip() and not line.startswith("#")}


def check_repeats(script: Script, said: Mapping[str, tuple[str, ...]], shared: set[str]) -> Iterator[Finding]:
    """Sentences that another practice says in the same words."""
    for lineno, sentence in spoken_sentences(script):
        key = sentence_key(sentence)
        others = [slug for slug in said.get(key, ()) if slug != script.slug]
        if others and len(key.split()) >= REPEATS_FROM_WORDS and key not in shared:
            yield Finding(str(script.path), lineno, "repeat", (
                f"“{_start(sentence)}” is also said in {', '.join(others)}; "
                "expected words of this practice's own, or the sentence in words/shared-sentences.txt"
            ))  # fmt: skip


def _start(sentence: str) -> str:
    return sentence if len(sentence) <= 60 else sentence[:57].rsplit(" ", 1)[0] + " …"
