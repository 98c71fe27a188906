"""Sharing with a therapist: nothing ticked, every line seen, given in an act of its own, ended at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from kindward.site.audit.selectors import reads_about
from kindward.site.care import matching_run, offers, services, share_services, share_topics
from kindward.site.care.models import (
    Assessment,
    Consent,
    DutySheet,
    Licence,
    Match,
    Offer,
    SetPractice,
    Share,
    Therapist,
)
from kindward.site.care.roles import THERAPIST
from kindward.site.people.kept import KEPT
from kindward.site.people.models import Person
from kindward.site.practice.models import Session
from kindward.site.sealing.models import DataKey

from .conftest import ANSWERS, NOW


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        yield


@pytest.fixture
def match(asked: Assessment) -> Match:
    """Thea is with Bob."""
    matching_run.run(NOW)
    return offers.accept(Offer.objects.get(), NOW, text="Hello.")


@pytest.fixture
def at_theas(thea: Therapist) -> Client:
    thea.account.groups.add(Group.objects.get_or_create(name=THERAPIST)[0])
    Authenticator.objects.create(user=thea.account, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(thea.account)
    return client


@pytest.fixture
def practised(bob_person: Person) -> None:
    """Bob has practised loving-kindness twice, on one day."""
    for number in range(2):
        Session.objects.create(
            person=bob_person, key=f"session-{number}", practice="loving-kindness", version=1, kind="meditation",
            start_time=NOW, start_zone_offset=0, end_time=NOW + timedelta(minutes=10), end_zone_offset=0,
            day=NOW.date(), asked_seconds=600, seconds_practised=600, ended="finished", received_at=NOW,
        )  # fmt: skip


def gives(bob: Client, *lines: str, own: str = "I sleep badly.\nI am glad to begin.") -> Share:
    """Bob goes all the way; ``lines``: the numbers of those he keeps."""
    told = {"topic": ["practice"], "own": own}
    bob.post("/care/share/preview/", told)
    answer = bob.post("/care/share/preview/", told | {"keep": "1", "line": lines or ("0", "1", "2", "3")})
    bob.post(answer["Location"], {"why": "before our first hour"})
    return Share.objects.latest("pk")


def test_nothing_is_chosen_beforehand(match: Match, bob: Client) -> None:
    page = bob.get("/care/share/").content.decode()
    assert 'name="topic"' in page
    assert "checked" not in page


def test_every_line_is_seen_and_what_is_struck_does_not_go(
    match: Match, practised: None, bob: Client, at_theas: Client
) -> None:
    seen = bob.post("/care/share/preview/", {"topic": "practice", "own": "I sleep badly."}).content.decode()
    assert "I sleep badly." in seen and "Loving-kindness: 2 times." in seen
    share = gives(bob, "1", "3")
    page = at_theas.get(f"/desk/clients/{match.key}/summaries/{share.key}/").content.decode()
    assert "I am glad to begin." in page and "Loving-kindness: 2 times." in page
    assert "I sleep badly." not in page and "20 minutes in all" not in page


def test_what_the_therapist_sees_is_what_was_consented_to_key_by_key(
    match: Match, practised: None, bob: Client, thea: Therapist
) -> None:
    share = gives(bob)
    lines = share_services.read(thea.account, share, NOW + timedelta(minutes=6))
    assert [set(line) for line in lines] == [{"topic", "text"}] * len(lines)
    consent = Consent.objects.get(share=share.key)
    assert consent.told["topics"] == sorted({line["topic"] for line in lines})
    assert consent.told["lines"] == len(lines)
    assert consent.told["with"] == "Thea"
    assert consent.told["why"] == "before our first hour"


def test_prepared_is_not_given(match: Match, bob: Client, at_theas: Client) -> None:
    answer = bob.post("/care/share/preview/", {"own": "Not yet.", "keep": "1", "line": "0"})
    share = Share.objects.get()
    assert at_theas.get(f"/desk/clients/{match.key}/summaries/{share.key}/").status_code == 404
    assert "Not yet." in bob.get(answer["Location"]).content.decode()


def test_an_account_shows_once_more_who_it_is(
    duty_sheet: DutySheet, thea: Therapist, alice_person: Person, alice: Client
) -> None:
    begun = services.begin(alice_person, NOW)
    services.answer(begun, ANSWERS, NOW)
    services.submit(begun, NOW)
    matching_run.run(NOW)
    offers.accept(Offer.objects.get(), NOW, text="Hello.")
    answer = alice.post("/care/share/preview/", {"own": "Mine.", "keep": "1", "line": "0"})
    asked = alice.get(answer["Location"])
    assert asked.status_code == 302 and "/reauthenticate/" in asked["Location"]
    assert alice.post(answer["Location"]).status_code == 302
    assert Share.objects.get().given_at is None


def test_every_read_is_shown_to_the_person(
    match: Match, bob: Client, bob_person: Person, at_theas: Client
) -> None:
    share = gives(bob, own="One line.")
    at_theas.get(f"/desk/clients/{match.key}/summaries/{share.key}/")
    act = reads_about(bob_person)[0]
    assert (act.name, act.verb, act.what) == ("Thea", "read", "the summary you shared")
    assert "Thea read the summary you shared" in bob.get("/care/share/").content.decode()


def test_taking_it_back_ends_reading_at_once_and_destroys_the_key(
    match: Match, bob: Client, at_theas: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    share = gives(bob, own="One line.")
    path = f"/desk/clients/{match.key}/summaries/{share.key}/"
    assert at_theas.get(path).status_code == 200
    assert DataKey.objects.filter(owner=share.owner).exists()
    with django_capture_on_commit_callbacks(execute=True):
        bob.post(f"/care/share/{share.key}/revoke/")
    gone = at_theas.get(path)
    assert gone.status_code == 410 and "One line." not in gone.content.decode()
    assert not DataKey.objects.filter(owner=share.owner).exists()
    consent = Consent.objects.get(share=share.key)
    assert consent.withdrawn_at is not None
    receipt = bob.get(f"/care/share/{share.key}/receipt/").content.decode()
    assert "You took this back" in receipt and "One line." not in receipt


def test_an_expired_licence_ends_reading_the_same_minute(match: Match, bob: Client, at_theas: Client) -> None:
    share = gives(bob, own="One line.")
    Licence.objects.update(expires_on=date(2026, 3, 1))
    assert at_theas.get(f"/desk/clients/{match.key}/summaries/{share.key}/").status_code == 410


def test_it_is_over_after_ninety_days_or_when_the_match_ends(
    match: Match, bob: Client, bob_person: Person
) -> None:
    first, second = gives(bob, own="One."), gives(bob, own="Two.")
    assert share_services.end_what_is_over(NOW + timedelta(days=89)) == 0
    assert share_services.end_what_is_over(NOW + timedelta(days=91)) == 2
    third = gives(bob, own="Three.")
    services.cancel(match.assessment, NOW)
    assert share_services.end_what_is_over(NOW) == 1
    third.refresh_from_db()
    assert third.revoked_at is not None
    assert first.key != second.key


def test_what_was_prepared_and_forgotten_is_thrown_away(match: Match, bob: Client) -> None:
    bob.post("/care/share/preview/", {"own": "Not yet.", "keep": "1", "line": "0"})
    assert share_services.end_what_is_over(NOW + timedelta(hours=3)) == 1


def test_anothers_summary_is_a_404(match: Match, bob: Client, alice: Client, newcomer: Client) -> None:
    share = gives(bob, own="Mine.")
    for path in (f"/care/share/{share.key}/receipt/",):
        assert newcomer.get(path).status_code == 404
        assert alice.get(path).status_code == 404
    assert newcomer.post(f"/care/share/{share.key}/revoke/").status_code == 404


@pytest.mark.parametrize(
    "label", sorted(label for label in KEPT if label.split(".")[0] in ("practice", "progress"))
)
def test_every_model_and_field_is_shared_by_choice_or_never(label: str) -> None:
    told = set(share_topics.FROM.get(label, {})) | set(share_topics.WITHHELD.get(label, ()))
    if label in share_topics.NEVER:
        assert told == set()
    else:
        assert told == set(KEPT[label].declared()), "a new field: say whether a summary tells it"


def test_every_other_room_is_closed_to_summaries() -> None:
    rooms = {label.split(".")[0] for label in KEPT}
    assert rooms - {"practice", "progress"} <= set(share_topics.NEVER_ROOMS)


class TestBetweenSessions:
    SET = {"practice": "soothing-touch", "minutes": "3", "times_a_week": "4", "note": "Only if it is kind."}

    def test_a_practice_that_was_set_is_on_the_first_page_and_can_be_declined(
        self, match: Match, bob: Client, at_theas: Client
    ) -> None:
        at_theas.post(f"/desk/clients/{match.key}/practice/", self.SET)
        page = bob.get("/").content.decode()
        assert "Thea suggests" in page and "Soothing touch, 3 min, 4 times a week" in page
        bob.post("/care/set-practice/", {"decline": "1", "from": "first"})
        assert "Thea suggests" not in bob.get("/").content.decode()
        assert "They would rather not" in at_theas.get(f"/desk/clients/{match.key}/").content.decode()

    def test_the_therapist_sees_the_days_only_when_the_person_says_so(
        self, match: Match, bob: Client, bob_person: Person, at_theas: Client
    ) -> None:
        at_theas.post(
            f"/desk/clients/{match.key}/practice/", self.SET | {"practice": "loving-kindness", "minutes": "5"}
        )
        Session.objects.create(
            person=bob_person, key="session-9", practice="loving-kindness", version=1, kind="meditation",
            start_time=NOW, start_zone_offset=0, end_time=NOW, end_zone_offset=0, day=NOW.date(), asked_seconds=300,
            seconds_practised=300, ended="finished", received_at=NOW,
        )  # fmt: skip
        path = f"/desk/clients/{match.key}/"
        assert "they keep to themselves" in at_theas.get(path).content.decode()
        bob.post("/care/set-practice/", {"tells": "yes"})
        assert "Practised on 1 day" in re.sub(r"\s+", " ", at_theas.get(path).content.decode())

    def test_what_cannot_be_set_is_refused(self, match: Match, at_theas: Client) -> None:
        path = f"/desk/clients/{match.key}/practice/"
        assert at_theas.post(path, self.SET | {"practice": "no-such"}).status_code == 404
        assert at_theas.post(path, self.SET | {"times_a_week": "9"}).status_code == 404
        at_theas.post(path, self.SET | {"minutes": "45"})
        assert SetPractice.objects.get().told["seconds"] == 300, "the longest that this practice bears"


class TestAStep:
    def test_is_suggested_with_its_reason_and_stays_away_after_not_now(
        self, practised: None, bob: Client, bob_person: Person
    ) -> None:
        from kindward.site.practice.models import CheckIn

        for number in range(2):
            CheckIn.objects.create(
                person=bob_person, key=f"check-in-{number}", moment="after", at=NOW, day=NOW.date(),
                answers={"hurt": "still_here"},
            )  # fmt: skip
        page = bob.get("/you/").content.decode()
        assert "still there afterwards, twice in two weeks" in page
        assert "/care/what-therapy-is-like/" in page
        bob.post("/care/not-now/")
        assert "still there afterwards" not in bob.get("/you/").content.decode()

    def test_a_newcomer_sees_none(self, newcomer: Client, db: None) -> None:
        assert "A thought" not in newcomer.get("/you/").content.decode()
