"""Reminders from the decision to what followed: once a day, once sent, never into the night, soon over."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.core import mail
from django.db import connection

from kindward.site.jobs import reminders as job
from kindward.site.people.models import Person
from kindward.site.programme import push, reminder_services
from kindward.site.programme.models import Prompt, PushAddress, Reminders
from kindward.site.programme.push import Outcome

from .conftest import ENDPOINT, Sender, after, always, never, practise, remind

pytestmark = pytest.mark.django_db


def tick(sender: Sender, days: float, hours: float = 1.02, draw=always) -> int:
    """One round; an hour after nine, at a little past ten, unless said otherwise."""
    return job.tick(after(days, hours=hours), push_to=sender.push, draw=draw)


def test_nothing_comes_before_its_time(reminded: Reminders, sender: Sender) -> None:
    assert tick(sender, 0, hours=0.9) == 0
    assert tick(sender, 0) == 1


def test_one_a_day_however_often_the_helper_looks(reminded: Reminders, sender: Sender) -> None:
    for hours in (1.02, 1.03, 1.5, 5, 13):
        tick(sender, 0, hours)
    tick(sender, 1)
    assert len(sender.sent) == 2
    assert Prompt.objects.count() == 2


def test_it_says_nothing_about_the_person(reminded: Reminders, sender: Sender) -> None:
    for day in range(4):
        practise(reminded.person, after(day, hours=3))
        tick(sender, day)
    for endpoint, message in sender.sent:
        assert endpoint == ENDPOINT
        assert message.keys() == {"title", "body", "key", "open", "off", "opened"}
        assert message["title"] == "Kindward"
        assert "coffee" not in str(message)
    assert len({message["body"] for _, message in sender.sent}) > 1


def test_the_own_words_are_said_when_one_chose_so(reminded: Reminders, sender: Sender) -> None:
    remind(reminded.person, shows_cue=True)
    tick(sender, 0)
    assert sender.sent[0][1]["body"] == "after the first coffee"


def test_the_cue_cannot_be_read_in_the_database(reminded: Reminders) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM programme_reminders")
        assert "coffee" not in str(cursor.fetchall())


def test_a_quiet_day_is_written_down_like_a_sent_one(reminded: Reminders, sender: Sender) -> None:
    assert tick(sender, 0, draw=never) == 0
    assert tick(sender, 1) == 1
    quiet, sent = Prompt.objects.order_by("day")
    assert (quiet.state, sent.state) == ("quiet", "sent")
    assert quiet.probability == sent.probability == 0.65


def test_what_followed_is_written_down_for_both(reminded: Reminders, sender: Sender) -> None:
    tick(sender, 0, draw=never)
    practise(reminded.person, after(0, hours=5))
    tick(sender, 1)
    practise(reminded.person, after(1, hours=0.5))  # Before the reminder came, so not because of it.
    tick(sender, 3)
    assert [prompt.practised for prompt in Prompt.objects.order_by("day")[:2]] == [True, False]


def test_after_three_that_were_ignored_they_stop_and_say_so(
    reminded: Reminders, sender: Sender, bob: Any
) -> None:
    for day in range(9):
        tick(sender, day)
    reminded.refresh_from_db()
    assert len(sender.sent) == 3
    assert (reminded.is_on, reminded.ended) == (False, "ignored")
    assert "They stopped by themselves" in bob.get("/programme/reminders/").content.decode()


def test_one_that_was_opened_was_not_ignored(reminded: Reminders, sender: Sender) -> None:
    for day in range(6):
        tick(sender, day)
        reminder_services.opened(str(sender.sent[-1][1]["key"]))
    reminded.refresh_from_db()
    assert reminded.is_on


def test_they_fade(reminded: Reminders, sender: Sender) -> None:
    for day in range(70):
        practise(reminded.person, after(day, hours=2))
        tick(sender, day)
    first, last = (
        sum(1 for prompt in Prompt.objects.all() if begins <= (prompt.due_at - after(0)).days < begins + 7)
        for begins in (0, 63)
    )
    assert (first, last) == (7, 1)


def test_when_no_kind_helps_they_stop(reminded: Reminders, sender: Sender) -> None:
    # Practises exactly on the days that are left quiet.
    for day in range(140):
        quiet = day % 3 == 0
        if quiet:
            practise(reminded.person, after(day, hours=2))
        tick(sender, day, draw=never if quiet else always)
        reminder_services.opened(str(sender.sent[-1][1]["key"]) if sender.sent else "")
    reminded.refresh_from_db()
    assert reminded.ended == "no_help"


def test_a_helper_that_was_away_wakes_nobody_at_night(reminded: Reminders, sender: Sender) -> None:
    assert tick(sender, 0, hours=14) == 0
    assert not Prompt.objects.exists()
    assert tick(sender, 1) == 1


def test_a_helper_that_died_over_one_leaves_it_to_the_next(reminded: Reminders, sender: Sender) -> None:
    def dies() -> Outcome:
        raise KeyboardInterrupt

    sender.answers = dies
    with pytest.raises(KeyboardInterrupt):
        tick(sender, 0)
    sender.answers = lambda: Outcome.SENT
    assert tick(sender, 0, hours=1.05) == 0  # Leased: perhaps it is still being sent.
    assert tick(sender, 0, hours=1.2) == 1
    assert tick(sender, 0, hours=1.4) == 0
    # The same key both times, so that a browser shows one in the place of the other.
    assert sender.sent[0][1]["key"] == sender.sent[1][1]["key"]


def test_a_push_service_that_does_not_answer_is_asked_again_later_and_not_for_ever(
    reminded: Reminders, sender: Sender
) -> None:
    sender.answers = lambda: Outcome.LATER
    for minutes in range(0, 180, 2):
        job.tick(after(0, hours=1.02, minutes=minutes), push_to=sender.push, draw=always)
    assert 1 < len(sender.sent) <= reminder_services.MOST_TRIES
    assert Prompt.objects.get().state in ("failed", "late")


def test_an_address_that_is_gone_is_forgotten_and_reminders_end(reminded: Reminders, sender: Sender) -> None:
    sender.answers = lambda: Outcome.GONE
    tick(sender, 0)
    reminded.refresh_from_db()
    assert reminded.ended == "no_way"
    assert not PushAddress.objects.exists()


def test_two_helpers_at_once_decide_once(reminded: Reminders) -> None:
    now = after(0, hours=1.1)
    assert reminder_services.decide(reminded.pk, now, always)
    assert reminder_services.decide(reminded.pk, now, always) is None
    assert reminder_services.lease(now)
    assert reminder_services.lease(now) is None


def test_nothing_is_sent_inside_a_transaction(
    reminded: Reminders, sender: Sender, django_capture_on_commit_callbacks: Any
) -> None:
    depths = []
    outside = len(connection.savepoint_ids)

    def looks() -> Outcome:
        depths.append(len(connection.savepoint_ids) - outside)
        return Outcome.SENT

    sender.answers = looks
    tick(sender, 0)
    assert depths == [0]


def test_switched_off_a_moment_before_nothing_goes_out(reminded: Reminders, sender: Sender) -> None:
    reminder_services.decide(reminded.pk, after(0, hours=1.02), always)
    reminder_services.switch_off(reminded.person)
    assert tick(sender, 0, hours=1.03) == 0
    assert sender.sent == []
    assert not PushAddress.objects.exists()


def test_switching_on_again_begins_anew(reminded: Reminders, sender: Sender) -> None:
    for day in range(6):
        tick(sender, day)
    remind(reminded.person, now=after(20))
    reminder_services.keep_push_address(reminded.person, ENDPOINT, "B" * 87, "a" * 22, after(20))
    assert tick(sender, 20) == 1
    reminded.refresh_from_db()
    assert reminded.is_on


def test_changing_the_time_does_not_begin_anew(reminded: Reminders) -> None:
    assert remind(reminded.person, now=after(9)).began == after(0).date()


def test_a_mail_is_neutral_and_ends_them_with_one_link(mailed: Reminders, sender: Sender) -> None:
    assert tick(sender, 0) == 1
    (letter,) = mail.outbox
    assert letter.to == ["alice@example.org"]
    assert letter.subject == "A quiet moment"
    assert "alice" not in letter.body.lower()
    assert "coffee" not in letter.body
    off = f"/programme/reminders/off/{mailed.key}/"
    assert off in letter.body
    assert off in letter.extra_headers["List-Unsubscribe"]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Prompt.objects.get().key in letter.extra_headers["Message-ID"]


def test_without_a_mail_address_they_end(mailed: Reminders, sender: Sender) -> None:
    mailed.person.account.email = ""
    mailed.person.account.save()
    tick(sender, 0)
    mailed.refresh_from_db()
    assert mailed.ended == "no_way"


def test_a_mail_server_that_is_away_is_tried_again(
    mailed: Reminders, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Away:
        def send_messages(self, _: object) -> int:
            raise ConnectionRefusedError

    monkeypatch.setattr(job, "get_connection", Away)
    with caplog.at_level(logging.WARNING):
        assert job.tick(after(0, hours=1.02), draw=always) == 0
    assert "alice" not in caplog.text
    monkeypatch.undo()
    assert job.tick(after(0, hours=1.2), draw=always) == 1


def test_what_a_device_was_told_goes_along_to_the_account(
    reminded: Reminders, alice_person: Person, sender: Sender
) -> None:
    tick(sender, 0)
    reminder_services.move(reminded.person, alice_person)
    assert alice_person.reminders.is_on
    assert alice_person.prompts.count() == alice_person.push_addresses.count() == 1


def test_no_browser_takes_in_for_two_people(reminded: Reminders, alice_person: Person) -> None:
    reminder_services.keep_push_address(alice_person, ENDPOINT, "B" * 87, "a" * 22, after(1))
    assert PushAddress.objects.get().person == alice_person


def test_a_round_that_fails_is_not_the_last(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rounds = iter([RuntimeError("the database is away"), None])

    def fails_once() -> None:
        if problem := next(rounds):
            raise problem

    monkeypatch.setattr(job, "tick", fails_once)
    monkeypatch.setattr(job.connections, "close_all", lambda: None)
    left = [2]

    def over() -> bool:
        left[0] -= 1
        return left[0] < 0

    with caplog.at_level(logging.ERROR):
        job.run(over, lambda _: None)
    assert "the reminders' round failed" in caplog.text
    assert next(rounds, "both went by") == "both went by"


@pytest.mark.parametrize(
    ("endpoint", "asked"),
    [
        (ENDPOINT, True),
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://wns2-par02p.notify.windows.com/w/?token=abc", True),
        ("http://fcm.googleapis.com/fcm/send/abc", False),
        ("https://fcm.googleapis.com:8443/abc", False),
        ("https://fcm.googleapis.com.example.org/abc", False),
        ("https://evilnotify.windows.com.example/abc", False),
        ("https://bob@web.push.apple.com/abc", False),
        ("https://127.0.0.1/abc", False),
        ("https://[::1/abc", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_push_services_are_asked_and_nothing_else(endpoint: str, asked: bool) -> None:
    assert push.may_ask(endpoint) is asked


def test_where_no_push_service_is_named_none_is_asked(settings: Any) -> None:
    settings.KINDWARD_PUSH_SERVICES = []
    assert not push.may_ask(ENDPOINT)
    assert not push.is_on()


def test_the_key_is_made_once_and_is_its_owners_alone(settings: Any, tmp_path: Any) -> None:
    settings.KEYS = tmp_path / "keys"
    path = push.make_key()
    first = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert push.make_key().read_bytes() == first
    assert [file.name for file in path.parent.iterdir()] == ["push.pem"]


def test_the_public_key_is_an_uncompressed_point() -> None:
    assert len(push.public_key()) == 87
    assert push.public_key().startswith("B")


class Answer:
    text, reason = "", "told"
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, status: int) -> None:
        self.status_code = status


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (201, Outcome.SENT),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (429, Outcome.LATER),
        (500, Outcome.LATER),
    ],
)
def test_what_a_push_service_answers_is_understood(
    monkeypatch: pytest.MonkeyPatch, status: int, outcome: Outcome
) -> None:
    asked: list[dict[str, Any]] = []

    class Asking:
        def post(self, url: str, **how: Any) -> Answer:
            asked.append({"url": url} | how)
            return Answer(status)

    monkeypatch.setattr(push, "_asking", Asking)
    # A key pair of a browser, made for this test.
    p256dh = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"
    address = PushAddress(endpoint=ENDPOINT, p256dh=p256dh, auth="BTBZMqHH6r4Tts7J_aSIgg")
    assert push.send(address, {"title": "Kindward", "body": "A quiet moment"}) is outcome
    (one,) = asked
    assert one["url"] == ENDPOINT
    assert one["timeout"] == push.PATIENCE_SECONDS
    assert b"quiet" not in one["data"]
    assert one["headers"]["authorization"].startswith("vapid t=")


@pytest.mark.parametrize(
    ("hosts", "mail_from", "expected"),
    [
        ([], "", "mailto:operator@localhost"),
        (["box"], "", "mailto:operator@localhost"),
        (["box", ".kindward.example.org"], "", "https://kindward.example.org"),
        (["box"], "Kindward <kindward@example.org>", "mailto:kindward@example.org"),
        (["box"], "kindward@example.org", "mailto:kindward@example.org"),
    ],
)
def test_a_push_service_is_told_how_to_reach_the_operator(
    settings: Any, hosts: list[str], mail_from: str, expected: str
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *hosts]
    settings.KINDWARD_MAIL_FROM = mail_from
    assert push.contact() == expected


def test_keys_that_are_none_are_no_reason_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    address = PushAddress(endpoint=ENDPOINT, p256dh="A" * 87, auth="a" * 22)
    assert push.send(address, {}) is Outcome.GONE


def test_the_round_is_quick_to_say_that_there_is_nothing(reminded: Reminders, sender: Sender) -> None:
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        tick(sender, 0, hours=0.5)
    assert len(asked) == 3
    assert all(query["sql"].startswith("SELECT") for query in asked)


def test_settling_waits_for_the_whole_day(reminded: Reminders, sender: Sender) -> None:
    tick(sender, 0)
    reminder_services.settle(Prompt.objects.get().pk, Prompt.objects.get().settles_at - timedelta(seconds=1))
    assert Prompt.objects.get().practised is None
