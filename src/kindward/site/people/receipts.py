"""The receipt of a deletion: what was deleted and when, under a number; nothing of what it was about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE, PATH = "kindward-receipt", "/you/deleted/"
#: Seconds in which it can be looked at and kept; the server keeps none.
SHOWN_FOR = 3600


@dataclass(frozen=True, slots=True)
class Receipt:
    """``counts``: by headline of the register, how many rows."""

    number: str
    at: datetime
    counts: Mapping[str, int]
    account: bool

    def text(self) -> str:
        """To be kept as a file."""
        what = "the account and all that hung on it" if self.account else "all that this device had saved"
        lines = [
            "Kindward: receipt of a deletion",
            "",
            f"Number: {self.number}",
            f"Deleted on: {self.at.astimezone(UTC):%Y-%m-%d at %H:%M:%S} UTC",
            f"Deleted was {what}:",
            *(f"  {title}: {count}" for title, count in self.counts.items()),
            "",
            "The key to what was sealed was destroyed first, then the rows. An older backup that is restored is",
            "deleted from anew before it serves anybody. The log of this Kindward keeps that a deletion took place,",
            "under this number and a keyed hash; it names nobody.",
        ]
        return "\n".join(lines) + "\n"


def hand_over(response: HttpResponse, receipt: Receipt, secure: bool) -> None:
    """Give the receipt to the browser, which shows it for an hour."""
    told = [receipt.number, receipt.at.timestamp(), dict(receipt.counts), receipt.account]
    signed = signing.dumps(told, salt=COOKIE, compress=True)
    response.set_cookie(
        COOKIE, signed, max_age=SHOWN_FOR, path=PATH, httponly=True, secure=secure, samesite="Lax"
    )


def receipt_of(request: HttpRequest) -> Receipt | None:
    """The receipt that the browser still has."""
    try:
        number, at, counts, account = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=SHOWN_FOR
        )
    except (signing.BadSignature, ValueError):
        return None
    return Receipt(number, datetime.fromtimestamp(at, UTC), counts, account)
