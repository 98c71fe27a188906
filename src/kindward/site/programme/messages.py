"""What a reminder says. Nothing about the person but, when they chose so, their own cue."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from kindward.programme.prompts import words
from kindward.sealing import Unreadable
from kindward.site.programme.models import Prompt, Reminders

TITLE = "Kindward"


def line_of(prompt: Prompt, reminders: Reminders) -> str:
    """The one line that the reminder says."""
    try:
        cue = reminders.cue if reminders.shows_cue and prompt.kind == "cue" else ""
    except Unreadable:
        # The reminder was asked for; without the own words it says the usual ones.
        cue = ""
    return words(prompt.kind, cue, reminders.shows_cue)  # type: ignore[arg-type]


def notification(prompt: Prompt, reminders: Reminders) -> dict[str, Any]:
    """What is sent to the browser's push service, encrypted: a title, a line, where a tap leads."""
    return {
        "title": TITLE,
        "body": line_of(prompt, reminders),
        "key": prompt.key,
        "open": reverse("programme-now"),
        "off": reverse("reminders-off"),
        "opened": reverse("reminders-opened"),
    }


def mail(prompt: Prompt, reminders: Reminders, to: str) -> EmailMessage:
    """The e-mail: a neutral subject, the line, and one link that ends them all."""
    site = address_of_site()
    off = site + reverse("reminders-off-by-mail", args=[reminders.key])
    text = (
        f"{line_of(prompt, reminders)}.\n\n{site}{reverse('programme-now')}\n\n"
        f"You asked for this. No more of them: {off}\n"
    )
    return EmailMessage(
        "A quiet moment",
        text.replace("?.\n", "?\n"),
        to=[to],
        headers={
            # The same prompt sent twice, after a crash, is one mail to who counts by this.
            "Message-ID": f"<{prompt.key}@{site.partition('//')[2].partition(':')[0]}>",
            "List-Unsubscribe": f"<{off}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def address_of_site() -> str:
    """The site's own address, for links in mails: the first of its names."""
    named = [host.lstrip(".") for host in settings.ALLOWED_HOSTS[3:] if host != "*"]
    if not named:
        return f"http://127.0.0.1:{settings.KINDWARD_PORT}"
    return f"{'https' if settings.KINDWARD_HTTPS else 'http'}://{named[0]}"
