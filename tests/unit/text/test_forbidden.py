"""Words the product does not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kindward.text.forbidden import check_forbidden, find_forbidden, load_rules, seen_words

NOT_SAID = [
    "clinically proven",
    "24/7",
    "You are safe with us.",
    "push\nthrough",
    "He committed suicide",
    "Let go of it",
    "let it go",
    "Just breathe",
    "a cure for sadness",
    "You are broken",
    "crazy",
    "severe depression",
    "You’re safe here",
    "Calm down",
]
SAID = [
    "just like me",
    "not a cure",
    "secure",
    "commit to ten minutes",
    "some cups stay broken",
    "Let this go well",
    "somebody else may harm you",
    "a just world",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_it_is_found(text: str) -> None:
    assert find_forbidden(f"Some words. {text} And more.")


@pytest.mark.parametrize("text", SAID)
def test_words_that_only_look_alike_are_left_alone(text: str) -> None:
    assert find_forbidden(text) == []


def test_spoken_guidance_has_stricter_rules() -> None:
    text = "You are just a breath away."
    assert find_forbidden(text) == []
    assert [found.words for found in find_forbidden(text, "scripts")] == ["just"]
    assert find_forbidden("A wish for someone just like me, just as they are", "scripts") == []


def test_the_place_is_named_and_what_to_say_instead() -> None:
    (found,) = find_forbidden("One line.\nThis is clinically proven.")
    assert (found.line, found.column, found.words) == (2, 9, "clinically proven")
    assert str(found).startswith("“clinically proven” is not said here: ")
    assert "Expected instead: what studies found" in str(found)


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(ValueError, match="expected everywhere or scripts"):
        find_forbidden("", "mails")


def test_of_a_template_only_what_people_see_or_hear_counts(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '{# crazy #}<p class="crazy">{% if crazy %}{{ crazy }}{% endif %}\n'
        '<img alt="24/7"><!-- crazy --><script>"crazy"</script>\nCalm down.</p>'
    )
    assert [(found.line, found.message[:12]) for found in check_forbidden(path)] == [
        (2, "“24/7” is no"),
        (3, "“Calm down” "),
    ]


def test_lines_keep_their_numbers_when_tags_are_taken_out() -> None:
    source = "{% comment %}\na\n{% endcomment %}\n<p\nclass='x'>b</p>"
    assert seen_words(source).splitlines()[4].strip() == "b"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("words\teverywhere\twhy", "expected 4 fields"),
        ("words\tmails\twhy\tthis", "“mails” is not known"),
        ("/(/\teverywhere\twhy\tthis", "not a pattern"),
    ],
)
def test_a_bad_rule_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "forbidden.tsv"
    path.write_text(f"phrase\twhere\twhy\tsay_instead\n{line}\n")
    with pytest.raises(ValueError, match=said) as raised:
        load_rules(path)
    assert str(raised.value).startswith(f"{path}:2: ")
