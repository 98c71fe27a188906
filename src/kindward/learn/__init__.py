"""Learning: articles -> safe HTML; and what may be said about who reviewed a text, and when."""

from .article import GROUPS, Article
from .errors import ArticleError, UnknownArticle
from .governance import Review, Standing, State, Word, content_hash, standing_of
from .library import Articles, articles_of
from .read import parse_article, read_article
from .render import Rendered, render

__all__ = [
    "GROUPS", "Article", "ArticleError", "Articles", "Rendered", "Review", "Standing", "State",
    "UnknownArticle", "Word", "articles_of", "content_hash", "parse_article", "read_article", "render",
    "standing_of",
]  # fmt: skip
