"""``kindward help``: numbers for a country, without a network."""

import pytest

from kindward.cli.help import OTHER_NAMES
from kindward.practice.catalogue import content_folder
from kindward.safety import load_helplines


def test_a_country_has_its_numbers(kindward):
    said = kindward("help", "us").stdout
    assert "In danger now: 911" in said
    assert "988" in said
    assert "Last checked on" in said


def test_many_people_write_uk(kindward):
    assert kindward("help", "UK").stdout == kindward("help", "GB").stdout


@pytest.mark.parametrize(
    ("named", "code"),
    [
        (["ireland"], "IE"),
        (["IRELAND"], "IE"),
        (["england"], "GB"),
        (["Scotland"], "GB"),
        (["northern", "ireland"], "GB"),
        (["u.k."], "GB"),
        (["usa"], "US"),
        (["U.S.A."], "US"),
        (["new", "zealand"], "NZ"),
        (["New Zealand"], "NZ"),
        (["the", "netherlands"], "NL"),
        (["cote d'ivoire"], "CI"),
        (["Turkiye"], "TR"),
        (["guinea bissau"], "GW"),
    ],
)
def test_a_country_can_be_called_by_its_name(kindward, named, code):
    said = kindward("help", *named)
    assert said.exit_code == 0
    assert said.stdout == kindward("help", code).stdout


def test_every_other_name_leads_to_a_country_and_none_hides_one():
    book = load_helplines(content_folder() / "helplines")
    assert set(OTHER_NAMES.values()) <= set(book.emergency)
    assert not set(OTHER_NAMES) & {record.name.casefold() for record in book.emergency.values()}
    assert not {name.upper() for name in OTHER_NAMES} & set(book.emergency)


def test_a_name_with_a_slip_is_asked_back_and_never_guessed(refused):
    assert "did you mean Ireland?" in refused("help", "irland")


def test_without_a_country_it_offers_the_ones_it_knows(kindward):
    said = kindward("help").stdout
    assert "kindward help US" in said
    assert "emergency number" in said


def test_a_country_without_lines_has_its_emergency_number(kindward):
    assert "In danger now: 112" in kindward("help", "FI").stdout


def test_a_country_that_is_none_is_one_clear_line(refused):
    line = refused("help", "zz")
    assert line.startswith("country: there is none named “zz”; expected a name or two letters such as")
    assert "“kindward help” lists them" in line
