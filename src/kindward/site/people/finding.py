"""Finding somebody from a command: by the name of their account, or by their random number."""

from __future__ import annotations

from uuid import UUID

from django.core.management.base import CommandError

from kindward.site.people.models import Account, Person


def find(who: str) -> tuple[Person | None, Account | None]:
    """The person and the account that ``who`` names. Raises ``CommandError`` where there is neither."""
    account = Account.objects.filter(username=who).first()
    if account:
        return Person.objects.filter(account=account).first(), account
    try:
        person = Person.objects.select_related("account").filter(public_id=UUID(who)).first()
    except ValueError:
        person = None
    if person is None:
        raise CommandError(
            f"who: nobody is called “{who}” here; expected the name of an account, or a person’s number",
            returncode=2,
        )
    return person, person.account
