"""A record that is not as it must be is refused with one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpline_files import LINE, write_emergency, write_lines
from kindward.safety import HelplineError, load_helplines

BAD_FIELDS = [
    ("country", "UK", "“UK” is not a country"),
    ("name", "", "is empty; expected some words"),
    ("short_code", "+1988", "without +"),
    ("short_code", "1234567", "expected 2 to 6 digits"),
    ("call", "+1988", "7 to 15 digits"),
    ("call", "ring us", "not a telephone number"),
    ("sms", "+1988", "never +1988"),
    ("sms", "home to 741741", "cannot be texted"),
    ("chat", "listeners.example", "begins with https://"),
    ("press", "12", "a single digit"),
    ("hours", "24/7", "are not hours"),
    ("hours", "Mon-Fri 9-17", "are not hours"),
    ("time_zone", "GMT+1", "is not a time zone"),
    ("kind", "main", "expected national or secondary"),
    ("source", "", "expected the https:// address"),
    ("verified_on", "", "there is no date"),
    ("verified_on", "01/02/2026", "is not a date"),
    ("verified_on", "2026-02-30", "is not a date"),
    ("method", "sure", "expected rung"),
]


@pytest.mark.parametrize(("field", "value", "said"), BAD_FIELDS)
def test_a_bad_field_is_named_with_file_line_and_what_was_expected(
    folder: Path, field: str, value: str, said: str
) -> None:
    path = write_lines(folder / "ie.tsv", LINE, LINE | {"name": "Second", field: value})
    with pytest.raises(HelplineError) as raised:
        load_helplines(folder)
    line = str(raised.value)
    assert line.startswith(f"{path}:3: {field}: ")
    assert said in line
    assert "\n" not in line


def test_a_line_without_any_way_to_reach_it_is_refused(folder: Path) -> None:
    write_lines(folder / "ie.tsv", LINE | {"short_code": ""})
    with pytest.raises(HelplineError, match=r"as are sms, chat and short_code"):
        load_helplines(folder)


def test_hours_need_a_time_zone(folder: Path) -> None:
    write_lines(folder / "ie.tsv", LINE | {"hours": "every day 10:00-22:00"})
    with pytest.raises(HelplineError, match=r"time_zone: is empty beside those hours"):
        load_helplines(folder)


@pytest.mark.parametrize(
    "hours", ["every day 10:00-24:00", "Mon-Fri 09:00-17:00; Sat 10:00-14:00", "Mon-Thu 18:00-02:00"]
)
def test_hours_as_people_write_them_are_read(folder: Path, hours: str) -> None:
    write_lines(folder / "ie.tsv", LINE | {"hours": hours, "time_zone": "Europe/Dublin"})
    assert load_helplines(folder).lines["IE"][0].hours == hours


def test_a_country_without_a_number_must_say_so(folder: Path) -> None:
    write_emergency(folder / "emergency.tsv", ["IE"], number="")
    with pytest.raises(HelplineError, match=r"emergency\.tsv:2: note: is empty beside no number"):
        load_helplines(folder)


def test_a_record_in_the_wrong_file_is_refused(folder: Path) -> None:
    write_lines(folder / "gb.tsv", LINE)
    with pytest.raises(HelplineError, match=r"IE does not belong in gb\.tsv"):
        load_helplines(folder)


def test_a_country_with_helplines_needs_a_national_one(folder: Path) -> None:
    write_lines(folder / "ie.tsv", LINE | {"kind": "secondary"})
    with pytest.raises(HelplineError, match="no national line"):
        load_helplines(folder)


def test_numbers_are_dialled_without_spaces_and_without_a_prefix(folder: Path) -> None:
    line = LINE | {"short_code": "13 11 14", "call": "0800 068 4141", "sms": "HOME to 678-678"}
    write_lines(folder / "ie.tsv", line)
    read = load_helplines(folder).lines["IE"][0]
    assert read.numbers == (("13 11 14", "131114"), ("0800 068 4141", "08000684141"))
    assert (read.text_word, read.text_number) == ("HOME", "678678")


def test_reading_a_number_somewhere_does_not_verify_it(folder: Path) -> None:
    write_lines(folder / "ie.tsv", LINE, LINE | {"name": "Second", "method": "public sources, not rung"})
    rung, read = load_helplines(folder).lines["IE"]
    assert rung.verified
    assert not read.verified
