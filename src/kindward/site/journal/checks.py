"""Said at start when the guided questions cannot be read."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from kindward.writing import GuideError, guides


@register()
def guides_load(**_: Any) -> list[CheckMessage]:
    """Every file of questions can be read."""
    try:
        guides()
    except GuideError as error:
        return [Error(f"the guided questions cannot be loaded: {error}", id="kindward.E070")]
    return []
