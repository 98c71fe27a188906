"""Said at start: whether crisis help can be shown, and how old it is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils import timezone

from kindward.safety import HelplineError, operator_notice
from kindward.site.help import selectors

_FIRST = "kindward.site.help.middleware.HelpFirst"


@register()
def help_can_be_shown(**_: Any) -> list[CheckMessage]:
    """The shipped helplines are whole; an operator's own that are not are named, and so is age."""
    try:
        book, findings = selectors.read_book()
    except HelplineError as error:
        return [Error(f"crisis help cannot be shown: {error}", id="help.E001")]
    found: list[CheckMessage] = [
        Warning(f"{finding}", hint="The shipped record is shown instead.", id="help.W001")
        for finding in findings
    ]
    home = settings.KINDWARD_COUNTRY
    if home and home not in book.emergency:
        found.append(
            Error(f"KINDWARD_COUNTRY: there is no country {home}; expected such as IE", id="help.E002")
        )
    notice = operator_notice(book, timezone.now().date())
    if notice:
        found.append(Warning(notice, id="help.W002"))
    return found


@register()
def help_comes_first(**_: Any) -> list[CheckMessage]:
    """Nothing stands between a person and help."""
    if settings.MIDDLEWARE and settings.MIDDLEWARE[0] == _FIRST:
        return []
    return [Error(f"{_FIRST} does not stand first in MIDDLEWARE", id="help.E003")]
