"""How allauth behaves here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest

#: Begins the names of accounts that ``demo-centre`` makes and takes away again, so nobody else gets such a name.
RESERVED = "made-up-"
_UNSAID = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sends mail only where the operator has set it up."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **more: Any
    ) -> None:
        """Say what was changed; that somebody is signed in or out they can see."""
        if message_template not in _UNSAID:
            super().add_message(request, level, message_template, *args, **more)

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Keep the names of made-up accounts for those alone."""
        if f"{username.lower()}-".startswith(RESERVED):
            raise ValidationError(
                f"Names that begin with “{RESERVED}” are kept for examples. Please choose another."
            )
        cleaned: str = super().clean_username(username, shallow)
        return cleaned

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if settings.KINDWARD_MAIL_FROM:
            super().send_mail(template_prefix, email, context)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys named after this site."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Kindward"}
