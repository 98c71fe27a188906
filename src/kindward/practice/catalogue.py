"""All practices: where their scripts are, and how to find one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from .errors import ScriptError, UnknownPractice
from .parse import read_script
from .script import Script


def content_folder() -> Path:
    """The folder with the content that ships: in the installed package, or beside ``src`` in a checkout."""
    installed = Path(str(files("kindward"))) / "content"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "content"


class Catalogue(Mapping[str, Script]):
    """Scripts by slug, sorted. An unknown slug raises :class:`UnknownPractice`."""

    def __init__(self, scripts: dict[str, Script]) -> None:
        self.scripts = dict(sorted(scripts.items()))

    def __getitem__(self, slug: str) -> Script:
        try:
            return self.scripts[slug]
        except KeyError:
            raise _unknown(slug, self.scripts) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.scripts)

    def __len__(self) -> int:
        return len(self.scripts)

    def get(self, slug: str, default: Script | None = None) -> Script | None:  # type: ignore[override]
        """The script, or ``default``."""
        return self.scripts.get(slug, default)

    def __contains__(self, slug: object) -> bool:
        return slug in self.scripts


def load_catalogue(content: Path | None = None) -> Catalogue:
    """Every script under ``content/practices``.

    Raises :class:`ScriptError` at the first that cannot be read.
    """
    folder = (content or content_folder()) / "practices"
    scripts: dict[str, Script] = {}
    for path in sorted(folder.glob("*.md")):
        script = read_script(path)
        if script.slug in scripts or script.slug != path.stem:
            raise ScriptError(
                path, 1, "slug", f"“{script.slug}” must be the file's name; expected {path.stem}"
            )
        scripts[script.slug] = script
    return Catalogue(scripts)


def find_practice(slug: str, content: Path | None = None) -> Script:
    """The one script of that name, without reading the others.

    Raises like :func:`load_catalogue` and a catalogue.
    """
    folder = (content or content_folder()) / "practices"
    slugs = sorted(path.stem for path in folder.glob("*.md"))
    if slug not in slugs:
        raise _unknown(slug, slugs)
    return read_script(folder / f"{slug}.md")


def _unknown(slug: str, slugs: Iterable[str]) -> UnknownPractice:
    near = difflib.get_close_matches(slug.lower().replace(" ", "-"), list(slugs), 1)
    hint = f"did you mean {near[0]}?" if near else "“kindward practices” lists them"
    return UnknownPractice(f"practice: there is none named “{slug}”; {hint}")
