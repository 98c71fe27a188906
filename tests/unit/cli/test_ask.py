"""Two plain questions lead to a practice."""

import click
import pytest
from click.testing import CliRunner

from kindward.cli.ask import NEEDS, TOO_MUCH, ask_what_is_needed, choose
from kindward.practice import load_catalogue
from practice_scripts import CONTENT

SHIPPED = load_catalogue(CONTENT)


def answered(words):
    @click.command()
    def asking():
        script, seconds = ask_what_is_needed(SHIPPED)
        click.echo(f"{script.slug} {seconds:g}")

    return CliRunner().invoke(asking, input=words).output.splitlines()


def test_an_answer_and_a_length_choose_a_practice():
    assert answered("1\n2\n")[-1] == "self-compassion-break 120"


def test_enter_takes_the_length_that_is_suggested():
    assert answered("4\n\n")[-1] == "just-like-me 180"


def test_too_much_is_asked_nothing_more_and_told_where_help_is():
    lines = answered("8\n")
    assert lines[-1] == "five-senses 60"
    assert any("kindward help" in line for line in lines)


def test_a_slip_is_asked_again():
    lines = answered("9\n1\nlong\n2\n")
    assert lines[-1] == "self-compassion-break 120"
    assert any("expected minutes such as 5" in line for line in lines)


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.slugs[0])
def test_every_need_leads_to_practices_that_ship(need):
    assert set(need.slugs) <= set(SHIPPED)
    script, seconds = choose(need, need.minutes * 60, SHIPPED)
    assert script.slug == need.slugs[0]
    assert script.min_seconds <= seconds <= script.max_seconds


def test_when_the_first_cannot_be_that_long_another_is_chosen():
    lonely = next(need for need in NEEDS if need.slugs[0] == "being-cared-for")
    assert choose(lonely, 60, SHIPPED)[0].slug == "letting-in-good"


def test_too_much_never_leads_inward():
    assert all(SHIPPED[slug].tone == "grounding" for slug in TOO_MUCH.slugs)
