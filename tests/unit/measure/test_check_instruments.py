"""What ``kindward check`` says about instruments."""

from kindward.measure.check import check_instruments, is_instruments
from kindward.practice.catalogue import content_folder


def test_the_keys_that_ship_are_without_a_finding():
    assert check_instruments() == []


def test_a_key_or_their_folder_is_known_by_its_place(tmp_path):
    assert is_instruments(content_folder() / "instruments")
    assert is_instruments(content_folder() / "instruments" / "phq-9.yml")
    assert not is_instruments(content_folder() / "references" / "neff-2003.yml")
    assert not is_instruments(content_folder())


def test_a_slip_is_found_from_the_file_its_folder_and_the_content_around_it(made_up, tmp_path):
    path = made_up("title: Lamp\n")
    of_file = check_instruments(path)
    assert [finding.field for finding in of_file] == ["items", "range", "sources", "total"]
    assert check_instruments(path.parent) == check_instruments(tmp_path) == of_file


def test_our_own_words_do_not_say_what_the_product_does_not_say(made_up):
    path = made_up(
        "title: Lamp\nitems: 1\nrange: [0, 3]\ntotal: sum\nsources: [one, two]\n"
        "text: {licence: ours, items: [This is clinically proven]}\n"
    )
    (finding,) = check_instruments(path)
    assert (finding.line, finding.field) == (6, "words")


def test_an_operators_folder_is_checked_too(tmp_path):
    (tmp_path / "phq-2.yml").write_text("items: [one, two]\n")
    (finding,) = check_instruments(own=tmp_path)
    assert finding.field == "licence"
