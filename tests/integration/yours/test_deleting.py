"""Deleting: the key first, then every row, a receipt, and nobody comes back with an old backup."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from kindward.site.audit import anchor
from kindward.site.audit.models import AuditEntry
from kindward.site.audit.selectors import verify
from kindward.site.people import deletion, ledger
from kindward.site.people.deletion import purge
from kindward.site.people.kept import KEPT
from kindward.site.people.models import Account, Person
from kindward.site.sealing.models import DataKey
from rows_of_everything import Everything

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 8, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_ledger(tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "path", lambda: tmp_path / "deleted")
    # The audit log's anchor outlives a test's rows.
    monkeypatch.setattr(anchor, "path", lambda: tmp_path / "audit-anchor")
    monkeypatch.setattr(deletion, "_wanted", lambda: tmp_path / "compact")


@pytest.fixture
def bobs(bob_person: Person, alice_account: Account) -> Everything:
    """Bob's rows, and those of an account that is not his."""
    return Everything(Person.objects.create(account=alice_account), "o")


def test_no_row_and_no_key_is_left(bob: Client, bob_person: Person, bobs: Everything):
    from practice_fixtures import send_check_in, send_session

    send_session(bob)
    send_check_in(bob)
    assert DataKey.objects.filter(owner=str(bob_person.public_id)).exists()
    assert bob.post("/you/delete/").url == "/you/deleted/"
    assert not Person.objects.filter(pk=bob_person.pk).exists()
    assert not DataKey.objects.filter(owner=str(bob_person.public_id)).exists()
    for kept in KEPT.values():
        assert kept.rows_of(bobs.person).count() >= 1, f"somebody else's {kept.label} went along"
    assert verify() is None or verify().seq == 0


def test_the_receipt_says_what_and_when_and_nothing_of_what_it_was_about(bob: Client):
    from practice_fixtures import send_session

    send_session(bob)
    bob.post("/you/delete/")
    text = bob.get("/you/deleted/receipt.txt").content.decode()
    assert "Sessions: 1" in text
    assert "soothing" not in text
    number = text.partition("Number: ")[2].split()[0]
    assert number in bob.get("/you/deleted/").content.decode()
    assert AuditEntry.objects.get(verb="deleted").data == {"receipt": number}
    assert Client().get("/you/deleted/receipt.txt").status_code == 404


def test_who_comes_back_with_an_old_backup_is_deleted_anew(alice_person: Person, bob_person: Person):
    ledger.enter(ledger.names_of(alice_person, alice_person.account), date(2026, 11, 25))
    assert purge(NOW) == 1
    assert [*Person.objects.all()] == [bob_person]
    assert not Account.objects.filter(username="alice").exists()
    assert purge(NOW) == 0


def test_a_later_account_of_the_same_name_is_another_one(alice_account: Account):
    ledger.enter(ledger.names_of(None, alice_account), date(2026, 11, 25))
    alice_account.delete()
    Account.objects.create_user("alice", password=None)
    assert purge(NOW) == 0


def test_the_ledger_holds_no_ids_and_bears_a_cut_line_and_a_second_copy(bob_person: Person):
    name = ledger.name_of_person(bob_person.public_id)
    ledger.enter([name], date(2026, 11, 25))
    text = ledger.path().read_text()
    assert str(bob_person.public_id) not in text
    ledger.path().write_text(text + "2026-11-26 abc")
    ledger.enter(["person:another"], date(2026, 11, 26))
    assert (name in ledger.Deleted(), "person:another" in ledger.Deleted(), len(ledger.Deleted())) == (
        True,
        True,
        2,
    )
    ledger.path().unlink()
    ledger.enter(["person:third"], date(2026, 11, 26))
    ledger.merge(text)
    assert name in ledger.Deleted()
    assert "person:third" in ledger.Deleted()
