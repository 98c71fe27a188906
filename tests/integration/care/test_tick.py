"""The tick: offers end by themselves, hours are told once, somebody is found, and nothing is done twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.mail import EmailMessage

from kindward.site.care import matching_run, offers, outbox, services, work
from kindward.site.care.models import Assessment, Event, Notice, Offer, Therapist
from kindward.site.care.standings import standing_of
from kindward.site.jobs import care
from kindward.site.people.models import Account, Person
from kindward.site.programme.push import Outcome

from .conftest import ANSWERS, NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def dana(coordinator: Account) -> Account:
    return coordinator


def told(assessment: Assessment) -> list[str]:
    rows = Event.objects.filter(case=assessment.case, kind__in=["escalated", "missed"]).order_by("seq")
    return [f"{event.kind} {event.reason}" for event in rows]


def test_who_waits_is_put_to_who_has_room(asked, thea) -> None:
    care.tick(NOW)
    offer = Offer.objects.get()
    assert (offer.therapist, offer.state) == (thea, "out")
    assert "need:shame" in offer.reasons["met"]


def test_a_second_tick_makes_no_second_offer(asked) -> None:
    for _ in range(3):
        work.ask(work.MATCHING)
        care.tick(NOW)
    assert Offer.objects.count() == 1


def test_who_declines_is_passed_by_and_the_next_one_is_asked(asked, theo) -> None:
    care.tick(NOW)
    first = Offer.objects.get()
    offers.decline(first, NOW + HOUR)
    care.tick(NOW + HOUR)
    second = Offer.objects.get(state="out")
    assert second.therapist != first.therapist


def test_an_offer_nobody_answers_expires_and_moves_on(asked, theo) -> None:
    care.tick(NOW)
    first = Offer.objects.get()
    care.tick(first.expires_at)
    assert Offer.objects.get(pk=first.pk).state == "expired"
    assert Offer.objects.get(state="out").therapist != first.therapist


def test_with_one_therapist_alone_who_slept_they_are_asked_again_in_half_a_day(asked, thea) -> None:
    care.tick(NOW)
    care.tick(NOW + 6 * HOUR)
    assert standing_of(asked.case).state == "no_capacity"
    care.tick(NOW + 18 * HOUR)
    assert Offer.objects.get(state="out").therapist == thea


def test_a_licence_that_runs_out_takes_its_offers_back_at_midnight(asked, thea) -> None:
    thea.licences.update(expires_on=date(2026, 3, 2))
    care.tick(NOW)
    Offer.objects.update(expires_at=NOW + 30 * HOUR)
    care.tick(datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC))
    assert Offer.objects.filter(state="out").exists()
    care.tick(datetime(2026, 3, 3, tzinfo=UTC))
    assert not Offer.objects.filter(state="out").exists()
    assert Event.objects.get(kind="recalled").reason == "licence"


def test_hours_are_told_once_each_and_a_miss_stands(asked, thea, dana) -> None:
    thea.delete()
    for hours in (11, 12, 12, 24, 36, 44, 47, 48, 48, 60):
        care.tick(NOW + hours * HOUR)
    expected = [
        "escalated 12h",
        "escalated 24h",
        "escalated 36h",
        "escalated 44h",
        "escalated 48h",
        "missed 48h",
    ]
    assert told(asked) == expected
    assert Notice.objects.filter(kind="clock", account=dana).count() == 5


def test_a_server_that_was_down_writes_down_every_hour_and_sends_one_mail(asked, thea, dana) -> None:
    thea.delete()
    care.tick(NOW + 50 * HOUR)
    assert len(told(asked)) == 6
    assert Notice.objects.filter(kind="clock").count() == 1


def test_an_answer_after_48_hours_is_a_miss_even_if_nobody_looked(asked, thea) -> None:
    offer = offers.make(asked, thea, NOW, expires_at=NOW + 60 * HOUR)
    offers.accept(offer, NOW + 49 * HOUR, text="Hello")
    assert "missed 48h" in told(asked)
    assert standing_of(asked.case).is_missed


def test_the_clock_of_the_machine_set_back_two_hours_does_no_harm(asked, thea) -> None:
    care.tick(NOW + 12 * HOUR)
    care.tick(NOW + 10 * HOUR)
    work.ask(work.MATCHING)
    care.tick(NOW + 10 * HOUR)
    assert told(asked) == ["escalated 12h"]
    assert Offer.objects.filter(state="out").count() == 1
    at = list(Event.objects.filter(case=asked.case).order_by("seq").values_list("at", flat=True))
    assert at == sorted(at)


def test_work_held_before_the_clock_was_set_back_is_not_held_for_hours(db: None) -> None:
    with work.taken(work.MATCHING, NOW) as mine:
        assert mine
        with work.taken(work.MATCHING, NOW + timedelta(minutes=1)) as other:
            assert not other
        assert work.is_due(work.MATCHING, NOW - 2 * HOUR)


@pytest.mark.parametrize(
    "sent_at",
    [
        datetime(2026, 3, 7, 20, tzinfo=UTC),  # Summer time begins that night in Seattle; a weekend.
        datetime(2026, 10, 31, 20, tzinfo=UTC),  # And ends.
        datetime(2028, 2, 28, 20, tzinfo=UTC),  # Over a 29 February.
    ],
)
def test_forty_eight_hours_are_forty_eight_hours(duty_sheet, thea, bob_person, sent_at) -> None:
    thea.licences.update(expires_on=date(2030, 1, 1))
    begun = services.begin(bob_person, sent_at, "America/Los_Angeles")
    services.answer(begun, ANSWERS, sent_at)
    services.submit(begun, sent_at)
    Therapist.objects.update(accepts_new=False)
    care.tick(sent_at + 48 * HOUR - timedelta(seconds=1))
    assert not standing_of(begun.case).is_missed
    care.tick(sent_at + 48 * HOUR)
    assert standing_of(begun.case).is_missed


def test_a_worker_killed_in_a_run_leaves_whole_offers_and_the_next_run_goes_on(
    asked, theo, alice_person, monkeypatch
) -> None:
    begun = services.begin(alice_person, NOW)
    services.answer(begun, ANSWERS, NOW)
    services.submit(begun, NOW)
    made, make = [], offers.make

    def killed_after_one(*given: object, **named: object) -> Offer:
        if made:
            raise SystemExit
        made.append(make(*given, **named))  # type: ignore[arg-type]
        return made[0]

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(offers, "make", killed_after_one)
        care.tick(NOW)
    care.tick(NOW + timedelta(minutes=1))
    assert Offer.objects.count() == 1, "the dead worker's lease has not run out"
    care.tick(NOW + work.LEASE)
    assert sorted(str(case) for case in Offer.objects.values_list("case", flat=True)) == sorted(
        [str(asked.case), str(begun.case)]
    )


def test_nobody_is_asked_beyond_their_places_and_who_waits_longer_comes_first(
    asked, thea, alice_person
) -> None:
    later = services.begin(alice_person, NOW + HOUR)
    services.answer(later, ANSWERS, NOW + HOUR)
    services.submit(later, NOW + HOUR)
    care.tick(NOW + 24 * HOUR)
    assert Offer.objects.get().case == asked.case
    assert standing_of(later.case).state == "no_capacity"


def test_when_matching_is_closed_offers_come_back_and_nobody_is_asked(asked, duty_sheet) -> None:
    care.tick(NOW)
    duty_sheet.closed_at = NOW
    duty_sheet.save()
    care.tick(NOW + HOUR)
    assert not Offer.objects.filter(state="out").exists()
    assert standing_of(asked.case).is_sought


def test_a_mail_goes_once_says_nothing_and_is_tried_again_when_it_fails(asked, thea, settings) -> None:
    settings.KINDWARD_MAIL_FROM = "care@example.org"
    box: list[EmailMessage] = []

    def post(message: EmailMessage) -> Outcome:
        box.append(message)
        return Outcome.SENT if len(box) > 1 else Outcome.LATER

    for minutes in (0, 1, 10, 20):
        care.tick(NOW + timedelta(minutes=minutes), mail_to=post)
    assert [mail.to for mail in box] == [["thea@example.org"]] * 2
    assert len({mail.extra_headers["Message-ID"] for mail in box}) == 1
    said = f"{box[0].subject} {box[0].body}".lower()
    assert not [word for word in ("therap", "client", "match", "shame", "crisis", "care ") if word in said]
    assert not outbox.is_waiting(NOW + 100 * HOUR)


def test_who_was_with_somebody_before_is_not_asked_for_them_again(asked, thea, bob_person: Person) -> None:
    offers.accept(offers.make(asked, thea, NOW), NOW, text="Hello")
    services.ask_again(asked, NOW + HOUR)
    assert matching_run.not_again(standing_of(asked.case), NOW + HOUR) == {str(thea.public_id)}
    care.tick(NOW + HOUR)
    assert not Offer.objects.filter(state="out").exists()


def test_a_tick_with_nothing_to_do_costs_the_same_with_many_offers_out(
    asked, theo, alice_person, charlie_account, django_assert_max_num_queries
) -> None:
    theo.capacity = 5
    theo.save()
    for person in (alice_person, Person.objects.create(account=charlie_account)):
        begun = services.begin(person, NOW)
        services.answer(begun, ANSWERS, NOW)
        services.submit(begun, NOW)
    care.tick(NOW)
    assert Offer.objects.filter(state="out").count() == 3
    with django_assert_max_num_queries(12):
        care.tick(NOW)


def test_mails_nobody_could_send_for_a_day_do_not_go_out_later_and_are_forgotten(
    asked, thea, settings
) -> None:
    care.tick(NOW)
    settings.KINDWARD_MAIL_FROM = "care@example.org"
    box: list[EmailMessage] = []

    def post(message: EmailMessage) -> Outcome:
        box.append(message)
        return Outcome.SENT

    Offer.objects.update(expires_at=NOW + 99 * HOUR)
    care.tick(NOW + 25 * HOUR, mail_to=post)
    assert box == []
    Assessment.objects.update(due_at=None)
    care.tick(NOW + timedelta(days=31), mail_to=post)
    assert not Notice.objects.filter(made_at__lt=NOW + timedelta(days=1)).exists()
