"""The same on PostgreSQL, whose dump goes in and out by its own programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from browser_fixtures import PASSWORD
from care_site import CareSite, Done, manage
from run_postgres import cluster, programs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed here"),
]


class Centre:
    """A centre whose two databases are in one cluster; ``fresh`` makes an empty one beside it."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        self.site = self.fresh("yesterday")
        self.site.open()
        self.site.asked_before(2)
        self.number = self.site.does(
            "from kindward.site.people.models import Person; print(Person.objects.get().public_id)"
        )
        (folder / "passphrase").write_text(PASSWORD + "\n", encoding="utf-8")
        self.data, self.keys = folder / "data.kwb", folder / "keys.kwb"
        made = manage(self.site.data, "backup", "-o", self.data, **self.site.wishes)
        assert made.code == 0, made.complained
        made = manage(
            self.site.data, "backup-keys", "-o", self.keys, "--passphrase-file", folder / "passphrase",
            **self.site.wishes,
        )  # fmt: skip
        assert made.code == 0, made.complained
        self.site.stop()

    def fresh(self, name: str) -> CareSite:
        with psycopg.connect(self.address % "postgres", autocommit=True) as opened:
            for database in (name, f"{name}_keys"):
                opened.execute(f'CREATE DATABASE "{database}"')
        (self.folder / name).mkdir()
        return CareSite(
            self.folder / name,
            KINDWARD_DATABASE_URL=self.address % name,
            KINDWARD_KEYS_DATABASE_URL=self.address % f"{name}_keys",
        )

    def restores(self, site: CareSite, file: Path, *more: object) -> Done:
        return manage(site.data, "restore", file, "--yes", *more, **site.wishes)

    def tries(self, address: str = "") -> Done:
        wishes = self.site.wishes | ({"KINDWARD_DATABASE_URL": address} if address else {})
        return manage(self.site.data, "restore", self.data, "--drill", "--format", "json", **wishes)

    def asks(self, site: CareSite, question: str) -> list[tuple[object, ...]]:
        with psycopg.connect(site.wishes["KINDWARD_DATABASE_URL"]) as opened:
            return opened.execute(question).fetchall()


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    bin_folder = programs()
    assert bin_folder is not None
    with cluster(bin_folder) as address:
        made = Centre(tmp_path_factory.mktemp("safekeeping"), address)
        try:
            yield made
        finally:
            made.site.stop()


DRILLS = "SELECT datname FROM pg_database WHERE datname LIKE '%drill'"


def test_a_drill_opens_a_row_in_a_database_of_its_own_that_is_gone_afterwards(centre: Centre) -> None:
    # One that was killed left its database behind.
    with psycopg.connect(centre.address % "postgres", autocommit=True) as opened:
        opened.execute("CREATE DATABASE yesterday_kindward_drill")
        opened.execute("CREATE DATABASE yesterday_drill")
    done = centre.tries()
    assert done.code == 0, done.complained
    told = done.told()
    assert (told["people"], told["drill"], told["notes"]) == (1, True, [])
    assert told["rows"] > 1 and told["opened"]
    assert centre.asks(centre.site, DRILLS) == [("yesterday_drill",)], "what is not ours stays"


def test_two_drills_do_not_take_each_other_s_place(centre: Centre) -> None:
    with psycopg.connect(centre.address % "postgres", autocommit=True) as opened:
        opened.execute("CREATE DATABASE yesterday_kindward_drill")
    with psycopg.connect(centre.address % "yesterday_kindward_drill"):
        done = centre.tries()
    assert done.code == 2 and "another drill is under way" in done.complained, done.complained


def test_who_may_not_make_a_database_has_the_dump_read_to_its_end(centre: Centre) -> None:
    with psycopg.connect(centre.address % "yesterday", autocommit=True) as opened:
        opened.execute("CREATE ROLE modest LOGIN")
        opened.execute("GRANT USAGE ON SCHEMA public TO modest")
        opened.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO modest")
    done = centre.tries(centre.site.wishes["KINDWARD_DATABASE_URL"].replace("postgres@", "modest@"))
    assert done.code == 0, done.complained
    assert "no row was opened: modest may not make a database there" in done.told()["notes"][0]


def test_a_fresh_machine_has_everything_again_keys_first(centre: Centre) -> None:
    site = centre.fresh("machine")
    keys = centre.restores(site, centre.keys, "--passphrase-file", centre.folder / "passphrase")
    assert keys.code == 0, keys.complained
    done = centre.restores(site, centre.data)
    assert done.code == 0, done.complained
    doctor = manage(site.data, "doctor", "--format", "json", **site.wishes)
    states = {one["name"]: one["state"] for one in json.loads(doctor.said)["findings"]}
    assert {name for name, state in states.items() if state != "ok"} <= {"backup", "disk"}, doctor.said
    asked = site.does(
        "from kindward.site.care.models import Assessment; print(Assessment.objects.get().answers['needs'])"
    )
    assert asked == "['shame']"


def test_yesterday_s_backup_brings_back_nobody_who_was_deleted_today(centre: Centre) -> None:
    site = centre.site
    gone = manage(site.data, "delete-person", centre.number, "--yes", **site.wishes)
    assert gone.code == 0, gone.complained
    assert centre.asks(site, "SELECT count(*) FROM people_person") == [(0,)]
    done = centre.restores(site, centre.data, "--format", "json")
    assert done.code == 0, done.complained
    assert done.told()["deleted_anew"] == 1
    assert centre.asks(site, "SELECT count(*) FROM people_person") == [(0,)]
    assert manage(site.data, "verify-audit", **site.wishes).code == 0


def test_what_came_after_the_backup_does_not_stand_in_its_way(centre: Centre) -> None:
    # A later version has a table more, and refers to one that was there before.
    site = centre.site
    with psycopg.connect(site.wishes["KINDWARD_DATABASE_URL"]) as opened:
        opened.execute(
            "CREATE TABLE people_later (id int PRIMARY KEY, person bigint REFERENCES people_person (id))"
        )
        # And somebody keeps something else in the same database.
        opened.execute("CREATE TABLE shop_orders (id int PRIMARY KEY)")
    done = centre.restores(site, centre.data)
    assert done.code == 0, done.complained
    assert centre.asks(site, "SELECT to_regclass('people_later'), to_regclass('shop_orders')::text") == [
        (None, "shop_orders")
    ]


def test_a_restore_that_fails_leaves_what_was_there(centre: Centre) -> None:
    site = centre.site
    before = centre.asks(site, "SELECT count(*) FROM django_migrations")
    # Whoever still reads a table keeps it from being replaced; the restore gives up and says so.
    with psycopg.connect(site.wishes["KINDWARD_DATABASE_URL"]) as reading:
        reading.execute("SELECT count(*) FROM people_person").fetchone()
        done = centre.restores(site, centre.data)
    assert done.code == 2 and "in use" in done.complained, done.complained
    assert centre.asks(site, "SELECT count(*) FROM django_migrations") == before
