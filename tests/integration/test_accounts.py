"""Signing up, in and out, and what happens to what a device has saved."""

from __future__ import annotations

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from kindward.site.people.models import Account, Person
from kindward.site.practice.models import Session
from people_fixtures import PASSWORD
from practice_fixtures import send_session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def sign_up(client: Client, name: str = "dora", password: str = PASSWORD) -> object:
    return client.post("/account/signup/", {"username": name, "password1": password})


def sign_in(client: Client, name: str = "alice", password: str = PASSWORD) -> object:
    return client.post("/account/login/", {"login": name, "password": password})


def forget_the_password_was_typed(client: Client) -> None:
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = []
    session.save()


def test_an_account_needs_a_name_and_a_password_and_nothing_else(newcomer: Client) -> None:
    answer = sign_up(newcomer)
    assert answer.url == "/you/welcome/"
    assert Account.objects.get(username="dora").email == ""


def test_a_short_password_is_refused(newcomer: Client) -> None:
    page = sign_up(newcomer, password="short and kind")
    assert "at least 15 characters" in page.content.decode()
    assert not Account.objects.filter(username="dora").exists()


def test_the_names_of_made_up_accounts_are_for_nobody_else(newcomer: Client) -> None:
    for name in ("Made-Up-Robin", "made-up"):
        assert "kept for examples" in sign_up(newcomer, name).content.decode()
    assert not Account.objects.exists()


def test_passwords_are_kept_as_argon2id(newcomer: Client, settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    sign_up(newcomer)
    assert Account.objects.get(username="dora").password.startswith("argon2$argon2id$")


def test_signing_up_claims_what_the_device_did(bob: Client, bob_person: Person) -> None:
    send_session(bob, key="by-the-device")
    sign_up(bob)
    person = Account.objects.get(username="dora").person
    assert [session.key for session in person.sessions.all()] == ["by-the-device"]
    assert not Person.objects.filter(pk=bob_person.pk).exists()


def test_signing_in_claims_and_keeps_what_the_account_had(
    bob: Client, alice_person: Person, alice: Client
) -> None:
    send_session(alice, key="by-the-account")
    send_session(bob, key="by-the-device")
    sign_in(bob)
    assert {session.key for session in alice_person.sessions.all()} == {"by-the-account", "by-the-device"}


def test_claiming_twice_changes_nothing(bob: Client, alice_person: Person) -> None:
    send_session(bob, key="by-the-device")
    sign_in(bob)
    sign_in(bob)
    assert Session.objects.get().person == alice_person


def test_a_session_known_to_both_is_one_after_claiming(
    bob: Client, alice: Client, alice_person: Person
) -> None:
    send_session(bob, key="the-same-one", seconds_practised=40)
    send_session(alice, key="the-same-one", seconds_practised=60)
    sign_in(bob)
    assert alice_person.sessions.get().seconds_practised == 60


def test_after_the_login_ran_out_the_device_still_saves_and_the_next_login_claims(
    alice: Client, alice_person: Person
) -> None:
    send_session(alice, key="signed-in-1")
    alice.cookies.pop("kindward-login")
    send_session(alice, key="signed-out")
    assert alice_person.sessions.count() == 1
    sign_in(alice)
    assert {session.key for session in alice_person.sessions.all()} == {"signed-in-1", "signed-out"}


def test_a_replay_after_claiming_is_still_one_record(bob: Client, alice_person: Person) -> None:
    send_session(bob, key="sent-twice")
    sign_in(bob)
    assert send_session(bob, key="sent-twice").status_code == 200
    assert alice_person.sessions.count() == 1


def test_signing_out_leaves_the_device_with_nothing(bob: Client, alice_person: Person) -> None:
    sign_in(bob)
    bob.post("/account/logout/")
    assert bob.cookies["kindward-device"].value == ""
    assert send_session(bob, key="the-next-one").status_code == 201
    assert alice_person.sessions.count() == 0


def test_a_wrong_name_and_a_wrong_password_look_the_same(newcomer: Client, alice_account: Account) -> None:
    known = sign_in(newcomer, "alice", "not the right words").content.decode()
    unknown = sign_in(newcomer, "nobody", "not the right words").content.decode()
    said = "The username and/or password you specified are not correct."
    assert said in known
    assert said in unknown


def test_guessing_is_slowed_down(newcomer: Client, alice_account: Account) -> None:
    for _ in range(6):
        sign_in(newcomer, "alice", "not the right words")
    page = sign_in(newcomer, "alice", PASSWORD)
    assert "Too many failed login attempts" in page.content.decode()


def test_deleting_takes_the_account_and_everything_with_it(newcomer: Client) -> None:
    sign_up(newcomer)
    send_session(newcomer, key="to-be-gone")
    forget_the_password_was_typed(newcomer)
    asked_first = newcomer.post("/you/delete/")
    assert asked_first.url.startswith("/account/reauthenticate/")
    newcomer.post(asked_first.url, {"password": PASSWORD})
    answer = newcomer.post("/you/delete/")
    assert answer.url == "/you/deleted/"
    assert not Account.objects.exists()
    assert not Person.objects.exists()
    assert not Session.objects.exists()


def test_a_device_can_delete_what_it_saved(bob: Client) -> None:
    send_session(bob, key="to-be-gone")
    assert "what this device has saved" in bob.get("/you/delete/").content.decode()
    bob.post("/you/delete/")
    assert not Session.objects.exists()
    assert bob.cookies["kindward-device"].value == ""


PAGES = (
    "/account/keys/", "/account/keys/webauthn/add/", "/account/keys/webauthn/", "/account/email/",
    "/account/keys/totp/activate/", "/account/password/change/", "/account/logout/", "/you/welcome/",
    "/you/delete/",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_pages_about_the_account_open_and_are_stored_nowhere(newcomer: Client, address: str) -> None:
    sign_up(newcomer)
    page = newcomer.get(address)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert 'style="' not in page.content.decode()


@pytest.mark.parametrize("deed", ["edit", "remove"])
def test_somebody_elses_passkey_is_not_there(newcomer: Client, alice_account: Account, deed: str) -> None:
    hers = Authenticator.objects.create(user=alice_account, type=Authenticator.Type.WEBAUTHN, data={})
    sign_up(newcomer)
    assert newcomer.get(f"/account/keys/webauthn/keys/{hers.pk}/{deed}/").status_code == 404
    assert newcomer.get(f"/account/keys/webauthn/keys/{hers.pk + 1}/{deed}/").status_code == 404


def test_who_makes_an_account_without_mail_is_told_that_nobody_can_send_a_new_password(
    newcomer: Client,
) -> None:
    assert (
        "we cannot send you a new one: keep it somewhere safe"
        in newcomer.get("/account/signup/").content.decode()
    )
    sign_up(newcomer)
    page = newcomer.get("/you/welcome/").content.decode()
    assert "We cannot reset it for you." in page
    assert "Whoever runs this Kindward can set a new one." in page
    assert 'href="/you/recovery/"' in page


def test_the_page_to_sign_in_says_what_is_possible_without_mail(newcomer: Client) -> None:
    page = newcomer.get("/account/login/").content.decode()
    assert 'href="/account/password/reset/"' in page
    assert "whoever runs it can set a new one" in page
    assert (
        "Whoever runs it can set a new password" in newcomer.get("/account/password/reset/").content.decode()
    )


def test_with_mail_and_no_address_the_way_to_add_one_is_shown(newcomer: Client, settings: object) -> None:
    sign_up(newcomer)
    settings.KINDWARD_MAIL_FROM = "kindward@example.org"
    assert 'href="/account/email/"' in newcomer.get("/you/welcome/").content.decode()
    Account.objects.filter(username="dora").update(email="dora@example.org")
    assert "A link for a new one comes to dora@example.org" in newcomer.get("/you/welcome/").content.decode()
