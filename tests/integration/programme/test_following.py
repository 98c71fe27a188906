"""Following the eight weeks on the site."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kindward.measure.instruments import load_instruments
from kindward.site.people.models import Person
from kindward.site.programme import measures, selectors, services
from kindward.site.programme.models import Course, Step, WeekTaps
from kindward.site.progress.services import record_response
from kindward.site.trainer import today as trainer_today
from kindward.trainer import NothingToOffer

from .conftest import MONDAY, after, practise

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def place(person: Person, days: float = 0):
    now_following = selectors.following(person, after(days))
    assert now_following
    return now_following.place


def begin(client: Client, **answers: object) -> None:
    form = {"minutes": 5, "order": "usual", "zone": "Europe/Dublin"} | answers
    assert client.post("/programme/start/", form).status_code == 302


@pytest.mark.parametrize("path", ["/programme/", "/programme/week/4/", "/programme/now/"])
def test_a_newcomer_reads_it_all_and_nothing_is_asked_of_the_database(newcomer: Client, path: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        page(newcomer, path)
    assert len(asked) == 0


def test_it_says_plainly_what_it_is_not(newcomer: Client) -> None:
    shown = page(newcomer, "/programme/")
    assert "<strong>not</strong> the Mindful Self-Compassion course" in shown
    assert "inspired by eight-week courses" in shown
    assert "it is not the Mindful Self-Compassion course" in page(newcomer, "/programme/week/1/")


def test_anybody_begins_on_any_day_without_an_account(newcomer: Client) -> None:
    with time_machine.travel(after(3), tick=False):
        begin(newcomer)
        shown = page(newcomer, "/programme/now/")
    assert "Loving-kindness for one" in shown
    assert "Begin, 3 minutes" in shown
    assert Person.objects.get().course.minutes == 5


def test_a_device_without_a_known_zone_begins_all_the_same(newcomer: Client) -> None:
    begin(newcomer, zone="Atlantis/Capital")
    assert Person.objects.get().course.zone == ""


def test_beginning_twice_keeps_the_place(follows: Person) -> None:
    services.step(follows, "go", 4, after(2))
    services.start(follows, 20, "gentle", "", after(3))
    assert place(follows, 3).week == 4
    course = Course.objects.get()
    assert course.minutes == 20
    assert course.zone == "Europe/Dublin"


def test_pause_and_resume_with_nothing_lost(bob: Client, follows: Person) -> None:
    with time_machine.travel(after(2), tick=False):
        bob.post("/programme/step/", {"kind": "pause"})
        assert "Paused" in page(bob, "/programme/")
    with time_machine.travel(after(40), tick=False):
        bob.post("/programme/step/", {"kind": "resume"})
    assert (place(follows, 40).state, place(follows, 40).day) == ("going", 3)


def test_a_form_sent_twice_is_one_step(follows: Person) -> None:
    for _ in range(2):
        services.step(follows, "pause", None, after(1))
    for _ in range(2):
        services.step(follows, "go", 3, after(2))
    assert [step.kind for step in Step.objects.order_by("at", "pk")] == ["start", "pause", "go"]


def test_a_week_once_more_forward_back_and_round(bob: Client, follows: Person) -> None:
    for days, week in ((7, 2), (14, 2), (15, 1), (16, 8)):
        services.step(follows, "go", week, after(days))
        assert (place(follows, days).week, place(follows, days).day) == (week, 1)
    services.step(follows, "finish", None, after(23))
    with time_machine.travel(after(23), tick=False):
        assert "You went all the way round" in page(bob, "/programme/")


def test_stopping_is_kind_and_the_place_stays(bob: Client, follows: Person) -> None:
    with time_machine.travel(after(5), tick=False):
        bob.post("/programme/step/", {"kind": "stop"})
        shown = page(bob, "/programme/")
    assert "That was a fair choice" in shown
    assert "Go on where I was" in shown


def test_after_a_gap_one_is_welcomed_where_one_was(bob: Client, follows: Person) -> None:
    practise(follows, after(1))
    with time_machine.travel(after(30), tick=False):
        for path in ("/programme/", "/programme/now/"):
            shown = page(bob, path)
            assert "Welcome back" in shown
            assert "ere is where you were" in shown
            assert not any(word in shown.lower() for word in ("missed", "streak", "behind", "overdue"))


def test_the_next_week_is_offered_after_seven_days_and_nobody_is_moved(bob: Client, follows: Person) -> None:
    for day in range(8):
        practise(follows, after(day))
    with time_machine.travel(after(8), tick=False):
        shown = page(bob, "/programme/now/")
    assert "A week has gone by" in shown
    assert "The body and soothing" in shown
    assert place(follows, 8).week == 1


def test_another_pace_changes_the_lengths(bob: Client, follows: Person) -> None:
    with time_machine.travel(after(1), tick=False):
        assert "Begin, 6 minutes" in page(bob, "/programme/now/")
        bob.post("/programme/pace/", {"minutes": 20, "order": "usual"})
        assert "Begin, 10 minutes" in page(bob, "/programme/now/")


def test_where_kindness_brings_fear_the_order_and_the_practice_change(bob: Client, follows: Person) -> None:
    services.change(follows, 10, "gentle")
    services.step(follows, "go", 2, after(1))
    following = selectors.following(follows, after(1))
    assert following and following.next
    assert following.next.title == "Kindness to others"
    with time_machine.travel(after(1), tick=False):
        assert "Soles of the feet" in page(bob, "/programme/now/")
        assert "week 3" in page(bob, "/programme/week/5/")


def test_a_tap_is_kept_shown_and_taken_back(bob: Client, follows: Person) -> None:
    with time_machine.travel(after(1), tick=False):
        answer = bob.post("/programme/week/1/tap/", {"likely": "perhaps"})
        assert answer["Location"] == "/programme/week/1/#act"
        assert 'value="perhaps" aria-pressed="true"' in page(bob, "/programme/week/1/")
        bob.post("/programme/week/1/tap/", {"went": "hurt"})
        assert "Thank you for trying" in page(bob, "/programme/week/1/")
        bob.post("/programme/week/1/tap/", {"likely": "perhaps"})
    assert WeekTaps.objects.get().likely == ""
    assert WeekTaps.objects.get().went == "hurt"


def test_what_was_hard_is_one_tap_too(bob: Client, follows: Person) -> None:
    with time_machine.travel(after(1), tick=False):
        bob.post("/programme/week/1/tap/", {"was_hard": "sad"})
    assert WeekTaps.objects.get().was_hard == "sad"


def test_a_week_that_is_repeated_has_taps_of_its_own(follows: Person) -> None:
    services.tap(follows, 1, "went", "warm", after(1))
    services.step(follows, "go", 1, after(7))
    services.tap(follows, 1, "went", "mixed", after(8))
    assert [taps.went for taps in WeekTaps.objects.order_by("began")] == ["warm", "mixed"]


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/programme/step/", {"kind": "fly"}),
        ("/programme/step/", {"kind": "go"}),
        ("/programme/step/", {"kind": "go", "week": "9"}),
        ("/programme/step/", {"kind": "go", "week": "two"}),
        ("/programme/pace/", {"minutes": "45", "order": "usual"}),
        ("/programme/week/1/tap/", {"likely": "certainly"}),
        ("/programme/week/1/tap/", {"was_hard": "everything"}),
        ("/programme/week/1/tap/", {"mood": "blue"}),
        ("/programme/week/9/tap/", {"likely": "yes"}),
        ("/programme/week/1/tap/", {"likely": "yes", "went": "warm"}),
    ],
)
def test_what_was_not_offered_is_refused_and_changes_nothing(
    bob: Client, follows: Person, path: str, sent: dict[str, str]
) -> None:
    assert bob.post(path, sent).status_code == 400
    assert Step.objects.count() == 1
    assert not WeekTaps.objects.exists()


def test_there_is_no_ninth_week(newcomer: Client) -> None:
    assert newcomer.get("/programme/week/9/").status_code == 404
    assert newcomer.get("/programme/week/0/").status_code == 404


def test_a_page_costs_the_same_with_few_and_with_many_sessions(bob: Client, follows: Person) -> None:
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            page(bob, path)
        return len(asked)

    with time_machine.travel(after(6, hours=9), tick=False):
        paths = ("/programme/", "/programme/now/", "/programme/week/1/")
        practise(follows, after(1))
        few = [queries(path) for path in paths]
        for number in range(200):
            practise(follows, after(2, minutes=5 * number))
        assert [queries(path) for path in paths] == few
    assert max(few) <= 10


def test_today_is_the_persons_own(follows: Person) -> None:
    # Half past midnight in Dublin's summer is still yesterday in Greenwich.
    late = after(90).replace(hour=23, minute=30)
    following = selectors.following(follows, late)
    assert following
    assert following.today == (late + timedelta(hours=1)).date()


def test_the_profile_is_offered_where_it_can_be_taken(
    bob: Client, follows: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kindward.site.programme.views.address", lambda name, *args: f"/{name}/{args[0]}/")
    days: list = []
    monkeypatch.setitem(measures.TAKEN, "three-flows", lambda _: days)
    with time_machine.travel(after(2), tick=False):
        assert "/measure/three-flows/" in page(bob, "/programme/now/")
        days.append(MONDAY.date())
        assert "Once more, please" in page(bob, "/programme/now/")
        days.append(after(2).date())
        assert "/measure/three-flows/" not in page(bob, "/programme/now/")


def test_answers_that_were_given_count_as_a_baseline(follows: Person) -> None:
    def offered(days: float) -> str | None:
        now_following = selectors.following(follows, after(days))
        assert now_following
        return selectors.profile_offered(follows, now_following)

    instrument = load_instruments()["three-flows"]
    assert offered(0) == "baseline-1"
    record_response(follows, instrument, [5] * 12, "first-answers", after(0))
    assert offered(1) is None
    assert offered(2) == "baseline-2"
    record_response(follows, instrument, [5] * 12, "second-answers", after(2))
    assert offered(3) is None


def test_the_first_page_hears_of_the_week(
    bob: Client, follows: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = []

    def decide(person: Person, skip: object, now: object, week: object = ()) -> None:
        heard.append(week)
        raise NothingToOffer

    monkeypatch.setattr(trainer_today, "decide", decide)
    page(bob, "/")
    assert heard == [("loving-kindness-for-one", "day-with-kindness")]


def test_the_trainer_hears_of_the_weeks_practices_while_they_are_under_way(follows: Person) -> None:
    today = MONDAY.date()
    assert selectors.week_practices(follows, today) == ("loving-kindness-for-one", "day-with-kindness")
    services.step(follows, "pause", None, after(1))
    assert selectors.week_practices(follows, today) is None


def test_what_a_device_did_goes_along_to_a_new_account(follows: Person, alice_person: Person) -> None:
    services.tap(follows, 1, "went", "warm", after(1))
    services.move(follows, alice_person)
    assert place(alice_person, 1).week == 1
    assert alice_person.week_taps.get().went == "warm"


def test_an_account_that_is_further_on_keeps_its_place(follows: Person, alice_person: Person) -> None:
    services.start(alice_person, 20, "usual", "", after(-30))
    services.step(alice_person, "go", 5, after(-2))
    services.tap(follows, 1, "went", "warm", after(1))
    services.move(follows, alice_person)
    assert place(alice_person, 1).week == 5
    assert alice_person.week_taps.get().week == 1
    assert not Step.objects.filter(person=follows).exists()


def test_all_of_it_can_be_taken_along(bob: Client, follows: Person) -> None:
    services.tap(follows, 1, "effort", "some", after(1))
    kept = json.loads(bob.get("/programme/kept.json").content)
    assert kept["course"]["minutes"] == 10
    assert kept["steps"] == [{"kind": "start", "week": 1, "on": "2026-03-02", "at": MONDAY.isoformat()}]
    assert kept["weeks"][0]["effort"] == "some"


def test_nobody_sees_or_moves_anothers_weeks(alice: Client, follows: Person) -> None:
    assert "Begin the eight weeks" in page(alice, "/programme/week/1/")
    alice.post("/programme/step/", {"kind": "stop"})
    assert json.loads(alice.get("/programme/kept.json").content) == {}
    assert place(follows).state == "going"


def test_the_start_chooses_less_as_it_says(newcomer: Client) -> None:
    shown = page(newcomer, "/programme/start/")
    assert "Choose less rather than more." in shown
    (chosen,) = [part for part in shown.split("<input") if 'name="minutes"' in part and " checked" in part]
    assert 'value="5"' in chosen


def test_what_is_done_in_the_evening_is_not_filed_under_the_middle_of_the_day(bob: Client) -> None:
    begin(bob)
    for path in ("/programme/now/", "/programme/week/1/"):
        assert "Beside daily life" in page(bob, path)
        assert "In the middle of the day" not in page(bob, path)
