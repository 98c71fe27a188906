"""Switching reminders on, changing and ending them; and what a browser tells on its own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from kindward.site.people.models import Person
from kindward.site.programme import reminder_services
from kindward.site.programme.models import Prompt, PushAddress, Reminders
from practice_fixtures import send

from .conftest import ENDPOINT, after, always, practise

pytestmark = pytest.mark.django_db

OFFER = "Would a reminder help?"
WISH = {"by": "push", "at": "10:00", "zone": "Europe/Dublin", "cue": "after the first coffee"}
HERE = {"endpoint": ENDPOINT, "keys": {"p256dh": "B" * 87, "auth": "a" * 22}}


def test_they_are_off_and_nobody_is_asked_before_the_third_day(bob: Client, follows: Person) -> None:
    assert not Reminders.objects.exists()
    for day in range(3):
        assert OFFER not in bob.get("/programme/").content.decode()
        for hour in range(3):
            practise(follows, after(day, hours=hour))
    assert OFFER in bob.get("/programme/").content.decode()


def test_a_no_is_an_answer_for_good(bob: Client, follows: Person) -> None:
    for day in range(5):
        practise(follows, after(day))
    bob.post("/programme/reminders/off/")
    assert OFFER not in bob.get("/programme/").content.decode()


def test_switching_on_changing_and_off_again(bob: Client, follows: Person) -> None:
    assert bob.post("/programme/reminders/", WISH).status_code == 302
    shown = bob.get("/programme/reminders/").content.decode()
    assert "They are <b>on</b>, at 10:00" in shown
    assert 'value="after the first coffee"' in shown
    bob.post("/programme/reminders/", WISH | {"at": "18:15"})
    assert "at 18:15" in bob.get("/programme/reminders/").content.decode()
    assert "No more reminders" in bob.get("/programme/now/").content.decode()
    bob.post("/programme/reminders/off/")
    assert not Reminders.objects.get().is_on
    assert "No more reminders" not in bob.get("/programme/now/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"cue": "x" * 61}, {"at": "soon"}, {"zone": "Atlantis"}, {"by": "pigeon"}, {"by": "mail"}, {"zone": ""}],
)
def test_what_cannot_be_is_said_and_nothing_is_switched_on(
    bob: Client, follows: Person, wrong: dict[str, str]
) -> None:
    answer = bob.post("/programme/reminders/", WISH | wrong)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not Reminders.objects.exists()


def test_mail_is_a_way_only_with_mail_and_an_address(
    alice: Client, alice_person: Person, settings: Any
) -> None:
    assert "An e-mail" not in alice.get("/programme/reminders/").content.decode()
    settings.KINDWARD_MAIL_FROM = "Kindward <kindward@example.org>"
    assert "An e-mail" not in alice.get("/programme/reminders/").content.decode()
    alice_person.account.email = "alice@example.org"
    alice_person.account.save()
    assert "An e-mail" in alice.get("/programme/reminders/").content.decode()


def test_with_no_way_at_all_the_page_says_so(bob: Client, settings: Any) -> None:
    settings.KINDWARD_PUSH_SERVICES = []
    shown = bob.get("/programme/reminders/").content.decode()
    assert "no way to send reminders" in shown
    assert "<form class" not in shown


def test_a_browser_tells_where_it_takes_them_in(bob: Client, bob_person: Person) -> None:
    assert send(bob, "/programme/reminders/here/", HERE).status_code == 200
    assert send(bob, "/programme/reminders/here/", HERE).status_code == 200
    assert PushAddress.objects.get().person == bob_person


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://intranet.example.org/"},
        {"endpoint": ENDPOINT + "x" * 1000},
        {"endpoint": 7},
        {"keys": None},
        {"keys": {"p256dh": "B" * 87}},
        {"keys": {"p256dh": "<script>" * 4, "auth": "a" * 22}},
    ],
)
def test_what_is_no_push_address_is_refused(bob: Client, wrong: dict[str, object]) -> None:
    assert send(bob, "/programme/reminders/here/", HERE | wrong).status_code == 422
    assert not PushAddress.objects.exists()


@pytest.mark.parametrize("path", ["/programme/reminders/here/", "/programme/reminders/opened/"])
def test_another_site_cannot_tell_for_somebody(bob: Client, path: str) -> None:
    answer = send(bob, path, HERE, **{"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert not PushAddress.objects.exists()


@pytest.mark.parametrize("path", ["/programme/reminders/here/", "/programme/reminders/opened/"])
def test_what_is_no_json_object_is_refused(bob: Client, path: str) -> None:
    assert send(bob, path, ["a list"]).status_code == 422


def test_a_newcomer_has_nobody_to_keep_an_address_for(newcomer: Client) -> None:
    assert send(newcomer, "/programme/reminders/here/", HERE).status_code == 403


def test_an_opened_one_is_known_by_its_key_alone(newcomer: Client, reminded: Reminders) -> None:
    prompt = reminder_services.decide(reminded.pk, after(0, hours=1.02), always)
    assert prompt
    reminder_services.sent(prompt, after(0))
    assert send(newcomer, "/programme/reminders/opened/", {"key": prompt.key}).status_code == 200
    assert Prompt.objects.get().opened
    assert json.loads(send(newcomer, "/programme/reminders/opened/", {"key": "none"}).content) == {
        "kept": True
    }


def test_a_mails_link_asks_once_and_ends_them_without_a_login(newcomer: Client, mailed: Reminders) -> None:
    path = f"/programme/reminders/off/{mailed.key}/"
    assert "No more reminders?" in newcomer.get(path).content.decode()
    mailed.refresh_from_db()
    assert mailed.is_on  # Mail programs fetch links ahead; that alone changes nothing.
    shown = newcomer.post(path).content.decode()
    assert "No reminders will come" in shown
    mailed.refresh_from_db()
    assert not mailed.is_on


def test_a_mail_program_ends_them_with_one_click(mailed: Reminders) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"/programme/reminders/off/{mailed.key}/", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    mailed.refresh_from_db()
    assert mailed.ended == "person"


def test_an_unknown_link_ends_nothing(newcomer: Client, mailed: Reminders) -> None:
    assert newcomer.post("/programme/reminders/off/nobodys-key-at-all/").status_code == 404
    mailed.refresh_from_db()
    assert mailed.is_on


def test_the_forms_are_guarded_by_a_token(bob: Client, bob_key: str, follows: Person, settings: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[settings.DEVICE_COOKIE_NAME] = bob_key
    for path in (
        "/programme/step/",
        "/programme/reminders/",
        "/programme/reminders/off/",
        "/programme/calendar/",
    ):
        assert strict.post(path, WISH | {"kind": "stop"}).status_code == 403
    assert not Reminders.objects.exists()


def test_the_service_worker_shows_them_and_tells_when_one_is_tapped(newcomer: Client) -> None:
    worker = newcomer.get("/sw.js").content.decode()
    assert 'addEventListener("push"' in worker
    assert 'addEventListener("notificationclick"' in worker
    assert "No more reminders" in worker
