"""Everything goes along in one zip, nobody else's with it, and another Kindward takes it in."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest

from kindward.site.audit.selectors import acts_about
from kindward.site.people.kept import KEPT
from kindward.site.people.models import Account, Person
from kindward.site.yours import archive
from kindward.site.yours.bundle import zip_of
from kindward.site.yours.reading import BadFile, read
from kindward.site.yours.services import take_along
from kindward.site.yours.taking_in import take_in
from rows_of_everything import Everything

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 8, 15, tzinfo=UTC)


@pytest.fixture
def alices(alice_person: Person) -> Everything:
    return Everything(alice_person, "a", brought=True)


@pytest.fixture
def somebody(db: None) -> Person:
    return Person.objects.create(account=Account.objects.create_user("dana", password=None))


def files(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert zipped.testzip() is None
        return {name.removeprefix("kindward/"): zipped.read(name).decode() for name in zipped.namelist()}


def told_by(person: Person) -> dict[str, Any]:
    return json.loads(files(zip_of(person, NOW))["kindward.json"])


def test_every_field_of_every_model_is_in_it(alices: Everything):
    rows = told_by(alices.person)["rows"]
    for label, kept in KEPT.items():
        if kept.not_taken:
            assert label not in rows
            continue
        (row,) = rows[label]
        assert {*row} >= {*kept.readable, *kept.sealed, *kept.outside}, label
        assert not {*row} & {*kept.inner}
    whole = json.dumps(rows)
    for (label, name), canary in alices.canaries.items():
        assert (canary in whole) == (name in KEPT[label].taken and not KEPT[label].not_taken), (label, name)


def test_what_opens_something_stays_here(alices: Everything):
    whole = "".join(files(zip_of(alices.person, NOW)).values())
    for label, kept in KEPT.items():
        for name in kept.inner:
            assert alices.canaries.get((label, name), "nothing of it") not in whole
    assert str(alices.person.public_id) not in whole


def test_nothing_of_anybody_else_is_in_it(alices: Everything, bob_person: Person, somebody: Person):
    others = Everything(somebody, "d")
    whole = "".join(files(zip_of(alices.person, NOW)).values())
    assert "a000canary" in whole
    assert not [canary for canary in others.canaries.values() if canary in whole]
    assert sum(map(len, told_by(bob_person)["rows"].values())) == 1


def test_it_keeps_to_its_schema(alices: Everything):
    told, schema = (
        told_by(alices.person),
        json.loads(files(zip_of(alices.person, NOW))["kindward.schema.json"]),
    )
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    assert schema["required"] == ["format", "version", "made_at", "rows"]
    assert {*told} <= {*schema["properties"]}
    for label, rows in told["rows"].items():
        about = schema["properties"]["rows"]["properties"][label]["items"]
        for row in rows:
            assert sorted(row) == sorted(about["required"]) == sorted(about["properties"])
            for name, value in row.items():
                named = about["properties"][name].get("type", [*kinds])
                allowed = tuple(kinds[kind] for kind in ([named] if isinstance(named, str) else named))
                assert type(value) in (dict, list) or isinstance(value, allowed), (label, name)


def test_it_can_be_read_without_a_program(alices: Everything):
    page = files(zip_of(alices.person, NOW))["index.html"]
    assert page.count("<h2>") == sum(not kept.not_taken for kept in KEPT.values()) + 1
    assert "What you answered" in page
    assert "warmth: 7" in page
    assert "<script" not in page
    assert "http" not in page.replace("https://push.example", "")


def test_a_spreadsheet_runs_nothing(alices: Everything):
    reminders = alices.rows[KEPT["programme.reminders"].model]
    reminders.cue = "=HYPERLINK(1)"
    reminders.save()
    table = files(zip_of(alices.person, NOW))["tables/programme.reminders.csv"]
    (line,) = csv.DictReader(io.StringIO(table))
    assert line["cue"] == "'=HYPERLINK(1)"


def test_who_brings_it_elsewhere_has_the_same_there(alices: Everything, somebody: Person):
    before = told_by(alices.person)["rows"]
    done = take_in(somebody, read(zip_of(alices.person, NOW)), NOW)
    after = told_by(somebody)["rows"]
    for label, kept in KEPT.items():
        if kept.not_taken:
            continue
        if kept.not_taken_in:
            assert done.left[kept.title] == kept.not_taken_in
            continue
        assert done.new[kept.title] == 1
        renewed = {one.name for one in kept.model._meta.concrete_fields if one.unique and one.has_default()}
        (here,), (there,) = before[label], after[label]
        assert {**here, **dict.fromkeys(renewed)} == {**there, **dict.fromkeys(renewed)}, label


def test_bringing_it_twice_changes_nothing(alices: Everything, somebody: Person):
    content = zip_of(alices.person, NOW)
    take_in(somebody, read(content), NOW)
    once = told_by(somebody)["rows"]
    again = take_in(somebody, read(content), NOW)
    assert not again.new
    assert set(again.known.values()) == {1}
    assert told_by(somebody)["rows"] == once
    assert not take_in(alices.person, read(content), NOW).new


def test_sums_are_worked_out_anew(alices: Everything, somebody: Person):
    take_in(somebody, read(zip_of(alices.person, NOW)), NOW)
    (total,) = KEPT["progress.daytotal"].rows_of(somebody)
    assert (total.sessions, total.seconds) == (1, 1)


def broken(change: dict[str, Any]) -> bytes:
    session: dict[str, Any] = {
        "row": 1, "key": "a-session-0", "practice": "five-senses", "version": 1, "kind": "meditation",
        "start_time": "2026-11-20T09:30:00Z", "start_zone_offset": 0, "end_time": "2026-11-20T09:31:00Z",
        "end_zone_offset": 0, "day": "2026-11-20", "asked_seconds": 60, "seconds_practised": 60,
        "ended": "finished", "voice": "", "received_at": "2026-11-20T09:31:00Z",
    }  # fmt: skip
    told = {
        "format": archive.FORMAT,
        "version": 1,
        "made_at": "x",
        "rows": {"practice.session": [session | change]},
    }
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"practice": "Not A Slug"}, "rows, practice.session, row 1, practice: small letters"),
        ({"day": "yesterday"}, "row 1, day is a text; expected a date"),
        ({"start_time": "2026-11-20T09:30:00"}, "start_time is a text; expected a moment with its time zone"),
        ({"version": "1"}, "version is a text; expected a number"),
        ({"practice": ["a"]}, "practice is of type list; expected a text"),
        ({"practice": None}, "practice is empty; expected a value"),
        ({"ended": "triumphantly"}, "ended: Value"),
        ({"end_time": "2026-11-19T09:31:00Z"}, "rows, practice.session: they do not go together"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_taken_in(
    bob_person: Person, change: dict[str, Any], said: str
):
    with pytest.raises(BadFile) as refused:
        take_in(bob_person, read(broken(change)), NOW)
    assert said in str(refused.value)
    assert not KEPT["practice.session"].rows_of(bob_person).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"hello", b"PK\x03\x04 not a zip", b"[]", b"{}", b'{"format": "kindward-person", "version": 9}',
        b'{"format": "kindward-person", "version": 1, "rows": []}',
        b'{"format": "kindward-person", "version": 1, "rows": {"a.b": [1]}}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_archive_is_refused(content: bytes):
    with pytest.raises(BadFile):
        read(content)


def test_a_row_that_says_it_belongs_to_somebody_else_belongs_to_who_brings_it(bob_person, alice_person):
    take_in(bob_person, read(broken({"person": alice_person.pk, "person_id": alice_person.pk, "id": 1})), NOW)
    assert KEPT["practice.session"].rows_of(bob_person).count() == 1
    assert not KEPT["practice.session"].rows_of(alice_person).exists()


def test_taking_along_and_in_stand_in_the_log(bob_person: Person):
    take_in(bob_person, read(take_along(bob_person, NOW)), NOW)
    assert [(act.verb, act.role) for act in acts_about(bob_person)] == [
        ("took-in", "person"),
        ("exported", "person"),
    ]
