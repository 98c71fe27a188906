"""The person's own words: spoken as they gave them, within limits, and never in the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.practice import WordError, compose, words_in_order
from practice_scripts import Metronome, script

WISH = script(
    "## Wish\n\n{loved}, may you be well. (2-9)\n\nThink of {loved}. (2-9)",
    more='words:\n  loved: {ask: "Who?", default: "someone you love", limit: 20}',
)


def said(**words):
    return [cue.text for cue in compose(WISH, 20, Metronome(), words).spoken]


def test_without_a_word_the_default_is_spoken():
    assert said() == ["Someone you love, may you be well.", "Think of someone you love."]


def test_a_name_is_spoken_where_it_belongs():
    assert said(loved="Bob") == ["Bob, may you be well.", "Think of Bob."]


def test_a_word_that_opens_the_sentence_gets_a_capital():
    assert said(loved="my old dog")[0] == "My old dog, may you be well."


def test_an_empty_word_is_the_default():
    assert said(loved="  ") == said()


def test_white_space_and_final_marks_are_tidied():
    assert said(loved=" my\n old  dog. ")[1] == "Think of my old dog."


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"loved": "a" * 21}, "21 characters are too many; expected at most 20"),
        ({"loved": "{loved}"}, "brackets cannot be spoken"),
        ({"friend": "Bob"}, "is not a word of lamp; expected loved"),
    ],
)
def test_a_word_that_cannot_be_spoken_is_refused_by_its_name(words, message):
    with pytest.raises(WordError, match=message) as caught:
        said(**words)
    assert caught.value.name in words


@given(st.text(max_size=30))
def test_any_word_is_spoken_or_refused_and_never_changes_the_rest(word):
    try:
        lines = said(loved=word)
    except WordError:
        return
    assert lines[1].startswith("Think of ")
    assert lines[1].endswith(".")
    assert "\n" not in lines[1]
    assert "{" not in lines[1]


def test_words_given_in_order_find_their_slots():
    assert words_in_order(WISH, ["Bob"]) == {"loved": "Bob"}


def test_more_words_than_slots_are_refused():
    with pytest.raises(WordError, match="2 were given for lamp; expected at most 1"):
        words_in_order(WISH, ["Bob", "Alice"])
