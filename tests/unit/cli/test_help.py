"""``kindward help``: numbers for a country, without a network."""


def test_a_country_has_its_numbers(kindward):
    said = kindward("help", "us").stdout
    assert "In danger now: 911" in said
    assert "988" in said
    assert "Last checked on" in said


def test_many_people_write_uk(kindward):
    assert kindward("help", "UK").stdout == kindward("help", "GB").stdout


def test_without_a_country_it_offers_the_ones_it_knows(kindward):
    said = kindward("help").stdout
    assert "kindward help US" in said
    assert "emergency number" in said


def test_a_country_without_lines_has_its_emergency_number(kindward):
    assert "In danger now: 112" in kindward("help", "FI").stdout


def test_a_country_that_is_none_is_one_clear_line(refused):
    assert refused("help", "zz").startswith("country: there is none named “zz”; expected two letters")
