"""How an article is built and how it reads: a scene first, sections, easy sentences, a small thing to try."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from ..text.findings import Finding
from ..text.sentences import split_sentences
from .article import Article

#: Flesch-Kincaid grade (Kincaid, Fishburne, Rogers & Chissom 1975) of a whole article; 9 is about age 14.
HIGHEST_GRADE = 9.0
MOST_WORDS_A_SENTENCE = 40
FEWEST_WORDS, MOST_WORDS = 450, 1300
#: Answers are read one at a time.
MOST_WORDS_OF_QUESTIONS = 2400
FEWEST_SECTIONS = 3
#: Anchors that the page itself has.
RESERVED = {"main", "contents", "references", "practices", "standing"}

_FORBIDDEN_MARKS = (
    (re.compile(r"^\s*#(?!# )"), "heading", "expected ## and a title"),
    (re.compile(r"!\["), "image", "has no picture; expected words"),
    (re.compile(r"</?[a-zA-Z!]"), "html", "is HTML; expected plain Markdown"),
    (re.compile(r"```|^ {4,}\S"), "code", "is code; expected words"),
)
_WORD = re.compile(r"[\w’'-]*\w[\w’'-]*")


def check_structure(article: Article) -> Iterator[Finding]:
    """Headings, length, the beginning and the end."""
    path = str(article.path)
    for number, line in enumerate(article.body.splitlines(), article.body_line):
        for pattern, field, message in _FORBIDDEN_MARKS:
            if pattern.search(line):
                yield Finding(path, number, field, f"“{line.strip()[:30]}”: {message}")
    sections = article.sections
    if len(sections) < FEWEST_SECTIONS:
        yield Finding(path, article.body_line, "sections", (
            f"there are {len(sections)}; expected at least {FEWEST_SECTIONS} headings with ##"
        ))  # fmt: skip
    first = next(n for n, line in enumerate(article.body.splitlines(), article.body_line) if line.strip())
    if sections and sections[0].line == first:
        yield Finding(path, first, "sections", "the text begins with a heading; expected a scene before it")
    taken: set[str] = set()
    for section in sections:
        if section.anchor in RESERVED or section.anchor in taken or section.anchor.startswith("ref-"):
            yield Finding(
                path, section.line, "anchor", f"“{section.anchor}” is taken; expected another, as {{#other}}"
            )
        taken.add(section.anchor)
        if article.is_questions and not section.chosen:
            yield Finding(path, section.line, "anchor", (
                f"“{section.title}” has none of its own; expected such as {{#short-name}}"
            ))  # fmt: skip
        if article.is_questions and not section.title.endswith("?"):
            yield Finding(
                path, section.line, "question", f"“{section.title}” is none; expected a question mark"
            )
    words = len(article.plain.split())
    most = MOST_WORDS_OF_QUESTIONS if article.is_questions else MOST_WORDS
    if not FEWEST_WORDS <= words <= most:
        yield Finding(path, article.body_line, "length", f"{words} words; expected {FEWEST_WORDS} to {most}")
    if not article.is_questions and sections:
        end = sections[-1].line
        if not any(line > end and address.startswith("/practices/") for line, _, address in article.links):
            yield Finding(path, end, "ending", (
                f"“{sections[-1].title}” leads to no practice; expected one small thing to try, with its link"
            ))  # fmt: skip


def check_wording(article: Article) -> Iterator[Finding]:
    """The grade of the whole article, and sentences that are too long."""
    with warnings.catch_warnings():
        # It reads its word lists through a module that newer setuptools warn of; the lock holds one with it.
        warnings.simplefilter("ignore")
        from textstat import textstat

    path = str(article.path)
    paragraphs = [" ".join(block.split()) for block in re.split(r"\n\s*\n", article.plain)]
    sentences = [one for paragraph in paragraphs for one in split_sentences(paragraph)]
    for sentence in sentences:
        count = len(_WORD.findall(sentence))
        if count > MOST_WORDS_A_SENTENCE:
            yield Finding(path, _line_of(article, sentence), "sentence", (
                f"“{_start(sentence)}” has {count} words; expected at most {MOST_WORDS_A_SENTENCE}"
            ))  # fmt: skip
    # An item of a list is a sentence to whoever reads it, though it may have no full stop.
    ended = [one if one[-1] in ".!?…”" else f"{one}." for one in sentences]
    grade = textstat.flesch_kincaid_grade(" ".join(ended))
    if grade > HIGHEST_GRADE:
        hardest = max(sentences, key=textstat.flesch_kincaid_grade)
        yield Finding(path, _line_of(article, hardest), "reading level", (
            f"the article reads at grade {grade:g}; expected at most {HIGHEST_GRADE:g} "
            f"(hardest: “{_start(hardest)}”)"
        ))  # fmt: skip


def _line_of(article: Article, sentence: str) -> int:
    """The line that has the sentence's first words; the body's first when marks stand between them."""
    start = " ".join(sentence.split()[:3])
    lines = enumerate(article.body.splitlines(), article.body_line)
    return next((number for number, line in lines if start in line), article.body_line)


def _start(sentence: str) -> str:
    return sentence if len(sentence) <= 60 else sentence[:57].rsplit(" ", 1)[0] + " …"
