"""A small content folder with one article, for tests that bend it."""

from __future__ import annotations

import shutil
from pathlib import Path

from kindward.practice import content_folder

SCENE = "You drop a cup in a quiet room. Everybody looks. A voice says: typical. You know that voice."
BODY = f"""{SCENE}

## What it is

{"It hurts, and other people know this too. " * 25}A study found a small change [@kirby-2017].

## What helps

{"You can say one kind word, slowly, and see what it does. " * 25}

- Look around, and name what is there.
- Call a friend

## One small thing to try

{"Take one breath, and then one more. " * 10}Try [Soothing touch](/practices/soothing-touch/).
"""
HEAD = {
    "slug": "dropped-cup",
    "title": "A dropped cup",
    "summary": "What to do when a cup falls.",
    "order": "1",
    "group": "compassion",
    "author": "Kindward",
    "reviewer": "none yet",
    "references": "[kirby-2017]",
    "related": "[soothing-touch]",
}


def article_text(body: str = BODY, **head: str) -> str:
    """An article as a file; a field set to an empty string is left out."""
    fields = {name: value for name, value in (HEAD | head).items() if value}
    return "\n".join(["---", *(f"{name}: {value}" for name, value in fields.items()), "---", "", body])


def article_folder(folder: Path, **texts: str) -> Path:
    """A content folder with these articles (by slug, ``_`` for ``-``), one practice and one reference."""
    shipped = content_folder()
    for part, name in (("practices", "soothing-touch.md"), ("references", "kirby-2017.yml")):
        (folder / part).mkdir(parents=True)
        shutil.copy(shipped / part / name, folder / part / name)
    (folder / "articles").mkdir()
    for slug, text in texts.items():
        name = slug.replace("_", "-")
        (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder
