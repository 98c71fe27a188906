"""The desks: who may sit at them, what a therapist sees and answers, how an invitation is taken up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import Group
from django.test import Client

from kindward.site.audit.selectors import reads_about
from kindward.site.care import invitation_services, matching_run, offers
from kindward.site.care.models import (
    Assessment,
    DutySheet,
    Invitation,
    Licence,
    Message,
    Offer,
    Therapist,
)
from kindward.site.care.roles import THERAPIST
from kindward.site.care.standings import standing_of
from kindward.site.people.models import Account, Person
from people_fixtures import PASSWORD

from .conftest import NOW, Sits


@pytest.fixture(autouse=True)
def monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        yield


class TestWhoMaySit:
    def test_a_role_without_a_second_factor_leads_to_setting_one_up(self, thea: Therapist) -> None:
        thea.account.groups.add(Group.objects.create(name=THERAPIST))
        client = Client()
        client.force_login(thea.account)
        for path in ("/desk/", "/desk/about-you/", "/desk/licences/"):
            assert client.get(path)["Location"] == "/desk/second-factor/"
        assert "second key" in client.get("/desk/second-factor/").content.decode()

    def test_recovery_codes_lead_on_to_the_desk_of_who_has_one(
        self, at_theas: Client, thea: Therapist
    ) -> None:
        RecoveryCodes.activate(thea.account)
        thea.account.set_password(PASSWORD)
        thea.account.save()
        at_theas.force_login(thea.account)
        at_theas.post("/account/reauthenticate/", {"password": PASSWORD})
        way = '<a class="btn" href="/desk/">To your desk</a>'
        assert way in at_theas.get("/account/keys/recovery-codes/").content.decode()
        thea.account.groups.clear()
        assert way not in at_theas.get("/account/keys/recovery-codes/").content.decode()

    def test_recovery_codes_alone_are_no_second_factor(self, thea: Therapist) -> None:
        thea.account.groups.add(Group.objects.create(name=THERAPIST))
        Authenticator.objects.create(user=thea.account, type=Authenticator.Type.RECOVERY_CODES, data={})
        client = Client()
        client.force_login(thea.account)
        assert client.get("/desk/").status_code == 302

    def test_a_therapist_finds_no_coordinators_desk_and_a_coordinator_no_therapists(
        self, at_theas: Client, at_danas: Client
    ) -> None:
        assert at_theas.get("/desk/coordination/").status_code == 404
        assert at_danas.get("/desk/licences/").status_code == 404
        assert at_danas.get("/desk/")["Location"] == "/desk/coordination/"

    def test_anothers_offer_is_the_same_404_as_one_that_never_was(
        self, offer: Offer, theo: Therapist, sits: Sits
    ) -> None:
        at_theos = sits(theo.account, THERAPIST)
        theirs = at_theos.get(f"/desk/offers/{offer.key}/")
        none = at_theos.get("/desk/offers/9b2d6a4e-0000-4000-8000-000000000000/")
        assert theirs.status_code == none.status_code == 404
        assert at_theos.post(f"/desk/offers/{offer.key}/accept/", {"text": "mine"}).status_code == 404
        assert theirs.content == none.content


class TestATherapist:
    def test_sees_what_waits_and_until_when(self, offer: Offer, at_theas: Client) -> None:
        page = at_theas.get("/desk/").content.decode()
        assert "1 person waits for your answer" in page
        assert f"/desk/offers/{offer.key}/" in page

    def test_reads_what_was_answered_and_the_person_sees_that(
        self, offer: Offer, at_theas: Client, bob_person: Person
    ) -> None:
        page = at_theas.get(f"/desk/offers/{offer.key}/").content.decode()
        assert "Tuesday evening" in page
        (read,) = reads_about(bob_person)
        assert (read.role, read.name) == ("therapist", "Thea")

    def test_cannot_say_yes_without_a_word_and_loses_nothing(self, offer: Offer, at_theas: Client) -> None:
        page = at_theas.post(f"/desk/offers/{offer.key}/accept/", {"text": " ", "where": "Room 4"})
        assert page.status_code == 422
        assert "Room 4" in page.content.decode()
        assert standing_of(offer.case).state == "offered"

    def test_says_yes_with_times_in_their_own_zone_and_the_clock_stops(
        self, offer: Offer, at_theas: Client
    ) -> None:
        Therapist.objects.update(zone="America/Los_Angeles")
        answer = at_theas.post(
            f"/desk/offers/{offer.key}/accept/",
            {"text": "Hello.", "time_1": "2026-03-03T17:00", "modality": "video", "minutes": "50"},
        )
        assert answer.status_code == 302
        standing = standing_of(offer.case)
        assert standing.clock and standing.clock.stopped_at
        message = Message.objects.get()
        assert message.text == "Hello."
        assert message.times.get().starts_at.isoformat() == "2026-03-04T01:00:00+00:00"

    def test_says_no_and_the_person_hears_nothing_of_why(
        self, offer: Offer, at_theas: Client, bob: Client
    ) -> None:
        assert at_theas.post(f"/desk/offers/{offer.key}/decline/", {}).status_code == 422
        at_theas.post(f"/desk/offers/{offer.key}/decline/", {"reason": "knows"})
        assert standing_of(offer.case).state == "declined"
        assert "know each other" not in bob.get("/care/").content.decode()

    def test_whose_answer_comes_too_late_keeps_their_words(self, offer: Offer, at_theas: Client) -> None:
        offers.expire(offer, NOW)
        page = at_theas.post(f"/desk/offers/{offer.key}/accept/", {"text": "I would be glad to."})
        assert page.status_code == 409
        assert "I would be glad to." in page.content.decode()

    def test_whose_licence_ran_out_reads_nothing_from_that_minute_on(
        self, offer: Offer, at_theas: Client
    ) -> None:
        match = offers.accept(offer, NOW, text="The word between the two")
        path = f"/desk/clients/{match.key}/"
        assert "The word between the two" in at_theas.get(path).content.decode()
        Licence.objects.update(expires_on=date(2026, 3, 1))
        page = at_theas.get(path).content.decode()
        assert "The word between the two" not in page and "Tuesday" not in page
        assert at_theas.post(f"/desk/clients/{match.key}/write/", {"text": "one more"}).status_code == 422
        assert Message.objects.count() == 1

    def test_finds_what_to_do_in_danger_beside_the_client_with_a_licence_or_without(
        self, offer: Offer, at_theas: Client, duty_sheet: DutySheet
    ) -> None:
        path = f"/desk/clients/{offers.accept(offer, NOW, text='Hello').key}/"
        Licence.objects.all().delete()
        page = at_theas.get(path).content.decode()
        for words in ("Ring Dana, then 911", "Dana, by telephone", "Dana, +1 206 555 0100"):
            assert words in page
        duty_sheet.delete()
        assert "It has not written that down yet. Ask a coordinator" in at_theas.get(path).content.decode()

    def test_writes_about_themselves_and_sees_it_as_clients_do(
        self, at_theas: Client, thea: Therapist
    ) -> None:
        told = {
            "name": "Thea Lund", "about": "I listen.", "accepts_new": "on", "capacity": "4", "zone": "Europe/Oslo",
            "languages": ["en", "no"], "age_groups": ["adult"], "modalities": ["phone"], "windows": ["mon-am"],
            "fee": "0", "insurances": "Plan A, Plan B", "specialties": ["grief"],
        }  # fmt: skip
        assert at_theas.post("/desk/about-you/", told).status_code == 302
        assert "I listen." in at_theas.get("/desk/about-you/as-clients-see-it/").content.decode()
        thea.refresh_from_db()
        assert (thea.capacity, thea.insurances) == (4, ["Plan A", "Plan B"])
        assert at_theas.post("/desk/about-you/", told | {"zone": "Oslo"}).status_code == 422

    def test_enters_a_licence_that_counts_once_it_is_checked(
        self, at_theas: Client, thea: Therapist, at_danas: Client
    ) -> None:
        new = {
            "jurisdiction": "US-OR",
            "number": "77",
            "expires_on": "2027-05-01",
            "evidence": "the register",
        }
        at_theas.post("/desk/licences/", new)
        licence = thea.licences.get(jurisdiction="US-OR")
        assert licence.checked_on is None
        assert at_theas.post("/desk/licences/", new).status_code == 422
        assert (
            at_theas.post("/desk/licences/", new | {"expires_on": "2025-01-01", "number": "1"}).status_code
            == 422
        )
        at_danas.post(f"/desk/coordination/licences/{licence.pk}/check/", {"holds": "yes"})
        licence.refresh_from_db()
        assert (licence.checked_on, licence.checked_by) == (NOW.date(), "dana")

    def test_renews_a_licence_and_reads_on_while_the_new_one_waits_to_be_checked(
        self, offer: Offer, at_theas: Client, at_danas: Client, thea: Therapist
    ) -> None:
        match = offers.accept(offer, NOW, text="The word between the two")
        Licence.objects.update(expires_on=date(2026, 3, 10))
        renewed = {"jurisdiction": "US-WA", "number": "LW-Thea", "expires_on": "2028-03-10", "evidence": "-"}
        assert at_theas.post("/desk/licences/", renewed).status_code == 302
        assert "The word between" in at_theas.get(f"/desk/clients/{match.key}/").content.decode()
        desk = at_theas.get("/desk/").content.decode()
        assert "waits to be checked" in desk and "Enter the new one" not in desk
        new = thea.licences.get(checked_on=None)
        at_danas.post(f"/desk/coordination/licences/{new.pk}/check/", {"holds": "yes"})
        assert "holds until 10 March 2026" not in at_danas.get("/desk/coordination/").content.decode()
        with time_machine.travel(NOW + timedelta(days=30)):
            assert "The word between" in at_theas.get(f"/desk/clients/{match.key}/").content.decode()

    def test_is_told_who_rests_on_a_licence_before_dropping_it(
        self, offer: Offer, at_theas: Client, thea: Therapist
    ) -> None:
        page = at_theas.get("/desk/licences/").content.decode()
        assert "1 person you are asked for would be put to somebody else" in page
        offers.accept(offer, NOW, text="Hello")
        assert "1 client of yours rests on this licence" in at_theas.get("/desk/licences/").content.decode()
        thea.licences.create(
            jurisdiction="US-WA", number="2", expires_on=date(2028, 1, 1), checked_on=NOW, checked_by="dana"
        )
        page = at_theas.get("/desk/licences/").content.decode()
        assert page.count("Nobody you see rests on it") == 2

    def test_whose_answer_misses_something_reads_that_at_the_top_with_a_way_to_it(
        self, offer: Offer, at_theas: Client
    ) -> None:
        path = f"/desk/offers/{offer.key}/"
        page = at_theas.post(
            f"{path}accept/", {"text": "Hello", "time_2": "2020-01-01T10:00"}
        ).content.decode()
        assert page.index('<a href="#id_time_2">Time 2: Please propose') < page.index("<h1>")
        page = at_theas.post(f"{path}decline/", {}).content.decode()
        assert '<a href="#id_reason_0">Why not: Please choose one' in page and 'id="id_reason_0"' in page
        assert "Nothing was sent yet" not in at_theas.get(path).content.decode()

    def test_cannot_be_away_on_days_that_are_over(self, at_theas: Client, thea: Therapist) -> None:
        page = at_theas.post("/desk/away/", {"first": "2026-02-01", "last": "2026-03-01"})
        assert page.status_code == 422 and "This day is over already" in page.content.decode()
        assert not thea.away.exists()

    def test_goes_away_and_is_not_asked(self, asked: Assessment, at_theas: Client, thea: Therapist) -> None:
        at_theas.post("/desk/away/", {"first": "2026-03-01", "last": "2026-03-09"})
        assert matching_run.run(NOW) == 0
        at_theas.post(f"/desk/away/{thea.away.get().pk}/back/")
        assert matching_run.run(NOW) == 1


class TestAnInvitation:
    def test_gives_an_account_a_desk_once(
        self, at_danas: Client, alice: Client, alice_account: Account
    ) -> None:
        page = at_danas.post("/desk/coordination/invitations/", {"role": "therapist"}).content.decode()
        link = page.partition('class="link">')[2].partition("<")[0]
        path = "/" + link.split("/", 3)[3]
        assert "a therapist’s" in alice.get(path).content.decode()
        assert alice.post(path)["Location"] == "/desk/"
        assert Therapist.objects.get(account=alice_account).accepts_new is False
        assert alice.get("/desk/")["Location"] == "/desk/second-factor/"
        assert alice.get(path).status_code == 404
        assert link.rsplit("/", 2)[1] not in str(list(Invitation.objects.values()))

    def test_seats_somebody_who_is_on_the_roster_already(
        self, alice_account: Account, therapist: object
    ) -> None:
        theirs = Therapist.objects.create(name="Tove", capacity=2)
        token = invitation_services.invite("therapist", NOW, therapist=theirs)
        invitation_services.take_up(token, alice_account, NOW)
        theirs.refresh_from_db()
        assert theirs.account == alice_account

    def test_is_withdrawn_while_nobody_used_it(self, at_danas: Client, alice: Client) -> None:
        token = invitation_services.invite("therapist", NOW)
        made = Invitation.objects.get()
        path = f"/desk/coordination/invitations/{made.pk}/withdraw/"
        assert path in at_danas.get("/desk/coordination/invitations/").content.decode()
        at_danas.post(path)
        assert alice.get(f"/desk/invitation/{token}/").status_code == 404
        page = at_danas.get("/desk/coordination/invitations/").content.decode()
        assert "good no more since 2 March 2026" in page and path not in page

    def test_that_was_used_cannot_be_withdrawn(self, at_danas: Client, alice_account: Account) -> None:
        invitation_services.take_up(invitation_services.invite("therapist", NOW), alice_account, NOW)
        made = Invitation.objects.get()
        at_danas.post(f"/desk/coordination/invitations/{made.pk}/withdraw/")
        assert Invitation.objects.get().expires_at == made.expires_at

    def test_runs_out(self, alice_account: Account) -> None:
        token = invitation_services.invite("coordinator", NOW)
        with pytest.raises(invitation_services.NotGood):
            invitation_services.take_up(token, alice_account, NOW + timedelta(days=8))
