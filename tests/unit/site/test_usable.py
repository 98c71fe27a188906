"""Values of settings that can be used, and those that stop the start with one line."""

from __future__ import annotations

import pytest

from kindward.site import usable

KNOWN = {"KINDWARD_COUNTRY", "KINDWARD_SECRET_KEY", "KINDWARD_DATA"}


@pytest.mark.parametrize("value", [0, -1, 257])
def test_a_number_outside_its_range_is_told(value: int) -> None:
    with pytest.raises(ValueError, match=f"^KINDWARD_WORKERS: {value}; expected 1 to 256$"):
        usable.within("KINDWARD_WORKERS", value, 1, 256)


def test_a_number_inside_is_itself() -> None:
    assert [usable.within("KINDWARD_WORKERS", value, 1, 256) for value in (1, 2, 256)] == [1, 2, 256]


def test_a_choice_that_is_none_is_told() -> None:
    assert usable.one_of("KINDWARD_LOG_LEVEL", "info", ("info", "error")) == "info"
    with pytest.raises(ValueError, match=r"^KINDWARD_LOG_LEVEL: loud; expected one of info, error$"):
        usable.one_of("KINDWARD_LOG_LEVEL", "loud", ("info", "error"))


def test_names_of_hosts_lose_the_blanks_around_them() -> None:
    given = ["kindward.example.org", " .example.org", "", "*", "[2001:db8::1]", "10.0.0.1"]
    assert usable.hosts("KINDWARD_HOSTS", given) == [
        "kindward.example.org", ".example.org", "*", "[2001:db8::1]", "10.0.0.1",
    ]  # fmt: skip


@pytest.mark.parametrize("host", ["https://x.org", "x.org/", "x.org:8000", "x org", "x.org."])
def test_an_address_is_no_name_of_a_host(host: str) -> None:
    with pytest.raises(
        ValueError, match=r"^KINDWARD_HOSTS: .*; expected a name such as kindward.example.org"
    ):
        usable.hosts("KINDWARD_HOSTS", [host])


def test_a_slip_of_the_finger_is_named_with_what_was_meant() -> None:
    given = ["KINDWARD_COUNTY", "KINDWARD_DATA", "KINDWARD_SECRET_KEY_FILE", "KINDWARD_ZEBRA", "PATH"]
    assert usable.misspelt(given, KNOWN) == [
        "KINDWARD_COUNTY: there is no such setting; did you mean KINDWARD_COUNTRY?",
        "KINDWARD_ZEBRA: there is no such setting",
    ]
