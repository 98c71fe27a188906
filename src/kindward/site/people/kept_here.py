"""What is kept of being somebody here: the person, an account, and the ways to sign in."""

from __future__ import annotations

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator

from kindward.site.people.kept import Kept
from kindward.site.people.models import Account, Person

_WITH_ACCOUNT = "an account is made where somebody goes to, with a name and a password of its own"

KEPT = (
    Kept(
        Person,
        "Who you are here",
        readable={"created_at": "when something of yours was saved first"},
        inner={
            "public_id": "a random number that stands for you",
            "device_hash": "a keyed hash of the random key in your cookie, if you have no account",
        },
        ties=("account",),
        path="pk",
        not_taken_in="who takes it in is somebody there already",
    ),
    Kept(
        Account,
        "Your account",
        readable={
            "username": "the name you sign in with",
            "email": "your e-mail address, if you gave one",
            "date_joined": "when you made the account",
            "last_login": "when you last signed in",
        },
        inner={
            "password": "your password as an argon2 hash, which cannot be turned back",
            "is_superuser": "that you are no administrator",
            "is_staff": "whether you work here",
            "is_active": "that the account is in use",
            "groups": "which desk you work at, if any",
            "user_permissions": "nothing, for anybody",
        },
        path="person",
        shown_to=("where you work at a desk, those who read its log: your name",),
        not_taken_in=_WITH_ACCOUNT,
    ),
    Kept(
        EmailAddress,
        "E-mail addresses",
        readable={
            "email": "the address",
            "verified": "whether you confirmed it",
            "primary": "whether it is the one that is used",
        },
        ties=("user",),
        path="user__person",
        not_taken_in=_WITH_ACCOUNT,
    ),
    Kept(
        EmailConfirmation,
        "Mails that confirm an address",
        inner={
            "created": "when it was made",
            "sent": "when it was sent",
            "key": "the random word in its link",
        },
        ties=("email_address",),
        path="email_address__user__person",
        not_taken="links that have run out or been used",
    ),
    Kept(
        Authenticator,
        "Passkeys, codes from an app, recovery codes",
        readable={
            "type": "of which kind it is",
            "created_at": "when you set it up",
            "last_used_at": "when you last used it",
        },
        inner={
            "data": "a passkey’s public key and the name you gave it, or the secret your app and the codes share"
        },
        ties=("user",),
        path="user__person",
        not_taken_in=_WITH_ACCOUNT,
    ),
)

ABOUT_NOBODY = {
    "auth.permission": "names of permissions, which nobody has",
    "auth.group": "names of desks",
    "contenttypes.contenttype": "names of tables",
    "sessions.session": "logins: a signed number of the account, until it runs out or the account is deleted",
    "learn.reviewevent": "what editors and reviewers said of texts, under the name of their account",
    "site.asked": "how often an address asked in the last minutes, under a keyed hash",
    "sealing.datakey": "data keys, wrapped, in a database of their own; yours is destroyed before anything else",
    "sealing.keystore": "the name of the store of keys",
    "sealing.keystoremark": "the name of the store of keys",
    "audit.auditentry": "the log of who did what, under keyed hashes of names",
}
