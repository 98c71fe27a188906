"""The API: shapes that stay, errors in one shape, and writes that only our own pages can cause."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.test import Client

from kindward.site.api.records import RECORDS
from kindward.site.limits import Rate
from kindward.site.people.models import Person
from kindward.site.practice.models import CheckIn, Session
from practice_fixtures import check_in_body, send, send_check_in, send_session, session_body

SLUG = "self-compassion-break"
TIMELINE = f"/api/v1/practices/{SLUG}/timeline"


@pytest.fixture(autouse=True)
def fresh_limits(request: pytest.FixtureRequest) -> None:
    if "django_db" in request.keywords:
        request.getfixturevalue("db")
        cache.clear()


def error(answer: object) -> dict[str, str]:
    body = answer.json()
    assert body.keys() == {"error"}
    assert {"code", "message"} <= body["error"].keys() <= {"code", "message", "field"}
    return body["error"]


def test_practices_are_never_a_bare_list_and_need_no_database(newcomer: Client) -> None:
    body = newcomer.get("/api/v1/practices").json()
    assert body.keys() == {"practices"}
    assert SLUG in [practice["slug"] for practice in body["practices"]]


def test_one_practice_says_who_wrote_it_and_when_not_to_use_it(newcomer: Client) -> None:
    practice = newcomer.get(f"/api/v1/practices/{SLUG}").json()["practice"]
    assert practice.keys() >= {"cautions", "gentler", "ease_off", "author", "reviewer", "words", "evidence"}


def test_a_timeline_covers_the_asked_time(newcomer: Client) -> None:
    made = newcomer.get(f"{TIMELINE}?seconds=60&voice=text").json()
    assert made["seconds"] == pytest.approx(60, abs=0.5)
    cues = [cue for cue in made["cues"] if not cue.get("over")]
    ends = [cue["at"] + cue["for"] for cue in cues]
    assert [cue["at"] for cue in cues] == pytest.approx([0, *ends[:-1]])
    assert ends[-1] == pytest.approx(made["seconds"])


def test_a_timeline_says_where_its_clips_are(newcomer: Client) -> None:
    made = newcomer.get(f"{TIMELINE}?seconds=60&voice=hibari").json()
    assert (made["clip_base"], made["clip_formats"]) == ("/voice/hibari/", ["opus", "mp3"])
    assert "clip_base" not in newcomer.get(f"{TIMELINE}?seconds=60&voice=text").json()


def test_an_impossible_length_is_answered_with_the_nearest(newcomer: Client) -> None:
    made = newcomer.get("/api/v1/practices/loving-kindness/timeline?seconds=30&voice=text").json()
    assert made["asked_seconds"] == 30
    assert made["seconds"] >= 180


@pytest.mark.parametrize(
    ("address", "status", "code", "field"),
    [
        ("/api/v1/practices/no-such-practice", 404, "not_found", None),
        ("/api/v1/no-such-thing", 404, "not_found", None),
        (f"{TIMELINE}", 422, "invalid", "seconds"),
        (f"{TIMELINE}?seconds=banana", 422, "invalid", "seconds"),
        (f"{TIMELINE}?seconds=-1", 422, "invalid", "seconds"),
        (f"{TIMELINE}?seconds=nan", 422, "invalid", "seconds"),
        (f"{TIMELINE}?seconds=60&voice=nobody", 422, "invalid", "voice"),
        (f"{TIMELINE}?seconds=60&voice=text&for=one&for=two", 422, "invalid", "for"),
    ],
)
def test_errors_have_one_shape(
    newcomer: Client, address: str, status: int, code: str, field: str | None
) -> None:
    answer = newcomer.get(address)
    assert answer.status_code == status
    said = error(answer)
    assert (said["code"], said.get("field")) == (code, field)


def test_a_method_that_is_not_there_has_the_same_shape(newcomer: Client) -> None:
    answer = newcomer.put("/api/v1/practices")
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert error(answer)["code"] == "not_allowed"


def test_a_body_over_the_limit_has_the_same_shape(newcomer: Client) -> None:
    answer = send(newcomer, "/api/v1/sessions", {"voice": "x" * 70_000})
    assert answer.status_code == 413
    assert error(answer)["code"] == "too_large"


def test_the_database_away_has_the_same_shape_and_asks_to_try_again(
    newcomer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    def gone(*_: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(Rate, "count", gone)
    answer = send_session(newcomer)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert error(answer)["code"] == "unavailable"


@pytest.mark.django_db
def test_a_flood_is_slowed_down_for_all_workers_together(
    newcomer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kindward.site.api.records.RECORDS", Rate("records", times=2, seconds=60))
    answers = [send_session(Client(), key=f"session-{n}") for n in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert error(answers[2])["code"] == "too_many"
    assert 0 < int(answers[2]["Retry-After"]) <= RECORDS.seconds


@pytest.mark.django_db
def test_a_first_session_makes_a_person_and_a_cookie_for_400_days(newcomer: Client) -> None:
    answer = send_session(newcomer)
    cookie = answer.cookies["kindward-device"]
    assert answer.status_code == 201
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 400 * 86_400)
    person = Person.objects.get()
    assert cookie.value not in (person.device_hash, str(person.public_id))


@pytest.mark.django_db
def test_a_session_is_answered_as_it_is_kept(newcomer: Client) -> None:
    kept = send_session(newcomer).json()["session"]
    assert kept == {
        "key": "a-session",
        "practice": SLUG,
        "version": 1,
        "kind": "meditation",
        "start_time": "2026-03-10T12:00:00Z",
        "start_zone_offset": 3600,
        "end_time": "2026-03-10T12:01:00Z",
        "end_zone_offset": 3600,
        "day": "2026-03-10",
        "asked_seconds": 60,
        "seconds_practised": 60,
        "ended": "finished",
        "voice": "hibari",
    }


@pytest.mark.django_db
def test_the_offset_may_stand_in_the_time(newcomer: Client) -> None:
    body = session_body(start_time="2026-03-10T23:30:00-08:00", end_time="2026-03-10T23:31:00-08:00")
    del body["start_zone_offset"], body["end_zone_offset"]
    kept = send(newcomer, "/api/v1/sessions", body).json()["session"]
    assert (kept["start_zone_offset"], kept["day"]) == (-28_800, "2026-03-10")


@pytest.mark.django_db
def test_the_same_key_is_the_same_session(newcomer: Client) -> None:
    assert send_session(newcomer).status_code == 201
    again = send_session(newcomer)
    assert (again.status_code, again.json()["created"]) == (200, False)
    assert Session.objects.count() == 1


@pytest.mark.django_db
def test_the_key_may_come_in_the_header(newcomer: Client) -> None:
    body = session_body()
    key = body.pop("key")
    answer = send(newcomer, "/api/v1/sessions", body, **{"Idempotency-Key": key})
    assert answer.json()["session"]["key"] == key


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"key": None}, "key"),
        ({"key": "short"}, "key"),
        ({"start_time": "2026-03-10T12:00:00"}, "start_time"),
        ({"start_zone_offset": 90_000}, "start_zone_offset"),
        ({"seconds_practised": -1}, "seconds_practised"),
        ({"ended": "exploded"}, "ended"),
        ({"practice": "../../etc"}, "practice"),
        ({"surprise": True}, "surprise"),
    ],
)
def test_what_is_wrong_with_a_session_is_said_by_its_field(
    newcomer: Client, wrong: dict[str, object], field: str
) -> None:
    answer = send_session(newcomer, **wrong)
    assert answer.status_code == 422
    assert error(answer)["field"] == field
    assert not Session.objects.exists()
    assert "kindward-device" not in answer.cookies


@pytest.mark.django_db
def test_a_check_in_finds_its_session_whichever_comes_first(newcomer: Client) -> None:
    assert send_check_in(newcomer).status_code == 201
    send_session(newcomer)
    assert CheckIn.objects.get().session == Session.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"), [("warmth", 11), ("soothing", 5), ("hurt", "a lot"), ("moment", "during")]
)
def test_an_answer_out_of_range_is_refused(newcomer: Client, field: str, value: object) -> None:
    answer = send_check_in(newcomer, **{field: value})
    assert (answer.status_code, error(answer)["field"]) == (422, field)


OTHERS = [
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"},
    {"Sec-Fetch-Site": "same-site", "Origin": "https://sub.testserver"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "https://testserver"},
]


@pytest.mark.django_db
@pytest.mark.parametrize("headers", OTHERS, ids=lambda headers: " ".join(headers.values()))
def test_another_site_cannot_write_in_somebodys_name(alice: Client, headers: dict[str, str]) -> None:
    answer = alice.post(
        "/api/v1/sessions", json.dumps(session_body()), content_type="application/json", headers=headers
    )
    assert (answer.status_code, error(answer)["code"]) == (403, "denied")
    assert not Session.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_form_of_another_site_cannot_pass_for_json(alice: Client, content_type: str) -> None:
    answer = alice.post("/api/v1/sessions", json.dumps(session_body()), content_type=content_type)
    assert answer.status_code == 403


@pytest.mark.django_db
def test_cookies_without_any_word_from_a_browser_are_refused(alice: Client) -> None:
    answer = alice.post("/api/v1/sessions", json.dumps(session_body()), content_type="application/json")
    assert answer.status_code == 403


@pytest.mark.django_db
def test_a_program_without_cookies_may_write(newcomer: Client) -> None:
    answer = newcomer.post("/api/v1/check-ins", json.dumps(check_in_body()), content_type="application/json")
    assert answer.status_code == 201


def test_the_description_names_every_address_and_loads_nothing_from_elsewhere(newcomer: Client) -> None:
    described = newcomer.get("/api/v1/openapi.json").json()
    assert described["paths"].keys() == {
        "/api/v1/practices",
        "/api/v1/practices/{slug}",
        "/api/v1/practices/{slug}/timeline",
        "/api/v1/sessions",
        "/api/v1/check-ins",
        "/api/v1/plan",
        "/api/v1/responses",
        "/api/v1/export",
    }
    assert newcomer.get("/api/v1/docs").status_code == 404
