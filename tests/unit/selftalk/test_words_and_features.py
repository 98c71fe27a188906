"""A text becomes words, and words become features."""

from pathlib import Path

import pytest

from kindward.selftalk import shipped_model
from kindward.selftalk.features import features_of, parts_of
from kindward.selftalk.language import language_of, read_language
from kindward.selftalk.words import words_of

CONTENT = Path(__file__).parents[3] / "content" / "selftalk"
LANGUAGE = read_language(CONTENT)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("I’m NOT a failure.", "i am not a failure ."),
        ("dont u dare", "do not you dare"),
        ("Well… fine — café, 42!!", "well .. fine - cafe , 0 ! !"),
        ("cannot won't ain't", "can not will not is not"),
        ("it's ok ❤", "it 's okay love"),
        ("ＦＵＬＬ width", "full width"),
    ],
)
def test_a_text_is_read_word_by_word(typed, read):
    assert words_of(typed, LANGUAGE) == read.split()


def test_a_text_without_a_word_has_none():
    assert words_of("你好 🏔", LANGUAGE) == []


def test_what_is_denied_is_another_feature_than_what_is_said():
    said = features_of(words_of("a failure", LANGUAGE), LANGUAGE)["kinds"]
    denied = features_of(words_of("not a failure", LANGUAGE), LANGUAGE)["kinds"]
    assert set(said) - set(denied) and set(denied) - set(said)


def test_a_text_turns_at_but_and_at_a_full_stop():
    words = words_of("I failed but I am here. Come on", LANGUAGE)
    assert [" ".join(part) for part in parts_of(words, LANGUAGE)] == ["i failed", "but i am here", "come on"]


def test_a_text_of_one_part_does_not_turn():
    assert features_of(words_of("I failed", LANGUAGE), LANGUAGE)["turns"] == []


def test_the_tables_travel_inside_the_model_unchanged():
    assert language_of(LANGUAGE.as_data()) == LANGUAGE
    assert shipped_model().language == LANGUAGE
