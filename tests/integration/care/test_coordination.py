"""The coordinator's desk: what a coordinator sees of whom, and does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kindward.site.audit.selectors import reads_about
from kindward.site.care import coordinator_services, offers, services
from kindward.site.care.models import (
    Assessment,
    DutySheet,
    Event,
    Offer,
    Therapist,
)
from kindward.site.care.roles import COORDINATOR
from kindward.site.care.standings import standing_of
from kindward.site.people.models import Account, Person

from .conftest import ANSWERS, NOW, Sits


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        yield


class TestACoordinator:
    def test_sees_every_clock_and_nothing_of_what_it_is_about(
        self, asked: Assessment, at_danas: Client
    ) -> None:
        with time_machine.travel(NOW + timedelta(hours=49)):
            page = at_danas.get("/desk/coordination/").content.decode()
        assert "1 person has waited past 48 hours" in page
        assert "Washington State" in page
        assert "Shame" not in page and "bob" not in page.lower()

    def test_sees_who_is_asked_and_until_when(self, offer: Offer, at_danas: Client) -> None:
        until = f"Thea is asked until {offer.expires_at:%a %H:%M} UTC"
        assert until in at_danas.get("/desk/coordination/").content.decode()
        assert until in at_danas.get(f"/desk/coordination/cases/{offer.case}/").content.decode()

    def test_who_looks_at_a_case_stands_in_the_persons_log(
        self, asked: Assessment, at_danas: Client, bob_person: Person
    ) -> None:
        page = at_danas.get(f"/desk/coordination/cases/{asked.case}/").content.decode()
        assert "Shame" not in page
        (read,) = reads_about(bob_person)
        assert (read.role, read.name) == ("coordinator", "dana, who coordinates")

    def test_asks_somebody_by_hand_with_a_reason_that_stays(
        self, offer: Offer, theo: Therapist, at_danas: Client
    ) -> None:
        path = f"/desk/coordination/cases/{offer.case}/offer/"
        assert at_danas.post(path, {"therapist": theo.pk}).status_code == 422
        assert at_danas.post(path, {"therapist": theo.pk, "reason": "knows-better"}).status_code == 302
        assert standing_of(offer.case).therapist == theo.public_id
        assert (
            Event.objects.filter(kind="overridden", reason="knows-better", actor="coordinator").count() == 1
        )

    def test_reads_what_keeps_each_therapist_from_a_case(
        self, offer: Offer, at_danas: Client, therapist: Callable[..., Therapist]
    ) -> None:
        offers.decline(offer, NOW, reason="knows")
        therapist("Full", capacity=0)
        therapist("Far").licences.update(jurisdiction="IE")
        therapist("French", languages=["fr"])
        therapist("Dear", fee=90)
        offer.assessment.answers |= {"max_fee": 10}
        offer.assessment.save()
        page = at_danas.get(f"/desk/coordination/cases/{offer.case}/").content.decode()
        for name, why in {
            "Thea": "declined on Mon 2 Mar, 09:00 UTC", "Full": "no free place", "French": "no language in common",
            "Far": "no checked licence for Washington State", "Dear": "something that one of the two requires",
        }.items():  # fmt: skip
            assert f"<b>{name}</b>: {why}." in page
        assert "automatically" in page

    def test_reads_who_did_not_answer_and_when_they_can_be_asked_again(
        self, offer: Offer, at_danas: Client
    ) -> None:
        path = f"/desk/coordination/cases/{offer.case}/"
        assert "<b>Thea</b>: is asked at this moment." in at_danas.get(path).content.decode()
        offers.expire(offer, NOW + timedelta(minutes=4))
        assert "can be asked again from Mon 2 Mar, 21:" in at_danas.get(path).content.decode()

    def test_cannot_ask_who_does_not_meet_what_is_required(
        self, offer: Offer, theo: Therapist, coordinator: Account
    ) -> None:
        Therapist.objects.filter(pk=theo.pk).update(languages=["no"])
        with pytest.raises(coordinator_services.NotEligible):
            coordinator_services.offer_by_hand(offer.assessment, theo, coordinator, NOW, "knows-better")
        assert standing_of(offer.case).state == "offered", "what was out is out still"

    def test_gives_more_time_and_the_persons_clock_goes_on(self, offer: Offer, at_danas: Client) -> None:
        before = standing_of(offer.case).clock
        at_danas.post(
            f"/desk/coordination/cases/{offer.case}/extend/", {"hours": "2", "reason": "asked-by-therapist"}
        )
        until = offer.expires_at
        offer.refresh_from_db()
        assert offer.expires_at == until + timedelta(hours=2)
        assert standing_of(offer.case).clock == before

    def test_sees_who_is_with_a_therapist_without_a_licence(
        self, offer: Offer, at_danas: Client, thea: Therapist
    ) -> None:
        offers.accept(offer, NOW, text="Hello")
        assert "holds no checked licence" not in at_danas.get("/desk/coordination/").content.decode()
        thea.licences.all().delete()
        page = at_danas.get("/desk/coordination/").content.decode()
        assert "Thea sees the person of case" in page and f"/cases/{offer.case}/" in page

    def test_closes_a_case_and_cannot_close_a_miss_away(self, asked: Assessment, at_danas: Client) -> None:
        with time_machine.travel(NOW + timedelta(hours=50)):
            at_danas.post(f"/desk/coordination/cases/{asked.case}/close/", {"reason": "outside"})
        kinds = list(Event.objects.filter(case=asked.case).values_list("kind", flat=True))
        assert "missed" in kinds and kinds[-1] == "withdrawn"

    def test_opens_matching_only_with_a_whole_duty_sheet(self, at_danas: Client) -> None:
        assert at_danas.post("/desk/coordination/duty-sheet/open/").status_code == 409
        sheet = {
            "jurisdictions": "US-WA", "night_cover": "Dana", "threat_procedure": "Ring", "emergency_contact": "Dana",
            "licence_evidence": "Register", "retention": "Seven years", "complaints": "To Dana",
        }  # fmt: skip
        assert (
            at_danas.post("/desk/coordination/duty-sheet/", sheet | {"jurisdictions": "Narnia"}).status_code
            == 422
        )
        at_danas.post("/desk/coordination/duty-sheet/", sheet)
        assert not DutySheet.objects.get().is_open
        at_danas.post("/desk/coordination/duty-sheet/open/")
        assert DutySheet.objects.get().is_open
        at_danas.post("/desk/coordination/duty-sheet/", sheet | {"night_cover": ""})
        assert not DutySheet.objects.first().is_open, "what misses something is closed"

    def test_gets_the_report_as_a_page_and_as_csv(self, asked: Assessment, at_danas: Client) -> None:
        assert "withheld" in at_danas.get("/desk/coordination/report/?month=2026-03").content.decode()
        lines = at_danas.get("/desk/coordination/report/2026-3.csv").content.decode().splitlines()
        assert lines[:2] == ["figure,value", "asked,1"]
        assert "missed,0" in lines and "share_within_48_hours," in lines
        assert at_danas.get("/desk/coordination/report/2026-13.csv").status_code == 404

    def test_reads_no_false_number_where_one_figure_hides_another(
        self, asked: Assessment, at_danas: Client
    ) -> None:
        people = [Person.objects.create(device_hash=f"{number:064}") for number in range(5)]
        for number, person in enumerate(people):
            begun = services.begin(person, NOW)
            services.answer(begun, ANSWERS, NOW)
            services.submit(begun, NOW)
            if not number:
                services.cancel(begun, NOW)
        page = at_danas.get("/desk/coordination/report/?month=2026-03").content.decode()
        assert '<th scope="row">wait still</th><td class="number">withheld</td>' in page
        assert '<th scope="row">withdrew before that</th><td class="number">withheld</td>' in page
        assert "under 5" not in page

    def test_sees_room_against_demand(self, asked: Assessment, at_danas: Client) -> None:
        page = at_danas.get("/desk/coordination/therapists/").content.decode()
        assert "Everywhere somebody waits there are at least as many free places" in page

    def test_the_queue_asks_the_same_number_of_times_however_many_wait(
        self, asked: Assessment, at_danas: Client
    ) -> None:
        def count() -> int:
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as queries:
                at_danas.get("/desk/coordination/")
            return len(queries)

        one = count()
        for number in range(12):
            person = Person.objects.create(device_hash=f"{number:064}")
            begun = services.begin(person, NOW)
            services.answer(begun, ANSWERS, NOW)
            services.submit(begun, NOW)
        assert count() == one

    def test_the_roster_asks_no_more_often_for_a_large_centre(
        self, sits: Sits, coordinator: Account, asked: Assessment, therapist: Callable[..., Therapist]
    ) -> None:
        at_danas = sits(coordinator, COORDINATOR)
        at_danas.get("/desk/coordination/therapists/")
        with CaptureQueriesContext(connection) as one:
            at_danas.get("/desk/coordination/therapists/")
        for number in range(12):
            therapist(f"Therapist{number}")
        with CaptureQueriesContext(connection) as thirteen:
            page = at_danas.get("/desk/coordination/therapists/").content.decode()
        assert "Therapist11" in page
        assert len(thirteen) == len(one)
