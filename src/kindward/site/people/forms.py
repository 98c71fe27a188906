"""Allauth's forms in our own words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, SignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

PASSWORD_HELP = "At least 15 characters. A short sentence that only you would think of works well."  # noqa: S105

KEEP_IT = "This Kindward sends no mail, so we cannot send you a new one: keep it somewhere safe."


def _plain(form: forms.Form) -> None:
    """Labels say what a field is; an example inside the field would vanish when typing starts."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):  # type: ignore[misc]
    """Signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        both = "email" in self.fields["login"].widget.attrs.get("autocomplete", "")
        self.fields["login"].label = "Name or e-mail" if both else "Name"
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = "Password"
        # Allauth puts a link to the reset page here; the page has its own where mail is set up.
        self.fields["password"].help_text = ""


class SignUp(SignupForm):  # type: ignore[misc]
    """Making an account: a name and a password; an e-mail address where the operator can send mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["username"].label = "Name"
        self.fields["username"].help_text = "Any name you like; it need not be your own. You sign in with it."
        self.fields["password1"].label = "Password"
        self.fields["password1"].help_text = (
            PASSWORD_HELP if "email" in self.fields else f"{PASSWORD_HELP} {KEEP_IT}"
        )
        if "email" in self.fields:
            self.fields["email"].label = "E-mail, if you like"
            self.fields[
                "email"
            ].help_text = (
                "Only for a new password when the old one is forgotten. Without it we cannot send you one."
            )


class ItIsMe(ReauthenticateForm):  # type: ignore[misc]
    """Showing once more who one is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        # As in signing in: not every installation can send a new password.
        self.fields["password"].help_text = ""


class NewPassword(ChangePasswordForm):  # type: ignore[misc]
    """Changing the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["oldpassword"].help_text = ""


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Adding a passkey; it signs in by itself unless the person wants it as a second key only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["name"].label = "A name for it"
        self.fields["name"].help_text = "Such as the device it is on."
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = "Sign in with this key alone, without the password"
            self.fields["passwordless"].help_text = ""
            self.fields["passwordless"].initial = True
