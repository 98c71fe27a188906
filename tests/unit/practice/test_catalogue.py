"""Finding a practice."""

import pytest

from kindward.practice import ScriptError, UnknownPractice, load_catalogue
from kindward.practice.catalogue import find_practice
from practice_scripts import CONTENT, script_text


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "practices"
    folder.mkdir()
    (folder / "lamp.md").write_text(script_text("## Light\n\nHere is a lamp."))
    return tmp_path


def test_scripts_are_found_by_slug_in_order(content):
    other = (content / "practices" / "lamp.md").read_text().replace("slug: lamp", "slug: candle")
    (content / "practices" / "candle.md").write_text(other)
    assert list(load_catalogue(content)) == ["candle", "lamp"]


def test_one_script_is_found_without_reading_the_others(content):
    (content / "practices" / "broken.md").write_text("not a script")
    assert find_practice("lamp", content).title == "Lamp"


@pytest.mark.parametrize("find", [find_practice, lambda slug, content: load_catalogue(content)[slug]])
def test_a_slip_of_the_pen_is_met_with_a_suggestion(content, find):
    with pytest.raises(UnknownPractice, match=r"there is none named “lmap”; did you mean lamp\?"):
        find("lmap", content)


def test_a_name_like_nothing_is_met_with_the_list(content):
    with pytest.raises(UnknownPractice, match="“kindward practices” lists them"):
        find_practice("zzz", content)


def test_a_title_is_as_good_as_a_hint():
    with pytest.raises(UnknownPractice, match=r"did you mean self-compassion-break\?"):
        find_practice("Self-compassion break", CONTENT)


def test_a_path_is_no_way_out_of_the_folder(content):
    with pytest.raises(UnknownPractice):
        find_practice("../practices/lamp", content)


def test_a_slug_is_the_name_of_its_file(content):
    (content / "practices" / "lamp.md").rename(content / "practices" / "light.md")
    with pytest.raises(ScriptError, match="must be the file's name; expected light"):
        load_catalogue(content)
