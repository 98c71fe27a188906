"""The person's pages: ten questions, looking over, the clock, the therapist, and what belongs to nobody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client
from icalendar import Calendar

from kindward.site.care import coordinator_services, match_services, offers, services
from kindward.site.care.models import Assessment, Event, Match, ProposedTime
from kindward.site.care.standings import standing_of
from kindward.site.jobs import care

from .conftest import ANSWERS, NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
POSTED = {
    "place": {"jurisdiction": "US-WA"},
    "languages": {"languages": ["en"]},
    "age": {"age_group": "adult"},
    "needs": {"needs": ["shame", "grief"]},
    "how": {"modalities": ["video"]},
    "when": {"windows": ["tue-ev"]},
    "cost": {"max_fee": "120"},
    "gender": {"gender": ""},
    "work": {"style": "warm"},
    "culture": {},
}


@pytest.fixture(autouse=True)
def at_now() -> object:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def page(client: Client, path: str = "/care/") -> str:
    return client.get(path).content.decode()


def answer_all(client: Client) -> None:
    client.post("/care/begin/", {"zone": "America/Los_Angeles"})
    for name, sent in POSTED.items():
        client.post(f"/care/ask/{name}/", sent)


def met(asked: Assessment, thea: object) -> Match:
    offer = offers.make(
        asked, thea, NOW, reasons={"met": ["need:shame", "language:en"], "unmet": ["style:warm"]}
    )
    slot = offers.Slot(NOW + 30 * HOUR, "video", 50, "https://room.example.org/1")
    return offers.accept(offer, NOW + HOUR, text="Good that you asked.", times=[slot])


def test_without_a_duty_sheet_the_page_says_what_is_not_here(newcomer: Client, thea) -> None:
    assert "No therapists work with this Kindward yet" in page(newcomer)
    assert newcomer.post("/care/begin/").url == "/care/"
    assert not Assessment.objects.exists()


def test_before_the_first_question_it_says_what_happens_to_answers(
    newcomer: Client, duty_sheet, thea
) -> None:
    html = page(newcomer)
    assert "What happens to your answers" in html
    assert "Washington State" in html


def test_when_nobody_has_room_it_says_so_and_takes_nothing(newcomer: Client, duty_sheet, therapist) -> None:
    therapist("Full", capacity=0)
    html = page(newcomer)
    assert "Nobody has room right now" in html
    assert "Begin" not in html


def test_ten_questions_and_sending_start_the_clock(bob: Client, duty_sheet, thea) -> None:
    answer_all(bob)
    html = page(bob, "/care/look-over/")
    assert "Washington State" in html and "Up to 120" in html
    assert "Nobody here names this as a field of theirs: grief" in html
    bob.post("/care/send/")
    asked = Assessment.objects.get()
    assert standing_of(asked.case).state == "submitted"
    assert "Wednesday 4 March, 01:00" in page(bob), "in the person's own time"


def test_it_can_be_left_and_gone_on_with(bob: Client, duty_sheet, thea) -> None:
    bob.post("/care/begin/")
    assert bob.post("/care/ask/place/", {"jurisdiction": "US-WA", "later": "1"}).url == "/care/"
    assert "Go on where you were" in page(bob)
    assert bob.post("/care/begin/").url == "/care/ask/languages/"


def test_a_question_that_is_needed_says_so_and_one_that_is_not_may_be_left_out(bob, duty_sheet, thea) -> None:
    bob.post("/care/begin/")
    assert "Please choose at least one way" in bob.post("/care/ask/how/", {}).content.decode()
    assert bob.post("/care/ask/needs/", {}).url == "/care/ask/how/"


@pytest.mark.parametrize(
    "sent", [{"max_fee": "much"}, {"max_fee": "-4"}, {"max_fee": "NaN"}, {"max_fee": "1e9"}]
)
def test_a_fee_that_is_none_is_asked_again(bob: Client, duty_sheet, thea, sent) -> None:
    bob.post("/care/begin/")
    assert "plain number" in bob.post("/care/ask/cost/", sent).content.decode()


def test_a_code_nobody_offered_is_not_kept(bob: Client, duty_sheet, thea) -> None:
    bob.post("/care/begin/")
    assert "cannot be chosen" in bob.post("/care/ask/place/", {"jurisdiction": "US-XX"}).content.decode()
    assert "jurisdiction" not in Assessment.objects.get().answers


def test_whom_nobody_can_serve_is_told_at_that_question_and_not_taken(
    bob: Client, duty_sheet, thea, therapist
) -> None:
    therapist("Thandi", languages=["fr"], age_groups=["teen"])
    answer_all(bob)
    assert "Nobody here" in bob.post("/care/ask/languages/", {"languages": ["fr"]}).content.decode()
    assert "we do not take your request" in bob.post("/care/send/").content.decode()
    assert standing_of(Assessment.objects.get().case).clock is None


def test_who_is_not_safe_comes_to_help_at_once_and_sees_whom_to_ring(
    bob, duty_sheet, thea, coordinator
) -> None:
    bob.post("/care/begin/")
    answer = bob.post("/care/ask/needs/", {"needs": ["not-safe-now"]}, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/care/right-now/"
    assert "/help/" in html and "+1 206 555 0100" in html
    assert Event.objects.order_by("-seq").first().kind == "urgent"
    assert "left the queue" in page(bob)


def test_who_is_not_safe_and_said_where_they_live_is_not_asked_again(
    bob, duty_sheet, thea, coordinator
) -> None:
    answer_all(bob)
    answer = bob.post("/care/ask/needs/", {"needs": ["not-safe-now"]}, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/care/right-now/?in=us"
    assert 'href="/help/us/">Crisis lines where you live' in html
    assert 'href="/help/choose/"' in html
    assert bob.get("/help/us/").status_code == 200
    unknown = bob.get('/care/right-now/?in=x">').content.decode()
    assert 'href="/help/">Crisis lines for your country' in unknown


def test_the_page_shows_the_therapist_the_licence_and_why(bob: Client, asked, thea) -> None:
    thea.about = "I sit with people.\n\nSlowly."
    thea.save()
    met(asked, thea)
    html = page(bob)
    for words in (
        "Thea has time for you", "LW-Thea", "Good that you asked.", "Works with what you bring: shame.",
        "Speaks English.", "Slowly.", "They do not describe their way",
    ):  # fmt: skip
        assert words in html


def test_a_time_is_taken_and_goes_into_the_calendar_without_a_word_of_what_it_is(
    bob: Client, asked, thea
) -> None:
    met(asked, thea)
    key = ProposedTime.objects.get().key
    bob.post(f"/care/times/{key}/")
    bob.post(f"/care/times/{key}/")
    assert "You meet on Tuesday 3 March at 15:00" in page(bob)
    assert Event.objects.filter(kind="time_chosen").count() == 1
    ics = bob.get(f"/care/times/{key}/meeting.ics")
    event = next(iter(Calendar.from_ical(ics.content).walk("VEVENT")))
    assert (event["summary"], event.decoded("dtstart")) == ("Appointment", NOW + 30 * HOUR)
    assert b"Thea" not in ics.content


def test_two_taps_after_first_contact_are_for_the_person_alone(bob: Client, asked, thea) -> None:
    met(asked, thea)
    bob.post("/care/feedback/", {"met": "yes"})
    bob.post("/care/feedback/", {"fits": "unsure"})
    assert "You are not sure yet" in page(bob)
    bob.post("/care/feedback/", {"fits": "splendid"})
    assert Match.objects.get().feedback == {"met": "yes", "fits": "unsure"}
    bob.post("/care/feedback/", {"met": ""})
    assert "Have you met?" in page(bob)
    assert standing_of(asked.case).state == "first_session"
    assert not Event.objects.filter(reason="unsure").exists()


def test_writing_back(bob: Client, asked, thea) -> None:
    match = met(asked, thea)
    bob.post("/care/write/", {"text": "Thank you <3"})
    bob.post("/care/write/", {"text": "   "})
    assert [message.by for message in match.messages.all()] == ["therapist", "person"]
    assert "Thank you &lt;3" in page(bob)


def test_a_form_that_was_sent_twice_is_one_message(bob: Client, asked, thea) -> None:
    match = met(asked, thea)
    key = re.search(r'name="key" value="([0-9a-f-]+)"', page(bob)).group(1)
    for _ in range(2):
        bob.post("/care/write/", {"text": "Thank you", "key": key})
    assert match.messages.count() == 2
    bob.post("/care/write/", {"text": "Thank you", "key": "x"})
    assert match.messages.count() == 3


def test_nobody_fills_the_queue_by_program(bob: Client, duty_sheet, thea) -> None:
    answers = [bob.post("/care/begin/").status_code for _ in range(61)]
    assert answers[-2:] == [302, 429]


def test_another_pause_resume_cancel_are_one_tap_each(bob: Client, asked, thea, theo) -> None:
    bob.post("/care/pause/")
    assert "It is paused" in page(bob)
    bob.post("/care/resume/")
    met(asked, thea)
    bob.post("/care/another/")
    care.tick(NOW + 2 * HOUR)
    assert "is being asked at this moment" in page(bob)
    bob.post("/care/cancel/")
    assert "You cancelled" in page(bob)
    bob.post("/care/forget/")
    assert not Assessment.objects.exists()


def test_a_miss_is_told_plainly_with_ways_on(bob: Client, asked, thea, at_now) -> None:
    thea.accepts_new = False
    thea.save()
    at_now.move_to(NOW + 49 * HOUR)
    care.tick()
    html = page(bob)
    assert "We have not kept our word" in html
    assert "+1 206 555 0100" in html and "Write to Dana" in html


def test_while_nobody_is_asked_answers_can_be_changed_and_the_clock_goes_on(bob: Client, asked, thea) -> None:
    bob.post("/care/ask/when/", {"windows": ["mon-am", "tue-ev"], "only": "1"})
    standing = standing_of(asked.case)
    assert Assessment.objects.get().answers["windows"] == ["mon-am", "tue-ev"]
    assert standing.clock.started_at == NOW
    offers.make(asked, thea, NOW)
    assert bob.get("/care/ask/when/").url == "/care/"


def test_what_a_coordinator_closed_is_not_called_a_cancelling(bob: Client, asked, coordinator) -> None:
    coordinator_services.close(asked, coordinator, NOW, "outside")
    html = page(bob)
    assert "somebody elsewhere has taken you on" in html and "You cancelled" not in html


def test_what_is_bobs_is_nobody_elses(alice: Client, charlie: Client, newcomer: Client, asked, thea) -> None:
    met(asked, thea)
    key = ProposedTime.objects.get().key
    for client in (alice, charlie, newcomer):
        assert client.post(f"/care/times/{key}/").status_code == 404
        assert client.get(f"/care/times/{key}/meeting.ics").status_code == 404
        client.post("/care/cancel/")
        client.post("/care/write/", {"text": "I am Bob"})
        assert "Thea" not in page(client)
    assert Match.objects.get().ended_at is None
    assert Match.objects.get().messages.count() == 1


def test_a_device_that_signs_in_takes_its_asking_along(
    bob: Client, asked, thea, alice_account, alice_person
) -> None:
    met(asked, thea)
    bob.force_login(alice_account)
    from kindward.site.people.services import claim

    claim(alice_account, bob.cookies["kindward-device"].value)
    assert Assessment.objects.get().person == alice_person
    assert "Good that you asked." in page(bob)


def test_of_two_askings_one_stays(duty_sheet, thea, bob_person, bob_key, alice_account, alice_person) -> None:
    from kindward.site.people.services import claim

    for person in (bob_person, alice_person):
        begun = services.begin(person, NOW)
        services.answer(begun, ANSWERS, NOW)
        services.submit(begun, NOW)
    claim(alice_account, bob_key)
    assert Assessment.objects.filter(person=alice_person, ended_at=None).count() == 1
    assert Assessment.objects.count() == 2


def test_everything_of_it_is_taken_along(bob: Client, asked, thea) -> None:
    match_services.write(met(asked, thea), "person", "Thank you", NOW)
    (told,) = bob.get("/api/v1/export").json()["care"]
    assert told["answers"]["needs"] == ["shame"]
    assert told["matches"][0]["therapist"] == "Thea"
    assert [message["text"] for message in told["matches"][0]["messages"]] == [
        "Good that you asked.",
        "Thank you",
    ]
    assert told["matches"][0]["times"][0]["where"].startswith("https://room")


def test_more_messages_cost_no_more_queries(bob: Client, asked, thea, django_assert_max_num_queries) -> None:
    match = met(asked, thea)
    for number in range(30):
        match_services.write(match, "person", f"{number}", NOW)
    with django_assert_max_num_queries(12):
        bob.get("/care/")


def test_who_comes_while_the_records_are_away_finds_other_ways(
    newcomer: Client, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    def away(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr("kindward.site.care.views.is_open", away)
    page = newcomer.get("/care/")
    assert page.status_code == 503
    assert "we cannot look up who is here" in page.content.decode()
    assert 'href="/help/"' in page.content.decode()
