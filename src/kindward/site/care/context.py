"""For every page: whether this centre is made up, for the banner; and whether who asks has a desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from kindward.site.care.desk_access import roles_of
from kindward.site.learn.roles import roles_of as editing_roles_of


def mark() -> Path:
    """The file that says so. A file, because pages that are the same for all ask no database."""
    return Path(settings.KINDWARD_DATA) / "made-up-centre"


def made_up_centre(_request: HttpRequest) -> dict[str, bool]:
    """``made_up_centre``: whether to show the banner."""
    return {"made_up_centre": mark().exists()}


def desk(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """``has_desk``: whether who asks has a desk. Asked of the database only by a page that wants to know."""
    return {"has_desk": lambda: bool(roles_of(request) or editing_roles_of(request))}
