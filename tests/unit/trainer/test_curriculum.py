"""What the curriculum says, and how it refuses what makes no sense."""

import pytest

from kindward.practice.catalogue import content_folder, load_catalogue
from kindward.trainer import TrainerError, load_curriculum
from kindward.trainer.curriculum_file import read_entries

SHIPPED = content_folder() / "curriculum.yml"


def test_it_places_every_practice_that_ships_and_no_other():
    assert set(read_entries(SHIPPED)) == set(load_catalogue())


def test_it_trains_the_flows_the_scripts_name(catalogue):
    for slug, entry in read_entries(SHIPPED).items():
        assert set(entry.trains) == set(catalogue[slug].flows), slug


def test_nothing_waits_for_something_that_comes_later(curriculum):
    for place, firsts in enumerate(curriculum.after):
        if firsts:
            assert min(curriculum.order[first] for first in firsts) < curriculum.order[place]


def test_a_practice_nobody_has_placed_comes_last_and_carefully(catalogue, tmp_path):
    text = SHIPPED.read_text(encoding="utf-8")
    start = text.index("  steady-helper:")
    (tmp_path / "curriculum.yml").write_text(
        text[:start] + text[text.index("  day-with-kindness:") :], encoding="utf-8"
    )
    curriculum = load_curriculum(catalogue, tmp_path)
    place = curriculum.index["steady-helper"]
    assert curriculum.order[place] == curriculum.order.max()
    assert curriculum.inward[place]
    assert curriculum.trains[place].tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (
            "evidence: 0.35",
            "evidence: 3",
            "five-senses: evidence: 3 is not a share; expected a number from 0 to 1",
        ),
        ("anchor: outside", "anchor: sky", "anchor: “sky” is unknown; expected one of outside, body, inside"),
        ("is: [body, quiet]", "is: [loud]", "is: names something unknown"),
        ("trains: {}", "trains: {to_cats: 1}", "trains: names an unknown flow"),
        ("order: 1\n", "order: first\n", "order: 'first' is not a place"),
        ("    order: 1\n", "", "has not the right fields"),
        ("after: [safe-place,", "after: [safer-place,", "after: “safer-place” is not another practice"),
        ("practices:", "practises:", "practices: is missing"),
        ("version: 1", "version: [", "file: cannot be read"),
    ],
)
def test_a_slip_is_named_with_its_place(tmp_path, was, becomes, said):
    path, text = tmp_path / "curriculum.yml", SHIPPED.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(TrainerError) as refused:
        read_entries(path)
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"{path}:")
    assert "\n" not in str(refused.value)
