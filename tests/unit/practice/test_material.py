"""The order in which the parts of a script come in."""

from kindward.practice import sentences_of
from kindward.practice.material import items_of
from practice_scripts import script


def entering(read):
    """The first words of each item, in their order of entry."""
    return [item.sentences[0].text for item in items_of(read)]


def test_what_is_required_comes_first_and_together():
    read = script("## Light\n\nOne.\n\n+1 Two.\n\n## Dark\n\nThree.")
    first, second = items_of(read)
    assert [sentence.text for sentence in first.sentences] == ["One.", "Three."]
    assert [sentence.text for sentence in second.sentences] == ["Two."]


def test_the_rest_comes_in_by_number_then_by_place():
    read = script("## Light\n\nOne.\n\n+3 Late.\n\n+1 Early.\n\n## Dark\n\nNight.\n\n+1 Second.\n\n+2 Third.")
    assert entering(read) == ["One.", "Early.", "Second.", "Third.", "Late."]


def test_a_step_that_waits_comes_in_whole_and_its_lines_never_before_it():
    read = script(
        "## Light\n\nOne.\n\n## +4 Dark\n\nNight.\n\nStars.\n\n+1 A moon.\n\n## End\n\nTwo.\n\n+5 Three."
    )
    assert entering(read) == ["One.", "Night.", "A moon.", "Three."]
    assert [sentence.text for sentence in items_of(read)[1].sentences] == ["Night.", "Stars."]


def test_rounds_open_up_evenly_over_the_steps():
    rounds = "(rounds 1-3, +3)\n\n{0} one.\n\n### Two\n\n{0} two.\n\n### Three\n\n{0} three."
    read = script(f"## A\n\n{rounds.format('First')}\n\n## B\n\n{rounds.format('Second')}")
    assert entering(read) == ["First one.", "First two.", "Second two.", "First three.", "Second three."]


def test_optional_lines_open_up_evenly_too():
    text = "(rounds 1-2, +3)\n\n{0}.\n\n+3 {0} more.\n\n### Again\n\n{0} again.\n\n+3 {0} still."
    read = script(f"## A\n\n{text.format('First')}\n\n## B\n\n{text.format('Second')}")
    assert entering(read)[1:3] == ["First more.", "Second more."]


def test_a_further_round_of_a_step_that_waits_waits_with_it():
    read = script(
        "## A\n\nOne.\n\n## +6 B\n\n(rounds 1-2, +2)\n\nTwo.\n\n### Again\n\nThree.\n\n## C\n\nFour."
    )
    assert entering(read) == ["One.", "Two.", "Three."]
    assert [item.priority for item in items_of(read)] == [0, 6, 6]


def test_every_different_sentence_is_named_once():
    read = script("## A\n\nOne. One. Two.\n\n+1 Two.")
    assert sentences_of(read) == ("One.", "Two.")
