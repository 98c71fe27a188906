"""The audit log: with the act or not at all, never changed, and whole or it says where not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from kindward.sealing import KeysAway
from kindward.site.audit import anchor, keys
from kindward.site.audit.actors import OPERATOR, SYSTEM, Actor, staff, the_person
from kindward.site.audit.models import AuditEntry, KeptForGood
from kindward.site.audit.selectors import NAMERS, Finding, acts_about, reads_about, verify
from kindward.site.audit.services import raise_anchor, record
from kindward.site.safekeeping.doctor import LOOKS

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_keys(tmp_path, settings):
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def three(alice_person, charlie_account):
    """Charlie reads, Alice exports, the operator tidies; all anchored."""
    for number, (actor, verb) in enumerate(
        (
            (staff("therapist", charlie_account), "read"),
            (the_person(alice_person), "exported"),
            (OPERATOR, "tidied"),
        )
    ):
        about = None if actor is OPERATOR else alice_person
        record(actor, verb, about, {"what": "everything"}, now=NOW + timedelta(hours=number))
    raise_anchor()


def force(statement: str) -> None:
    """What somebody could do who has the database and takes its triggers away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("update", "delete", "insert"):
                cursor.execute(f"DROP TRIGGER IF EXISTS audit_auditentry_{verb}")
        else:
            cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER USER")
        cursor.execute(statement)


def test_a_log_that_only_grew_is_whole(three):
    assert verify() is None
    assert list(AuditEntry.objects.values_list("seq", flat=True)) == [1, 2, 3]


def test_an_empty_log_is_whole(db):
    assert verify() is None


def test_an_act_that_is_undone_is_not_recorded(three, alice_person):
    with pytest.raises(RuntimeError), transaction.atomic():
        record(SYSTEM, "deleted", alice_person, now=NOW)
        raise RuntimeError("the act failed")
    assert AuditEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("statement", "seq", "problem"),
    [
        ("UPDATE audit_auditentry SET verb = 'wrote' WHERE seq = 2", 2, "is not as it was written"),
        ("UPDATE audit_auditentry SET about = '' WHERE seq = 1", 1, "is not as it was written"),
        ("DELETE FROM audit_auditentry WHERE seq = 2", 2, "is missing"),
        ("DELETE FROM audit_auditentry WHERE seq = 1", 1, "is missing"),
        (
            "DELETE FROM audit_auditentry WHERE seq = 3",
            3,
            "and what follows is missing; the log reached entry 3",
        ),
        ("DELETE FROM audit_auditentry", 1, "and what follows is missing; the log reached entry 3"),
    ],
)
def test_what_was_changed_or_cut_is_named(three, statement, seq, problem):
    force(statement)
    assert verify() == Finding(seq, problem)


def test_a_cut_tail_shows_also_after_the_log_grew_again(three, alice_person):
    force("DELETE FROM audit_auditentry WHERE seq > 1")
    for _ in range(4):
        record(SYSTEM, "tidied", None, now=NOW)
        raise_anchor()
    assert verify() == Finding(3, "is not the one that was anchored")


def test_without_the_key_an_entry_cannot_be_forged(three):
    last = AuditEntry.objects.get(seq=3)
    keys.path().unlink()
    keys.make_key()
    forged = AuditEntry(seq=4, at=NOW, role="system", verb="tidied", data={})
    forged.mac = keys.chained(last.mac, forged.told())
    forged.save()
    keys.path().unlink()
    with pytest.raises(KeysAway):
        verify()
    with pytest.raises(KeysAway), transaction.atomic():
        record(SYSTEM, "tidied")


def test_a_lost_or_damaged_anchor_is_named(three):
    anchor.path().write_text("nothing\n")
    assert verify() == Finding(0, "the anchor is damaged")
    raise_anchor()
    assert anchor.path().read_text() == "nothing\n"
    anchor.path().unlink()
    assert verify() == Finding(0, "the anchor is missing")


def test_the_anchor_never_goes_back(three):
    anchor.raise_to(AuditEntry.objects.get(seq=2))
    assert anchor.read() == anchor.Anchor(3, AuditEntry.objects.get(seq=3).mac)


def test_names_stand_in_it_as_pseudonyms_only(three, alice_person, charlie_account):
    rows = str(list(AuditEntry.objects.values()))
    assert str(alice_person.public_id) not in rows
    assert "alice" not in rows
    assert f"account:{charlie_account.pk}" not in rows


def test_a_person_that_is_deleted_breaks_no_chain(three, alice_person):
    alice_person.delete()
    assert verify() is None


@pytest.mark.parametrize(
    "data",
    [{"what": "I was afraid"}, {"note": "ü"}, {"n": 1.5}, {"list": ["a"]}, {"a name": 1}, {"what": "x" * 65}],
)
def test_words_of_somebody_are_refused(data, alice_person):
    with pytest.raises(ValueError, match="audit entry takes"):
        record(SYSTEM, "read", alice_person, data)
    with pytest.raises(ValueError, match="no verb"):
        record(SYSTEM, "Read it", alice_person)
    with pytest.raises(ValueError, match="no role"):
        Actor("stranger")


def test_a_person_sees_who_read_what(three, alice_person, bob_person, charlie_account, monkeypatch):
    monkeypatch.setitem(NAMERS, "test", lambda: [(staff("therapist", charlie_account), "Charlie")])
    (seen,) = reads_about(alice_person)
    assert (seen.role, seen.name, seen.verb, seen.what) == (
        "therapist", "Charlie", "read", "everything that is kept about you"
    )  # fmt: skip
    assert seen.at == NOW
    assert [act.verb for act in acts_about(alice_person)] == ["exported", "read"]
    assert acts_about(bob_person) == []


def test_nobody_changes_or_deletes_an_entry(three):
    entry = AuditEntry.objects.get(seq=2)
    everything = AuditEntry.objects.all()
    for deed in (
        entry.save,
        entry.delete,
        everything.delete,
        lambda: everything.update(verb="x"),
        lambda: everything.bulk_create([entry]),
    ):
        with pytest.raises(KeptForGood):
            deed()
    for statement in ("UPDATE audit_auditentry SET verb = verb", "DELETE FROM audit_auditentry"):
        with (
            pytest.raises(DatabaseError, match="never changed or deleted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry(seq=2, at=NOW, role="system", verb="x", mac="0" * 64).save()


def test_the_command_counts_one_entry_as_one(db):
    record(OPERATOR, "made")
    raise_anchor()
    out = StringIO()
    call_command("verify-audit", stdout=out)
    assert out.getvalue() == "The audit log is whole: 1 entry.\n"
    assert LOOKS["audit log"](NOW)[1] == "whole, 1 entry"


def test_the_command_says_whether_it_is_whole(three):
    out = StringIO()
    call_command("verify-audit", stdout=out)
    assert out.getvalue() == "The audit log is whole: 3 entries.\n"
    force("UPDATE audit_auditentry SET at = '2026-01-01 00:00:00+00:00' WHERE seq = 2")
    out = StringIO()
    with pytest.raises(CommandError, match="not whole: entry 2 is not as it was written") as raised:
        call_command("verify-audit", "--format", "json", stdout=out)
    assert raised.value.returncode == 2
    assert json.loads(out.getvalue()) == {
        "whole": False, "entries": 3, "entry": 2, "problem": "is not as it was written"
    }  # fmt: skip
