"""``{% what_is_said reframe as said %}``: what one quiet sentence may say after a reframe."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django import template

from kindward.site.selftalk import pictures

register = template.Library()


@register.simple_tag
def what_is_said(entry: Any) -> str | None:
    """See :func:`pictures.what_is_said`; ``entry`` has ``day``, ``parts`` and ``correction``."""
    parts = {name: str(entry.parts.get(name, "")) for name in ("said_to_self", "said_to_friend")}
    return pictures.what_is_said(SimpleNamespace(day=entry.day, correction=entry.correction, **parts))
