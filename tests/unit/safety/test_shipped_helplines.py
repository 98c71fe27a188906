"""The helplines that ship: whole, dated, and honest about who has rung them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from helpline_files import LINE, write_lines
from kindward.practice import content_folder
from kindward.safety import Helpline, HelplineBook, check_helplines, load_helplines
from kindward.safety.countries import COUNTRIES, ISO_3166

TODAY = date(2026, 11, 23)
NATIONAL = {
    "US": "988", "CA": "988", "GB": "116123", "IE": "116123", "AU": "131114", "NZ": "1737", "DE": "116123",
    "FR": "3114", "ES": "024", "IN": "14416",
}  # fmt: skip
EMERGENCY = {
    "US": "911", "CA": "911", "GB": "999 / 112", "IE": "112 / 999", "AU": "000", "NZ": "111", "DE": "112",
    "FR": "112", "ES": "112", "IN": "112",
}  # fmt: skip


@pytest.fixture(scope="module")
def book() -> HelplineBook:
    return load_helplines(content_folder() / "helplines")


def line(book: HelplineBook, country: str, name: str) -> Helpline:
    return next(line for line in book.lines[country] if line.name == name)


def test_nothing_is_wrong_with_them() -> None:
    assert check_helplines(content_folder(), TODAY) == []


def test_a_date_years_ahead_is_found(folder: Path) -> None:
    found = check_helplines(folder.parent, date(2024, 1, 1))
    assert len(found) == len(COUNTRIES) + 2
    assert "2026-01-01 has not come yet" in str(found[0])


def test_one_file_can_be_checked_alone(folder: Path) -> None:
    assert check_helplines(folder / "ie.tsv", TODAY) == []
    path = write_lines(folder / "ie.tsv", LINE | {"kind": "main"})
    assert [str(found) for found in check_helplines(path, TODAY)] == [
        f"{path}:2: kind: “main” is not a kind; expected national or secondary"
    ]
    (folder / "emergency.tsv").write_text("country\n")
    assert check_helplines(folder / "emergency.tsv", TODAY)[0].field == "columns"


def test_every_country_of_iso_3166_has_an_emergency_record(book: HelplineBook) -> None:
    assert len(ISO_3166) == 249
    assert set(book.emergency) == COUNTRIES


def test_a_missing_country_is_found(folder: Path) -> None:
    path = folder / "emergency.tsv"
    kept = [row for row in path.read_text().splitlines() if not row.startswith("TV\t")]
    path.write_text("\n".join(kept))
    assert "no record for TV" in str(check_helplines(folder, TODAY)[0])


@pytest.mark.parametrize("country", NATIONAL)
def test_the_main_line_comes_first(book: HelplineBook, country: str) -> None:
    first = book.lines[country][0]
    assert first.national
    assert first.numbers[0][1] == NATIONAL[country]
    assert book.emergency[country].any == EMERGENCY[country]


@pytest.mark.parametrize("country", NATIONAL)
def test_there_are_several_other_lines(book: HelplineBook, country: str) -> None:
    assert sum(not line.national for line in book.lines[country]) >= 4


def test_988_can_be_called_texted_and_chatted_with(book: HelplineBook) -> None:
    main = line(book, "US", "988 Suicide & Crisis Lifeline")
    assert (main.short_code, main.sms, main.call) == ("988", "988", "")
    assert main.chat.startswith("https://988lifeline.org/")


def test_in_the_us_veterans_press_1_and_spanish_is_2(book: HelplineBook) -> None:
    veterans, spanish = line(book, "US", "Veterans Crisis Line"), line(book, "US", "988 en español")
    assert (veterans.short_code, veterans.press, veterans.sms) == ("988", "1", "838255")
    assert (spanish.short_code, spanish.press) == ("988", "2")


def test_no_file_says_1988() -> None:
    for path in (content_folder() / "helplines").glob("*.tsv"):
        assert "+1988" not in path.read_text(encoding="utf-8").replace(" ", "")


def test_what_nobody_has_rung_is_not_called_verified(book: HelplineBook) -> None:
    lines = [line for lines in book.lines.values() for line in lines]
    assert {line.method for line in lines} == {"read on a stored copy of a public page, not rung"}
    assert {record.method for record in book.emergency.values()} == {"compared in public lists, not rung"}
    assert not any(record.verified for record in [*lines, *book.emergency.values()])


def test_where_no_number_is_known_the_record_says_why(book: HelplineBook) -> None:
    unknown = [record for record in book.emergency.values() if not record.known]
    assert {"AQ", "KP", "TK"} <= {record.country for record in unknown}
    assert all(len(record.note) > 20 for record in unknown)
