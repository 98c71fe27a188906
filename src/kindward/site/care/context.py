"""Whether this centre is made up, for the banner on every page."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest


def mark() -> Path:
    """The file that says so. A file, because pages that are the same for all ask no database."""
    return Path(settings.KINDWARD_DATA) / "made-up-centre"


def made_up_centre(_request: HttpRequest) -> dict[str, bool]:
    """``made_up_centre``: whether to show the banner."""
    return {"made_up_centre": mark().exists()}
