"""Backups: nobody reads one who has no key, a restore is all or nothing, and it brings back nobody who was deleted."""

from __future__ import annotations

import json
import shutil
import sqlite3
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from browser_fixtures import PASSWORD
from care_site import CareSite, manage


class Centre:
    """A centre that was open, with somebody who asked for a therapist; its backups of yesterday."""

    def __init__(self, folder: Path) -> None:
        (folder / "data").mkdir()
        self.folder, self.site = folder, CareSite(folder / "data")
        self.site.open()
        self.bob = self.site.asked_before(2)
        self.number = self.site.does(
            "from kindward.site.people.models import Person; print(Person.objects.get().public_id)"
        )
        (folder / "passphrase").write_text(PASSWORD + "\n", encoding="utf-8")
        self.data, self.keys = folder / "data.kwb", folder / "keys.kwb"
        self.while_running = manage(self.site.data, "backup", "-o", self.data, "--format", "json")
        self.of_keys = manage(
            self.site.data, "backup-keys", "-o", self.keys, "--passphrase-file", folder / "passphrase"
        )

    def database(self) -> tuple[int, list[object]]:
        """The file, and the rows that nobody writes while nobody is there; its helper notes its ticks elsewhere."""
        tables = (
            "people_person",
            "care_assessment",
            "audit_auditentry",
            "django_migrations",
            "account_emailaddress",
        )
        with closing(sqlite3.connect(f"file:{self.site.database}?mode=ro", uri=True)) as opened:
            rows = [opened.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]  # noqa: S608
        assert rows[0]
        return self.site.database.stat().st_ino, list(rows)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    made = Centre(tmp_path_factory.mktemp("safekeeping"))
    yield made
    made.site.stop()


def people_in(database: Path) -> int:
    with closing(sqlite3.connect(database)) as opened:
        return int(opened.execute("SELECT count(*) FROM people_person").fetchone()[0])


def sessions_of(site: CareSite, device: str) -> dict[str, list[object]]:
    asked = urllib.request.Request(
        f"{site.url}/you/sessions.json", headers={"Cookie": f"kindward-device={device}"}
    )
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return dict(json.load(answer))


def test_it_is_made_while_the_site_runs_and_gives_nothing_away(centre: Centre) -> None:
    assert centre.while_running.code == 0, centre.while_running.complained
    assert centre.of_keys.code == 0, centre.of_keys.complained
    for file in (centre.data, centre.keys):
        assert file.stat().st_mode & 0o077 == 0
        whole = file.read_bytes()
        assert centre.number.encode() not in whole
        assert b"SQLite format" not in whole and b"Thea" not in whole
        assert not file.with_name(file.name + ".part").exists()
    assert list((centre.site.data / "run").glob("bench-*")) == []


def test_an_earlier_backup_is_replaced_only_when_told_to(centre: Centre, tmp_path: Path) -> None:
    for command, *more in (["backup"], ["backup-keys", "--passphrase-file", centre.folder / "passphrase"]):
        earlier = tmp_path / f"{command}.kwb"
        earlier.write_bytes(b"the only good one")
        refused = manage(centre.site.data, command, "-o", earlier, *more)
        assert refused.code == 2 and "is there already" in refused.complained
        assert earlier.read_bytes() == b"the only good one"
        away = manage(centre.site.data, command, "-o", tmp_path / "unmounted" / "it.kwb", *more)
        assert away.code == 2 and "there is no such folder" in away.complained
        assert not (tmp_path / "unmounted").exists()
        told = manage(centre.site.data, command, "-o", earlier, "--force", *more)
        assert told.code == 0 and earlier.read_bytes() != b"the only good one", told.complained


def test_a_drill_opens_it_beside_the_running_site_and_touches_nothing(centre: Centre) -> None:
    before = centre.database()
    done = manage(centre.site.data, "restore", centre.data, "--drill", "--format", "json")
    assert done.code == 0, done.complained
    told = done.told()
    assert (told["people"], told["accounts"], told["opened"]) == (1, 2, "assessment")
    assert centre.database() == before


def test_what_is_wrong_with_it_is_said_and_nothing_is_touched(centre: Centre, tmp_path: Path) -> None:
    whole, before = centre.data.read_bytes(), centre.database()
    flipped = bytearray(whole)
    flipped[-100] ^= 1
    (tmp_path / "flipped.kwb").write_bytes(flipped)
    (tmp_path / "cut.kwb").write_bytes(whole[:-20])
    (tmp_path / "none.kwb").write_bytes(b"a shopping list")
    (tmp_path / "wrong").write_text("not the right one at all", encoding="utf-8")
    running = manage(centre.site.data, "restore", centre.data, "--yes")
    assert running.code == 2 and "is running on this data folder" in running.complained
    files = [tmp_path / name for name in ("flipped.kwb", "cut.kwb", "none.kwb", "nowhere.kwb")]
    said = centre.site.does(
        "from pathlib import Path\nfrom kindward.site.safekeeping import archive, restoring, secret\n"
        f"for file in {[str(file) for file in files]!r}:\n    try:\n"
        "        archive.head_of(Path(file)); restoring.drill(Path(file), secret.backup_secret()); print('sound')\n"
        "    except Exception as problem:\n        print(problem)"
    ).splitlines()
    words = ["changed or cut off", "changed or cut off", "not a backup that Kindward made", "No such file"]
    assert [part in line for part, line in zip(words, said, strict=True)] == [True] * 4, said
    wrong = manage(
        centre.site.data, "restore", centre.keys, "--drill", "--passphrase-file", tmp_path / "wrong"
    )
    assert wrong.code == 2 and "another key" in wrong.complained
    assert centre.database() == before


def test_a_fresh_machine_has_everything_again_keys_first(centre: Centre, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    without = manage(fresh, "restore", centre.data, "--yes")
    assert without.code == 2 and "key to backups" in without.complained
    keys = manage(fresh, "restore", centre.keys, "--yes", "--passphrase-file", centre.folder / "passphrase")
    assert keys.code == 0, keys.complained
    done = manage(fresh, "restore", centre.data, "--yes")
    assert done.code == 0 and "one assessment opened" in done.said, done.complained
    doctor = manage(fresh, "doctor", "--format", "json")
    states = {one["name"]: one["state"] for one in json.loads(doctor.said)["findings"]}
    assert doctor.code == 0
    assert {name for name, state in states.items() if state != "ok"} <= {"backup", "disk"}
    asked = CareSite(fresh).does(
        "from kindward.site.care.models import Assessment; print(Assessment.objects.get().answers['needs'])"
    )
    assert asked == "['shame']"


def test_yesterday_s_backup_brings_back_nobody_who_was_deleted_today(centre: Centre, tmp_path: Path) -> None:
    site = centre.site
    yesterday = tmp_path / "yesterday.sqlite3"
    site.stop()
    shutil.copyfile(site.database, yesterday)
    gone = manage(site.data, "delete-person", centre.number, "--yes")
    assert gone.code == 0, gone.complained
    assert people_in(site.database) == 0

    done = manage(site.data, "restore", centre.data, "--yes", "--format", "json")
    assert done.code == 0, done.complained
    assert done.told()["deleted_anew"] == 1
    assert people_in(site.database) == 0
    assert manage(site.data, "verify-audit").code == 0

    # And where somebody puts back a copy by hand: before the first request.
    shutil.copyfile(yesterday, site.database)
    assert people_in(site.database) == 1
    assert manage(site.data, "doctor").code == 2
    site.start()
    assert people_in(site.database) == 0
    assert sessions_of(site, centre.bob) == {"sessions": [], "check_ins": []}
    keys = site.data / "keys" / "keys.sqlite3"
    with closing(sqlite3.connect(keys)) as opened:
        assert opened.execute(
            "SELECT count(*) FROM sealing_datakey WHERE owner = ?", [centre.number]
        ).fetchone() == (0,)


def test_a_full_disk_leaves_no_half_of_a_backup(centre: Centre, tmp_path: Path) -> None:
    target = tmp_path / "backup.kwb"
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path\nfrom kindward.site.safekeeping.backing_up import back_up_data\n"
        f"try:\n    back_up_data(Path({str(target)!r}), now)\n"
        "except Exception as problem:\n    print(type(problem).__name__)"
    )
    assert centre.site.does(code) in ("OSError", "Trouble")
    assert list(tmp_path.iterdir()) == []
    assert list((centre.site.data / "run").glob("bench-*")) == []
