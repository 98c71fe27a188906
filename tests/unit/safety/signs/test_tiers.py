"""What is shown for which words: one named case for every rule of scope."""

import gzip
import json
import time
from pathlib import Path

import pytest

from kindward.safety.signs import find_tier
from kindward.safety.signs.compile import compile_patterns
from kindward.safety.signs.corpus import CONTENT
from kindward.safety.signs.finder import DATA, TIERS
from kindward.safety.signs.language import Alphabet, PatternError
from kindward.safety.signs.train import PAGE_DATA

EXPLICIT = [
    "I want to die",
    "im going to kill myself tonight",
    "This is my last message. Goodbye everyone.",
    "w4nt to d!e, going to end my life",
]
#: What sounds like an idiom, a joke, the past or somebody else, and is meant: a span that takes out too much would make
#: silence of these. Each with the least that has to show.
EARNEST = [
    row.split("\t")
    for row in (Path(__file__).parent / "earnest.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
#: What everybody writes, in words like those of danger: a sentence about the next attempt at an exam is no plan.
INNOCENT = (Path(__file__).parent / "innocent.txt").read_text(encoding="utf-8").splitlines()
POSSIBLE = [
    "I wish I could disappear",
    "They would all be better off without me",
    "There is no reason to go on living",
    "I'm only a burden on the NHS",
    "cut myself with the kitchen knife on purpose",
    "I took the car out with a death wish",
]
QUIET = ["", "Lunch with Ada was lovely.", "I hate myself for eating that", "I miss my mum every hour"]


@pytest.mark.parametrize("text", EXPLICIT)
def test_intent_and_goodbye_open_the_panel(text: str) -> None:
    assert find_tier(text) == "explicit"


@pytest.mark.parametrize("text", POSSIBLE)
def test_wishing_to_be_gone_shows_one_quiet_line(text: str) -> None:
    assert find_tier(text) == "possible"


@pytest.mark.parametrize("text", QUIET)
def test_everyday_sad_and_harsh_words_stay_quiet(text: str) -> None:
    assert find_tier(text) == "none"


def test_a_denial_gets_the_quiet_line_neither_panel_nor_silence() -> None:
    assert find_tier("I would never do it, but I think about it on the bus.") == "possible"


def test_a_whole_no_is_a_no() -> None:
    assert find_tier("I don't want to die, I want to live.") == "none"


def test_somebody_else_s_danger_is_not_the_writer_s() -> None:
    assert find_tier("My brother wanted to kill himself and he told his doctor.") == "none"


def test_the_past_gets_the_quiet_line() -> None:
    assert find_tier("I tried to kill myself ten years ago.") == "possible"


def test_an_idiom_is_an_idiom() -> None:
    assert find_tier("This job is killing me, I'm dead on my feet.") == "none"


@pytest.mark.parametrize(("least", "text"), EARNEST)
def test_an_idiom_s_words_in_earnest_are_no_idiom(least: str, text: str) -> None:
    assert TIERS.index(find_tier(text)) >= TIERS.index(least)


@pytest.mark.parametrize("text", INNOCENT)
def test_everyday_words_that_sound_like_danger_stay_quiet(text: str) -> None:
    assert find_tier(text) == "none"


def test_a_joke_is_softened_and_being_in_earnest_is_not() -> None:
    assert find_tier("I'm going to kill myself lol") == "possible"
    assert find_tier("I'm going to kill myself, no joke") == "explicit"


def test_one_sentence_in_a_long_text_is_enough() -> None:
    day = "We had soup and walked along the river and then it rained. "
    assert find_tier(day * 20) == "none"
    assert find_tier(day * 20 + "I am going to kill myself tonight. " + day * 20) == "explicit"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "(" * 100_000,
        '"' * 100_000,
        "die " * 25_000,
        "i! " * 33_000,
        "not " * 25_000,
        "😂" * 50_000,
    ],
)
def test_no_text_makes_it_slow(text: str) -> None:
    find_tier("warm")
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.02


def _seconds(text: str) -> float:
    begun = time.process_time()
    find_tier(text)
    return time.process_time() - begun


def test_the_data_that_ship_are_the_patterns_that_are_read() -> None:
    shipped = json.loads(DATA.read_text(encoding="utf-8"))
    assert compile_patterns(CONTENT, shipped["model"]) == shipped


def test_the_page_has_the_same_data() -> None:
    page = PAGE_DATA.read_text(encoding="utf-8")
    assert json.loads(page.removeprefix("export default ").removesuffix(";\n")) == json.loads(
        DATA.read_text(encoding="utf-8")
    )
    # As it travels, once: docs/decisions/0305 says what a smaller one would miss.
    assert len(gzip.compress(page.encode(), 9)) < 200_000


@pytest.mark.parametrize("pattern", ["want to (die", "want NOBODYKNOWS", "~3", "want?"])
def test_a_pattern_that_means_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        Alphabet({}, {}).read(pattern)
