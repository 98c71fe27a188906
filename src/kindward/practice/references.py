"""References: one file a study in ``content/references``, so that every claim leads to its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..text.findings import Finding

REQUIRED = ("authors", "year", "title", "in", "kind")
OPTIONAL = ("doi", "url", "people", "note")
_DOI = re.compile(r"^10\.\d{4,9}/\S+$")
_URL = re.compile(r"^https?://\S+\.\S+$")


@dataclass(frozen=True, slots=True)
class Reference:
    """One published source. ``people`` is how many took part, where the file says so."""

    name: str
    authors: str
    year: int
    title: str
    source: str
    kind: str
    doi: str | None
    url: str | None
    people: int | None

    @property
    def short(self) -> str:
        """Authors and year as people cite them: ``Neff & Germer 2013``, ``Tol et al. 2020``."""
        names = [name.strip() for name in self.authors.split(",")]
        family = [re.sub(r"\s+[A-Z]{1,4}$", "", name) for name in names]
        if len(family) > 2:
            return f"{family[0]} et al. {self.year}"
        return f"{' & '.join(family)} {self.year}"

    @property
    def link(self) -> str:
        """Where it can be read: the DOI's address, else the given one."""
        return f"https://doi.org/{self.doi}" if self.doi else str(self.url)


def check_reference(path: Path) -> list[Finding]:
    """What is wrong with the reference file at ``path``; empty when it is whole."""
    data, findings = _load(path)
    if findings:
        return findings
    lines = path.read_text(encoding="utf-8").splitlines()

    def found(field: str, message: str) -> None:
        at = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{field}:")), 1)
        findings.append(Finding(str(path), at, field, message))

    for name in REQUIRED:
        if name not in data or str(data[name] or "").strip() == "":
            found(name, "is missing; expected a value")
    for name in data:
        if name not in REQUIRED + OPTIONAL:
            found(
                str(name), f"is not a field of a reference; expected one of {', '.join(REQUIRED + OPTIONAL)}"
            )
    for name in ("authors", "title", "in", "kind"):
        if data.get(name) and not isinstance(data[name], str):
            found(name, f"{data[name]!r} is not text; expected words, in quotes if need be")
    if "year" in data and (not isinstance(data["year"], int) or not 1850 <= data["year"] <= 2100):
        found("year", f"{data['year']!r} is not a year; expected such as 2013")
    if "people" in data and (not isinstance(data["people"], int) or data["people"] < 1):
        found(
            "people",
            f"{data['people']!r} is not a number of people; expected a whole number, or no such line",
        )
    doi, url = data.get("doi"), data.get("url")
    if not doi and not url:
        found("doi", "there is neither doi nor url; expected one of them")
    if doi and not _DOI.match(str(doi)):
        found("doi", f"“{doi}” is not a DOI; expected such as 10.1002/jclp.21923")
    if url and not _URL.match(str(url)):
        found("url", f"“{url}” is not an address; expected such as https://example.org/paper")
    return findings


def load_references(content: Path) -> dict[str, Reference]:
    """Every reference under ``content/references`` that is whole, by name, sorted by name."""
    out = {}
    for path in sorted((content / "references").glob("*.yml")):
        if not check_reference(path):
            out[path.stem] = _reference(path)
    return out


def _reference(path: Path) -> Reference:
    data, _ = _load(path)
    return Reference(
        path.stem, data["authors"], data["year"], data["title"], data["in"], data["kind"],
        data.get("doi"), data.get("url"), data.get("people"),
    )  # fmt: skip


def _load(path: Path) -> tuple[dict[str, Any], list[Finding]]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, [Finding(str(path), 1, "file", "there is no such file; expected a reference")]
    except (OSError, UnicodeDecodeError):
        return {}, [Finding(str(path), 1, "file", "cannot be read; expected a UTF-8 text file")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not readable"
        line = mark.line + 1 if mark else 1
        return {}, [
            Finding(str(path), line, "file", f"{problem}; expected “name: value”, quoted if it holds a colon")
        ]
    if not isinstance(data, dict):
        return {}, [Finding(str(path), 1, "file", "no fields; expected lines of “name: value”")]
    return data, []
