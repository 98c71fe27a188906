"""Words the product does not say, looked for in scripts, templates, mails and articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from .findings import Finding

#: Where a rule holds: everywhere, in what is spoken during a practice, or in what is read as an article.
PLACES = ("everywhere", "scripts", "articles")
_COLUMNS = ["phrase", "where", "why", "say_instead"]

_TEMPLATE_TAGS = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_UNSPOKEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>", re.DOTALL)
_SPOKEN = re.compile(r"\b(?:alt|title|aria-label|placeholder|content|label)\s*=\s*\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase that is not said: its pattern, where it holds, why, and what to say instead."""

    phrase: str
    pattern: re.Pattern[str]
    where: str
    why: str
    say_instead: str


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A place where a text says what is not said: line and column from 1, and the words as they stand."""

    line: int
    column: int
    words: str
    rule: Rule

    def __str__(self) -> str:
        return f"“{self.words}” is not said here: {self.rule.why} Expected instead: {self.rule.say_instead}"


def find_forbidden(text: str, where: str = "everywhere") -> list[Forbidden]:
    """All forbidden words in ``text``, in order. ``where``: ``scripts`` adds the rules for spoken guidance,
    ``articles`` those for articles.

    Letters' case, kinds of apostrophe and line breaks inside a phrase make no difference.
    Raises :class:`ValueError` for an unknown ``where``.
    """
    if where not in PLACES:
        raise ValueError(f"where: “{where}” is not known; expected {' or '.join(PLACES)}")
    plain = re.sub(r"\s", " ", text.replace("’", "'"))
    found: list[Forbidden] = []
    for rule in load_rules():
        if rule.where in ("everywhere", where):
            for match in rule.pattern.finditer(plain):
                start = match.start()
                line = text.count("\n", 0, start) + 1
                column = start - text.rfind("\n", 0, start)
                found.append(Forbidden(line, column, match[0], rule))
    return sorted(found, key=lambda one: (one.line, one.column))


def check_forbidden(path: Path, where: str = "everywhere") -> list[Finding]:
    """Findings for the file at ``path``; of a template (``.html``) only what people see or hear counts."""
    text = path.read_text(encoding="utf-8")
    shown = seen_words(text) if path.suffix == ".html" else text
    return [Finding(str(path), one.line, "words", str(one)) for one in find_forbidden(shown, where)]


def seen_words(template: str) -> str:
    """What a person sees or hears of an HTML template, every line at its number; the rest becomes blank."""
    bare = _TEMPLATE_TAGS.sub(_blank, template)
    bare = _UNSPOKEN.sub(_blank, bare)
    return _TAG.sub(_spoken_attributes, bare)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _spoken_attributes(match: re.Match[str]) -> str:
    out = list(_blank(match))
    for spoken in _SPOKEN.finditer(match[0]):
        out[spoken.start(1) : spoken.end(1)] = spoken[1]
    return "".join(out)


@cache
def load_rules(path: Path | None = None) -> tuple[Rule, ...]:
    """The rules of ``content/words/forbidden.tsv``, or of ``path``. A bad line raises :class:`ValueError`."""
    path = path or _content() / "words" / "forbidden.tsv"
    rules: list[Rule] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if number == 1:
            if cells != _COLUMNS:
                raise ValueError(f"{path}:1: columns: expected {' '.join(_COLUMNS)}, with tabs between")
        elif line.strip() and not line.startswith("#"):
            rules.append(_rule(path, number, cells))
    return tuple(rules)


def _rule(path: Path, number: int, cells: list[str]) -> Rule:
    if len(cells) != len(_COLUMNS) or not all(cells):
        raise ValueError(f"{path}:{number}: columns: expected {len(_COLUMNS)} fields, with one tab between")
    phrase, where, why, say_instead = cells
    if where not in PLACES:
        raise ValueError(f"{path}:{number}: where: “{where}” is not known; expected {' or '.join(PLACES)}")
    try:
        return Rule(phrase, _pattern(phrase), where, why, say_instead)
    except re.error as error:
        raise ValueError(
            f"{path}:{number}: phrase: not a pattern ({error}); expected words, or /…/"
        ) from None


def _pattern(phrase: str) -> re.Pattern[str]:
    """``/…/`` is a regular expression; anything else is those words, whole."""
    if len(phrase) > 2 and phrase[0] == phrase[-1] == "/":
        return re.compile(phrase[1:-1], re.IGNORECASE)
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _content() -> Path:
    installed = Path(str(files("kindward"))) / "content"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "content"
