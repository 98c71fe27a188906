"""``kindward check`` for articles: everything a machine can tell their author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from ..practice.catalogue import content_folder
from ..practice.references import check_reference
from ..text.findings import Finding, from_here
from ..text.forbidden import find_forbidden
from .article import Article
from .check_text import check_structure, check_wording
from .errors import ArticleError
from .governance import LONGEST_REVIEW
from .library import FOLDER
from .read import parse_article

#: Pages an article may lead to, beside practices and other articles.
PAGES = (
    "/help/",
    "/care/",
    "/hard-moment/",
    "/practices/",
    "/learn/",
    "/write/",
    "/you/",
    "/about/",
    "/programme/",
)


def is_articles(path: Path) -> bool:
    """Whether ``path`` is an article, or the folder of articles: nothing else is to be checked there."""
    return path.resolve().name == FOLDER or (path.suffix == ".md" and path.resolve().parent.name == FOLDER)


def check_articles(today: date, path: Path | None = None) -> list[Finding]:
    """Findings, sorted by place, for an article, a folder of articles or a content folder; all for ``None``.

    Reviews are held against ``today``.
    """
    path = path or from_here(content_folder())
    if path.is_file():
        files = [path]
    else:
        files = sorted((path if path.resolve().name == FOLDER else path / FOLDER).glob("*.md"))
    checker = _Checker(_content_of(path), today)
    findings = [finding for file in files for finding in checker.file(file)]
    return sorted(set(findings))


class _Checker:
    def __init__(self, content: Path, today: date) -> None:
        self.content, self.today = content, today

    def file(self, path: Path) -> list[Finding]:
        try:
            text = path.read_text(encoding="utf-8")
            article = parse_article(text, path)
        except ArticleError as error:
            return [Finding(error.path, error.line, error.field, error.message)]
        except (OSError, UnicodeDecodeError):
            return [Finding(str(path), 1, "file", "cannot be read; expected a UTF-8 text file")]
        return [
            *self.head(article, path),
            *self.references(article),
            *self.links(article),
            *check_structure(article),
            *check_wording(article),
            *(Finding(str(path), one.line, "words", str(one)) for one in find_forbidden(text, "articles")),
        ]

    def head(self, article: Article, path: Path) -> Iterator[Finding]:
        if article.slug != path.stem:
            yield _found(article, "slug", f"“{article.slug}” must be the file's name; expected {path.stem}")
        if self._orders[article.order] > 1:
            yield _found(
                article, "order", f"{article.order} is the place of another article too; expected one each"
            )
        for slug in article.related:
            if not self._is_practice(slug):
                yield _found(
                    article,
                    "related",
                    f"there is no practice “{slug}”; expected the slug of a file in practices/",
                )
        if not article.related:
            yield _found(article, "related", "names no practice; expected at least one to go on to")
        reviewed, due = article.reviewed_on, article.due_on
        if reviewed and due:
            if reviewed > self.today:
                yield _found(
                    article, "reviewed_on", f"{reviewed} is in the future; expected a day up to {self.today}"
                )
            if not reviewed < due <= reviewed + LONGEST_REVIEW:
                yield _found(
                    article, "due_on", f"{due} is not after {reviewed}; expected a day up to two years later"
                )
            if due < self.today:
                yield _found(
                    article, "due_on", f"the review was due on {due}; expected a clinician to read it again"
                )

    def references(self, article: Article) -> Iterator[Finding]:
        for name in dict.fromkeys((*article.references, *article.cited)):
            file = self.content / "references" / f"{name}.yml"
            if not file.is_file():
                yield _found(
                    article,
                    "references",
                    f"there is no references/{name}.yml; expected one with authors, year, title and doi",
                )
            else:
                yield from check_reference(file)
        for name in article.cited:
            if name not in article.references:
                line = article.body_line + article.body[: article.body.index(f"[@{name}]")].count("\n")
                yield Finding(
                    str(article.path),
                    line,
                    "references",
                    f"“{name}” is cited; expected it in the head's list too",
                )
        for name in article.references:
            if name not in article.cited:
                yield _found(
                    article,
                    "references",
                    f"“{name}” is nowhere cited; expected [@{name}] in the text, or no such name",
                )

    def links(self, article: Article) -> Iterator[Finding]:
        for line, words, address in article.links:
            if wrong := self._wrong_link(address):
                yield Finding(str(article.path), line, "link", f"“{words}” leads to {address}: {wrong}")

    def _wrong_link(self, address: str) -> str:
        place, _, anchor = address.partition("#")
        if not address.startswith("/"):
            return (
                "not a page of this site; expected such as /practices/soothing-touch/, and studies as [@name]"
            )
        parts = place.strip("/").split("/")
        if len(parts) == 2 and parts[0] == "practices":
            return (
                ""
                if self._is_practice(parts[1])
                else "there is no such practice; expected a slug of practices/"
            )
        if len(parts) == 2 and parts[0] == "learn":
            target = self.content / FOLDER / f"{parts[1]}.md"
            if not target.is_file():
                return "there is no such article; expected a slug of articles/"
            if anchor and anchor not in self._anchors(target):
                return f"there is no “{anchor}” on that page; expected the anchor of a section"
            return "" if place.endswith("/") else "has no slash at its end; expected one"
        return "" if place in PAGES else f"no page an article leads to; expected one of {', '.join(PAGES)}"

    def _is_practice(self, slug: str) -> bool:
        return (self.content / "practices" / f"{slug}.md").is_file()

    @cached_property
    def _orders(self) -> Counter[int]:
        return Counter(article.order for article in self._all.values())

    @cached_property
    def _all(self) -> dict[Path, Article]:
        out = {}
        for path in sorted((self.content / FOLDER).glob("*.md")):
            try:
                out[path] = parse_article(path.read_text(encoding="utf-8"), path)
            except (ArticleError, OSError, UnicodeDecodeError):
                continue  # It has its own finding when it is checked.
        return out

    def _anchors(self, path: Path) -> set[str]:
        return {section.anchor for section in self._all[path].sections} if path in self._all else {""}


def _found(article: Article, field: str, message: str) -> Finding:
    lines = article.text.splitlines()
    line = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{field}:")), 1)
    return Finding(str(article.path), line, field, message)


def _content_of(path: Path) -> Path:
    """The content that ``path`` belongs to: the folder around ``practices``, else what ships."""
    for folder in (path, *path.absolute().parents[:2]):
        if (folder / "practices").is_dir():
            return folder
    return content_folder()
