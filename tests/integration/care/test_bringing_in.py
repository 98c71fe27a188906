"""Rosters and waiting lists from CSV, whole or not at all; and a made-up centre that says so on every page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from kindward.site.care import coordinator_services
from kindward.site.care.models import Assessment, DutySheet, Event, Licence, Match, Therapist
from kindward.site.care.standings import standing_of, waiting
from kindward.site.jobs import care
from kindward.site.people.models import Account, Person

pytestmark = pytest.mark.django_db

THERAPISTS = """\
name,languages,age_groups,specialties,modalities,fee,windows,capacity,licence_jurisdiction,licence_number,licence_expires_on,licence_checked_on,licence_checked_by
Ana Lind,en; es,adult,shame; grief,video,90.50,tue-ev; thu-ev,3,US-WA,LW 1,2027-01-31,2026-01-02,dana
Ana Lind,,,,,,,,US-OR,LW 2,2027-06-30,,
"Bo Kim, PhD",ko;en,adult;teen,,phone;video,,mon-am,1,US-WA,LW 3,2027-01-31,2026-01-02,dana
"""
WAITING = """\
name,email,waiting_since,jurisdiction,languages,age_group,needs,modalities,windows
heron,heron@example.org,2026-02-20,US-WA,en,adult,shame,video,tue-ev
plover,plover@example.org,2026-02-10,US-WA,en,adult,,video,tue-ev
wren,wren@example.org,,US-WA,ar,adult,,video,tue-ev
"""


@pytest.fixture
def file(tmp_path: Path):
    def write(text: str, name: str = "list.csv") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def refused(command: str, *given: str) -> list[str]:
    with pytest.raises(CommandError) as problem:
        call_command(command, *given)
    assert problem.value.returncode == 2
    return str(problem.value).splitlines()


def test_therapists_come_in_with_all_their_licences(file, capsys) -> None:
    call_command("import-therapists", file(THERAPISTS))
    ana = Therapist.objects.get(name="Ana Lind")
    assert (ana.languages, ana.specialties, str(ana.fee)) == (["en", "es"], ["shame", "grief"], "90.50")
    assert [licence.jurisdiction for licence in ana.licences.all()] == ["US-OR", "US-WA"]
    told = capsys.readouterr()
    assert told.out == "2 new, 0 brought up to date.\n"
    assert "licence LW 2 counts once a coordinator checks it" in told.err


def test_the_same_file_again_makes_nobody_twice(file) -> None:
    call_command("import-therapists", file(THERAPISTS))
    call_command("import-therapists", file(THERAPISTS.replace(",3,US-WA", ",5,US-WA")))
    assert Therapist.objects.count() == 2
    assert Therapist.objects.get(name="Ana Lind").capacity == 5


def test_a_renewal_comes_in_beside_what_holds_until_somebody_checked_it(file) -> None:
    call_command("import-therapists", file(THERAPISTS))
    renewed = THERAPISTS.replace("LW 1,2027-01-31,2026-01-02,dana", "LW 1,2029-01-31,,")
    call_command("import-therapists", file(renewed))
    days = Licence.objects.filter(number="LW 1").values_list("expires_on__year", "checked_by")
    assert list(days) == [(2029, ""), (2027, "dana")]
    call_command("import-therapists", file(renewed.replace("2029-01-31,,", "2029-01-31,2026-03-01,dana")))
    assert Licence.objects.get(number="LW 1").expires_on.year == 2029


def test_a_dry_run_says_it_and_does_nothing(file, capsys) -> None:
    call_command("import-therapists", file(THERAPISTS), "--dry-run", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert (told["dry_run"], told["new"], told["licences"]) == (True, 2, 3)
    assert not Therapist.objects.exists() and not Licence.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("Ana Lind,en; es", ",en; es", "list.csv:2: name: empty; expected a value"),
        ("tue-ev; thu-ev", "tuesday", "list.csv:2: windows: “tuesday”; expected one of mon-am, "),
        ("90.50", "ninety", "list.csv:2: fee: “ninety”; expected an amount such as 90 or 90.50"),
        ("90.50", "NaN", "list.csv:2: fee: “NaN”; expected an amount"),
        (",3,US-WA", ",-3,US-WA", "list.csv:2: capacity: “-3”; expected a whole number from 0 to 500"),
        ("2027-06-30", "30.6.2027", "list.csv:3: licence_expires_on: “30.6.2027”; expected a day such as"),
        (
            "2027-01-31,2026-01-02,dana\nAna",
            "2027-01-31,2026-01-02,\nAna",
            "list.csv:2: licence_checked_by: only one",
        ),
        (",phone;video,,", ",phone;video,", "list.csv:4: line: 12 cells; expected 13, as in the header"),
        (
            "LW 3",
            "LW 1",
            "list.csv:1: licence_number: “LW 1” of US-WA twice in this file; expected each licence once",
        ),
        ("fee,windows", "fees,windows", "list.csv:1: header: “fees”; expected columns among name, "),
    ],
)
def test_a_fault_is_named_by_line_and_field_and_nothing_is_changed(file, wrong, right, said) -> None:
    lines = refused("import-therapists", file(THERAPISTS.replace(wrong, right, 1)))
    assert lines[0].startswith(said)
    assert not Therapist.objects.exists()


def test_all_faults_are_told_at_once(file) -> None:
    wrong = THERAPISTS.replace("90.50", "x").replace("mon-am", "y").replace("2027-06-30", "z")
    assert [line.split(": ")[0] for line in refused("import-therapists", file(wrong))] == [
        "list.csv:2", "list.csv:3", "list.csv:4",
    ]  # fmt: skip


def test_what_is_no_file_or_no_text_is_one_clear_line(tmp_path: Path) -> None:
    assert "No such file" in refused("import-therapists", str(tmp_path / "none.csv"))[0]
    (tmp_path / "bytes.csv").write_bytes(b"name\n\xff\xfe")
    (line,) = refused("import-therapists", str(tmp_path / "bytes.csv"))
    assert line == "bytes.csv:1: file: byte 5 is not UTF-8; expected a text file in UTF-8"
    (tmp_path / "empty.csv").write_text("")
    assert "no column “name”" in refused("import-therapists", str(tmp_path / "empty.csv"))[0]


def test_a_waiting_list_keeps_its_order_and_says_whom_nobody_can_serve(
    file, duty_sheet, thea, capsys
) -> None:
    call_command("import-waiting-list", file(WAITING))
    order = [row.person.account.username for row, _ in waiting()]
    assert order == ["plover", "heron"]
    assert "list.csv:4: kept, not in the queue: nobody here for this (languages)" in capsys.readouterr().err
    wren = Assessment.objects.get(person__account__username="wren")
    assert standing_of(wren.case).state == "draft"


def test_nobody_comes_in_twice_and_nothing_without_an_open_duty_sheet(
    file, duty_sheet, alice_account
) -> None:
    twice = WAITING.replace("plover@", "heron@").replace("wren,", "Alice,")
    assert refused("import-waiting-list", file(twice)) == [
        "list.csv:3: email: “heron@example.org” is in line 2 too; expected each person once",
        "list.csv:4: name: “Alice” has an account here; expected one that has none",
    ]
    DutySheet.objects.all().delete()
    assert any("matching is not open here" in line for line in refused("import-waiting-list", file(WAITING)))
    assert Account.objects.count() == 1


def test_a_made_up_centre_is_whole_and_goes_again(
    newcomer: Client, bob_person: Person, django_capture_on_commit_callbacks, capsys
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo-centre", "--format", "json")
    made = json.loads(capsys.readouterr().out)
    assert made["therapists"] == 6 and len(made["logins"]) == 7
    for path in ("/", "/care/", "/practices/", "/account/login/"):
        assert "This centre is made up" in newcomer.get(path).content.decode()
    care.tick()
    assert Event.objects.filter(kind="missed").count() == 1
    assert Event.objects.filter(kind="offered").count() > 2
    assert not Event.objects.filter(made_up=False).exists()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo-centre", "--remove")
    assert not any(model.objects.exists() for model in (Therapist, Assessment, Match, DutySheet))
    assert list(Person.objects.all()) == [bob_person]
    assert "made up" not in newcomer.get("/").content.decode()


def test_a_made_up_centre_never_mixes_with_a_real_one(thea) -> None:
    assert "real centre" in refused("demo-centre")[0]
    assert Therapist.objects.get() == thea


def test_a_made_up_centre_takes_nobody_real_with_it(db: None) -> None:
    Account.objects.create_user("made-up-mind")
    call_command("demo-centre")
    call_command("demo-centre")
    call_command("demo-centre", "--remove")
    assert [account.username for account in Account.objects.all()] == ["made-up-mind"]


def test_a_duty_sheet_written_while_trying_goes_with_the_made_up_centre(db: None) -> None:
    call_command("demo-centre")
    trying = Account.objects.get(username="made-up-coordinator")
    told = {name: getattr(DutySheet.objects.get(), name) for name in DutySheet.NEEDED}
    coordinator_services.write_duty_sheet(told, trying, timezone.now())
    call_command("demo-centre")
    call_command("demo-centre", "--remove")
    assert not DutySheet.objects.exists()


def test_somebody_who_had_a_made_up_name_before_keeps_their_account(db: None) -> None:
    Account.objects.create_user("made-up-robin")
    assert "“made-up-robin”" in refused("demo-centre")[0]
    call_command("demo-centre", "--remove")
    assert Account.objects.get().username == "made-up-robin"
    assert not Therapist.objects.exists()
