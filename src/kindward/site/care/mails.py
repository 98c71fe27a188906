"""What mails of care say: neutral words, no name, nothing of what it is about, and one address to open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.core.mail import EmailMessage

from kindward.site.care import notices
from kindward.site.care.models import Notice
from kindward.site.programme.messages import address_of_site


class Words(NamedTuple):
    subject: str
    text: str
    path: str


#: By kind of notice. ``{hours}`` and such are facts of the notice.
WORDS: Mapping[str, Words] = {
    notices.OFFER: Words(
        "Something is waiting for you", "There is something to answer at your desk.", "/desk/"
    ),
    notices.ANSWER: Words("There is news for you", "There is something for you to read.", "/care/"),
    notices.MISSED: Words(
        "We owe you a word", "Something has taken longer than we said. What you can do now is here.", "/care/"
    ),
    notices.WORD: Words("There is a message for you", "Somebody wrote to you.", "/care/"),
    notices.CLOCK: Words(
        "{hours} hours", "Somebody has waited for {hours} hours. It is at your desk.", "/desk/coordination/"
    ),
    notices.URGENT: Words(
        "At your desk now", "Something at your desk is to be seen soon.", "/desk/coordination/"
    ),
}


def mail(notice: Notice) -> EmailMessage:
    """The mail of a notice. The same notice sent twice, after a crash, is one mail to who counts by Message-ID."""
    words, site = WORDS[notice.kind], address_of_site()
    facts = notice.facts or {}
    path = words.path
    if notice.kind == notices.WORD and getattr(notice.account, "therapist", None) is not None:
        path = "/desk/"
    return EmailMessage(
        words.subject.format(**facts),
        f"{words.text.format(**facts)}\n\n{site}{path}\n",
        to=[notice.account.email],
        headers={
            "Message-ID": f"<{notice.key.replace(':', '.')}@{site.partition('//')[2].partition(':')[0]}>",
            "Auto-Submitted": "auto-generated",
        },
    )
