"""What can be wrong with an article, in words its author can act on."""

from __future__ import annotations

from pathlib import Path


class ArticleError(ValueError):
    """An article that cannot be read: file, line (1-based), field, what is wrong and what was expected."""

    def __init__(self, path: Path | str, line: int, field: str, message: str) -> None:
        self.path, self.line, self.field, self.message = str(path), line, field, message
        super().__init__(f"{path}:{line}: {field}: {message}")


class UnknownArticle(KeyError):
    """No article of that name."""
