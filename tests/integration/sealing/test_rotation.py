"""The operator's key is changed while people go on; interrupted it goes on later; the old one opens nothing then."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kindward.sealing import KeyRing, KeysAway, unwrap
from kindward.site.people import device
from kindward.site.people.models import Person
from kindward.site.sealing import rotation
from kindward.site.sealing.models import DataKey, KeyStore
from kindward.site.sealing.ring import ring
from kindward.site.sealing.rotation import rotate
from kindward.site.sealing.selectors import check_store, known_key_for
from kindward.site.sealing.services import data_key_for

pytestmark = pytest.mark.django_db
OWNERS = [f"owner-{number}" for number in range(7)]


@pytest.fixture
def keys() -> dict[str, bytes]:
    return {owner: data_key_for(owner) for owner in OWNERS}


def all_open(keys: dict[str, bytes]) -> bool:
    return {owner: known_key_for(owner) for owner in keys} == keys


def test_every_key_is_the_same_and_wrapped_anew(keys: dict[str, bytes], ring_file: Path) -> None:
    old = ring()
    made = rotate()
    assert (made.version, made.rewrapped, made.old_remain) == (2, 7, False)
    assert all_open(keys)
    assert KeyRing.read(ring_file.read_text()).secrets.keys() == {2}
    for row in DataKey.objects.all():
        with pytest.raises(KeysAway):
            unwrap(old, bytes(row.wrapped), row.owner)


def test_the_file_stays_its_owners_alone(keys: dict[str, bytes], ring_file: Path) -> None:
    rotate()
    assert ring_file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in ring_file.parent.iterdir()] == ["sealing"]


def test_interrupted_half_way_all_open_and_the_next_run_ends_it(
    keys: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 3)

    def interrupted(done: int, of_all: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(interrupted)
    assert sorted(DataKey.objects.values_list("ring_version", flat=True)) == [1, 1, 1, 1, 2, 2, 2]
    assert all_open(keys)
    made = rotate()
    assert (made.version, made.rewrapped) == (2, 4)
    assert all_open(keys)
    assert ring().secrets.keys() == {2}


@pytest.mark.parametrize("step", ["_nothing_older_from_now_on", "_wrap_anew", "keep_ring"])
def test_wherever_it_ends_nothing_is_lost_and_no_version_is_skipped(
    keys: dict[str, bytes], step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = getattr(rotation, step)
    calls = []

    def dies(*given: Any) -> Any:
        calls.append(given)
        # The ring's file is written twice; the second time takes the old key out.
        if step != "keep_ring" or len(calls) == 2:
            raise OSError("the disk is full")
        return whole(*given)

    monkeypatch.setattr(rotation, step, dies)
    with pytest.raises(OSError, match="full"):
        rotate()
    assert all_open(keys)
    monkeypatch.setattr(rotation, step, whole)
    assert rotate().version == 2
    assert all_open(keys)
    assert ring().secrets.keys() == {2}


def test_keys_that_are_made_meanwhile_are_wrapped_by_the_new_one(
    keys: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 3)
    rotate(lambda done, of_all: keys.setdefault(f"late-{done}", data_key_for(f"late-{done}")))
    assert len(keys) > len(OWNERS)
    assert set(DataKey.objects.values_list("ring_version", flat=True)) == {2}
    assert all_open(keys)


def test_who_still_has_an_old_ring_makes_no_key_that_would_be_lost(
    keys: dict[str, bytes], settings: Any, ring_file: Path
) -> None:
    old = ring_file.read_text().strip()
    rotate()
    settings.KINDWARD_SEALING_KEY = old
    with pytest.raises(KeysAway):
        data_key_for("somebody-new")
    assert not DataKey.objects.filter(owner="somebody-new").exists()


def test_a_ring_in_the_environment_is_rotated_when_it_holds_a_newer_key(settings: Any) -> None:
    settings.KINDWARD_SEALING_KEY = f"1:{'a' * 40}"
    key = data_key_for("owner")
    with pytest.raises(KeysAway, match="2:SECRET"):
        rotate()
    settings.KINDWARD_SEALING_KEY += f",2:{'b' * 40}"
    made = rotate()
    assert (made.version, made.rewrapped, made.old_remain) == (2, 1, True)
    settings.KINDWARD_SEALING_KEY = f"2:{'b' * 40}"
    assert known_key_for("owner") == key
    check_store()


def test_the_command_says_what_was_done(keys: dict[str, bytes]) -> None:
    said, aside = StringIO(), StringIO()
    call_command("rotate-keys", stdout=said, stderr=aside)
    assert (
        said.getvalue().splitlines()[0]
        == "7 data keys are wrapped anew, under version 2 of the operator's key."
    )
    assert "7 of 7" in aside.getvalue()
    said = StringIO()
    call_command("rotate-keys", "--format", "json", stdout=said, stderr=StringIO())
    assert json.loads(said.getvalue()) == {"version": 3, "rewrapped": 7, "old_remain": False}
    assert KeyStore.objects.get().ring_version == 3


def test_the_command_says_in_one_line_why_it_cannot(keys: dict[str, bytes], ring_file: Path) -> None:
    ring_file.unlink()
    with pytest.raises(CommandError, match="sealing: No such file"):
        call_command("rotate-keys", stdout=StringIO())


def test_people_go_on_meanwhile(keys: dict[str, bytes], bob: Any, bob_key: str) -> None:
    assert Person.objects.filter(device_hash__in=device.hashes_of(bob_key)).exists()
    rotate(lambda done, of_all: bob.get("/you/"))
    assert bob.get("/you/").status_code == 200
