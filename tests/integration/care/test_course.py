"""The course of a case, from asking to meeting, and every way out of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kindward.site.care import match_services, offers, services
from kindward.site.care.models import Assessment, Event, Match, Message, Notice, Offer
from kindward.site.care.standings import standing_of
from kindward.site.sealing.services import destroy_key

from .conftest import ANSWERS, NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def kinds(assessment: Assessment) -> list[str]:
    return [event.kind for event in Event.objects.filter(case=assessment.case).order_by("seq")]


def test_nothing_counts_before_the_assessment_is_sent(duty_sheet, thea, bob_person) -> None:
    begun = services.begin(bob_person, NOW)
    assert standing_of(begun.case).clock is None
    assert services.begin(bob_person, NOW).pk == begun.pk


def test_what_is_not_sent_for_a_month_is_forgotten(duty_sheet, thea, bob_person, alice_person) -> None:
    old = services.begin(bob_person, NOW)
    services.answer(old, ANSWERS, NOW)
    services.begin(alice_person, NOW + timedelta(days=2))
    assert services.forget_unsent(NOW + timedelta(days=30, hours=1)) == 1
    assert [row.person for row in Assessment.objects.all()] == [alice_person]
    assert [event.kind for event in Event.objects.filter(case=old.case)] == ["draft", "withdrawn"]


def test_sending_starts_the_clock_once(asked) -> None:
    services.submit(asked, NOW + HOUR)
    standing = standing_of(asked.case)
    assert standing.clock.started_at == NOW
    assert kinds(asked) == ["draft", "submitted"]


def test_an_offer_does_not_stop_the_clock_and_first_words_do(asked, thea) -> None:
    offer = offers.make(asked, thea, NOW + HOUR)
    assert standing_of(asked.case).clock.is_running
    match = offers.accept(offer, NOW + 2 * HOUR, text="Good that you asked.")
    assert standing_of(asked.case).clock.waited(NOW + 90 * HOUR) == 2 * HOUR
    assert kinds(asked)[-3:] == ["offered", "accepted", "contacted"]
    assert Message.objects.get(match=match).text == "Good that you asked."


def test_accepting_needs_words_or_a_time(asked, thea) -> None:
    offer = offers.make(asked, thea, NOW)
    with pytest.raises(offers.NothingToSee):
        offers.accept(offer, NOW, text="  ")
    offers.accept(offer, NOW, times=[offers.Slot(NOW + 30 * HOUR, "video")])
    assert standing_of(asked.case).state == "contacted"


def test_a_licence_that_ran_out_today_cannot_accept(asked, thea) -> None:
    offer = offers.make(asked, thea, NOW)
    thea.licences.update(expires_on=date(2026, 3, 1))
    with pytest.raises(offers.LicenceOver):
        offers.accept(offer, NOW + HOUR, text="Hello")
    assert standing_of(asked.case).state == "offered"


def test_who_declines_is_not_with_the_person_and_the_case_looks_on(asked, thea) -> None:
    offer = offers.make(asked, thea, NOW)
    offers.decline(offer, NOW + HOUR, reason="full")
    standing = standing_of(asked.case)
    assert standing.is_sought
    assert [(one.therapist, one.how) for one in standing.asked] == [(thea.public_id, "declined")]
    with pytest.raises(offers.OfferGone):
        offers.accept(offer, NOW + HOUR, text="After all")


def test_nobody_is_taken_whom_nobody_could_serve(duty_sheet, thea, bob_person) -> None:
    begun = services.begin(bob_person, NOW)
    services.answer(begun, ANSWERS | {"languages": ["ar"]}, NOW)
    with pytest.raises(services.NotServed, match="languages"):
        services.submit(begun, NOW)
    assert standing_of(begun.case).state == "draft"


def test_nobody_is_taken_without_a_duty_sheet(thea, bob_person) -> None:
    begun = services.begin(bob_person, NOW)
    services.answer(begun, ANSWERS, NOW)
    with pytest.raises(services.NotOpen):
        services.submit(begun, NOW)


def test_a_pause_holds_the_clock_and_takes_the_offer_back(asked, thea) -> None:
    offer = offers.make(asked, thea, NOW)
    services.pause(asked, NOW + HOUR)
    assert Offer.objects.get(pk=offer.pk).state == "recalled"
    services.resume(asked, NOW + 5 * HOUR)
    assert standing_of(asked.case).clock.waited(NOW + 6 * HOUR) == 2 * HOUR


@pytest.mark.parametrize("step", ["waiting", "offered", "together"])
def test_cancelling_works_at_any_time(asked, thea, step) -> None:
    if step != "waiting":
        offer = offers.make(asked, thea, NOW)
    if step == "together":
        offers.accept(offer, NOW, text="Hello")
    services.cancel(asked, NOW + HOUR)
    services.cancel(asked, NOW + HOUR)
    assert standing_of(asked.case).is_over
    assert Assessment.objects.get(pk=asked.pk).ended_at == NOW + HOUR
    assert not Offer.objects.filter(state="out").exists()
    assert not Match.objects.filter(ended_at=None).exists()


def test_another_one_is_a_new_round_without_starting_over(asked, thea) -> None:
    offers.accept(offers.make(asked, thea, NOW), NOW, text="Hello")
    services.ask_again(asked, NOW + 72 * HOUR)
    standing = standing_of(asked.case)
    assert (standing.round, standing.state, standing.former) == (2, "submitted", (thea.public_id,))
    assert standing.clock.started_at == NOW + 72 * HOUR


def test_who_is_not_safe_leaves_at_once(duty_sheet, thea, bob_person) -> None:
    begun = services.begin(bob_person, NOW)
    services.answer(begun, {"needs": ["shame", "not-safe-now"]}, NOW)
    assert standing_of(begun.case).state == "urgent"
    again = services.begin(bob_person, NOW + HOUR)
    assert again.pk != begun.pk
    assert again.answers["needs"] == ["shame"]


def test_deleting_a_person_leaves_a_course_that_names_nobody(asked, thea, bob_person) -> None:
    match = offers.accept(offers.make(asked, thea, NOW), NOW, text="Hello")
    match_services.write(match, "person", "Thank you", NOW)
    bob_person.delete()
    assert [event.kind for event in Event.objects.order_by("seq")][-1] == "withdrawn"
    assert not Assessment.objects.exists() and not Message.objects.exists()


def test_who_deletes_their_account_after_a_miss_is_gone_and_the_miss_stays(
    duty_sheet, thea, alice_account, alice_person
) -> None:
    alice_account.email = "alice@example.org"
    alice_account.save()
    long_ago = timezone.now() - 50 * HOUR
    begun = services.begin(alice_person, long_ago)
    services.answer(begun, ANSWERS, long_ago)
    services.take_over(begun, long_ago)
    destroy_key(alice_person.public_id)
    alice_account.delete()
    assert [event.kind for event in Event.objects.order_by("seq")][-2:] == ["missed", "withdrawn"]
    assert not Notice.objects.exists()
