"""A YAML file with the line of every field, so that a finding can point at it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ..text.findings import Finding


class Fields:
    """The fields of a YAML file, or those inside one of them; what is wrong is gathered in ``findings``."""

    def __init__(
        self, path: Path, data: dict[str, Any], lines: dict[str, int], findings: list[Finding]
    ) -> None:
        self.path, self.data, self._lines, self.findings = path, data, lines, findings
        self._within = ""

    @classmethod
    def read(cls, path: Path, known: tuple[str, ...]) -> Fields:
        """The top fields of the file at ``path``."""
        fields = cls(path, {}, {}, [])
        try:
            text = path.read_text(encoding="utf-8")
            node = yaml.compose(text, Loader=yaml.SafeLoader)
            data = yaml.safe_load(text)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            fields._found(line, "file", f"cannot be read ({_reason(error)}); expected YAML")
            return fields
        if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
            fields._found(1, "file", "holds no fields; expected lines of “name: value”")
            return fields
        fields._lines = {str(key.value): key.start_mark.line + 1 for key, _ in node.value}
        fields.data = {str(name): value for name, value in data.items()}
        fields._expect(known)
        return fields

    def inside(self, name: str, known: tuple[str, ...]) -> Fields:
        """The fields of the field ``name``; what is wrong with them is noted at its line."""
        line = self._lines.get(name, 1)
        data = self.table(name)
        inner = Fields(self.path, data, dict.fromkeys((*known, *data), line), self.findings)
        inner._within = f"{name}."
        inner._expect(known)
        return inner

    def wrong(self, name: str, message: str) -> None:
        """Note what is wrong with the field ``name``."""
        self._found(self._lines.get(name, 1), f"{self._within}{name}", message)

    def has(self, name: str) -> bool:
        """Whether the field is there; if not, that is noted."""
        if self.data.get(name) is None:
            self.wrong(name, "is missing; expected a value")
            return False
        return True

    def words(self, name: str, default: str = "") -> str:
        """A field of words on one line."""
        value = self.data.get(name, default)
        if not isinstance(value, str):
            self.wrong(name, f"{value!r} is not text; expected words, in quotes if they look like a number")
            return default
        return " ".join(value.split())

    def flag(self, name: str, default: bool) -> bool:
        """A field of yes or no."""
        value = self.data.get(name, default)
        if not isinstance(value, bool):
            self.wrong(name, f"{value!r} is neither yes nor no")
            return default
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A field with a list of words."""
        value = self.data.get(name) or []
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.wrong(
                name,
                "is not a list of texts; expected lines of “- words”, in quotes if they look like a number",
            )
            return ()
        return tuple(" ".join(one.split()) for one in value)

    def table(self, name: str) -> dict[str, Any]:
        """A field with fields of its own."""
        value = self.data.get(name) or {}
        if not isinstance(value, dict):
            self.wrong(name, "has no fields of its own; expected “name: value”")
            return {}
        return {str(key): one for key, one in value.items()}

    def _expect(self, known: tuple[str, ...]) -> None:
        for name in self.data:
            if name not in known:
                self.wrong(name, f"is not known; expected one of {', '.join(known)}")

    def _found(self, line: int, name: str, message: str) -> None:
        self.findings.append(Finding(str(self.path), line, name, message))


def is_whole(value: object) -> bool:
    """Whether ``value`` is a whole number; YAML's yes and no are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: object) -> bool:
    """Whether ``value`` is a number; YAML's yes and no are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _reason(error: Exception) -> str:
    text = getattr(error, "problem", None) or getattr(error, "strerror", None) or str(error)
    return " ".join(str(text).split())
