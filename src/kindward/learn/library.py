"""All articles: where their files are, and how to find one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..practice.catalogue import content_folder
from .article import GROUPS, Article
from .errors import ArticleError, UnknownArticle
from .read import read_article

FOLDER = "articles"


class Articles(Mapping[str, Article]):
    """Articles by slug, in the order in which they are shown. A wrong slug raises :class:`UnknownArticle`."""

    def __init__(self, articles: Iterable[Article]) -> None:
        places = list(GROUPS)
        ordered = sorted(articles, key=lambda one: (places.index(one.group), one.order, one.slug))
        self._all = {article.slug: article for article in ordered}

    def __getitem__(self, slug: str) -> Article:
        try:
            return self._all[slug]
        except KeyError:
            raise UnknownArticle(slug) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def about(self, practice: str) -> tuple[Article, ...]:
        """The articles that name ``practice`` as related, in order."""
        return tuple(article for article in self._all.values() if practice in article.related)


def articles_of(content: Path | None = None) -> Articles:
    """Every article under ``content/articles``; of what ships for ``None``.

    Raises :class:`ArticleError` at the first that cannot be read, or whose slug is not its file's name.
    """
    folder = (content or content_folder()) / FOLDER
    found = []
    for path in sorted(folder.glob("*.md")):
        article = read_article(path)
        if article.slug != path.stem:
            raise ArticleError(
                path, 1, "slug", f"“{article.slug}” must be the file's name; expected {path.stem}"
            )
        found.append(article)
    return Articles(found)
