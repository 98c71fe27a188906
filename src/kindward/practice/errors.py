"""What can be wrong with a script or with a request, in words its author or asker can act on."""

from __future__ import annotations

from pathlib import Path


class PracticeError(ValueError):
    """Base of what this room raises. ``str()`` is one clear line."""


class ScriptError(PracticeError):
    """A script that cannot be read: file, line (1-based), field, what is wrong and what was expected."""

    def __init__(self, path: Path | str, line: int, field: str, message: str) -> None:
        self.path, self.line, self.field, self.message = str(path), line, field, message
        super().__init__(f"{path}:{line}: {field}: {message}")


class UnknownPractice(PracticeError):
    """No practice of that name; says which come close."""


class WordError(PracticeError):
    """A personal word that cannot be spoken: which one, and what would do."""

    def __init__(self, name: str, message: str) -> None:
        self.name = name
        super().__init__(f"{name}: {message}")
