"""The head of a script: what it must say, and how it is told what is missing."""

from datetime import date

import pytest

from kindward.practice import PersonalWord, ScriptError, parse_script
from practice_scripts import script, script_text

BODY = "## Light\n\nHere is a lamp."


def head_refusal(old, new):
    text = script_text(BODY)
    assert old in text
    with pytest.raises(ScriptError) as caught:
        parse_script(text.replace(old, new), "lamp.md")
    return caught.value


def test_a_whole_head_is_read():
    lamp = script(BODY, shortest="40 seconds", longest="2.5 minutes")
    assert (lamp.slug, lamp.flows, lamp.kind) == ("lamp", ("to_self",), "tender, formal")
    assert (lamp.min_seconds, lamp.max_seconds) == (40, 150)
    assert lamp.reviewer is None
    assert lamp.evidence[0].references == ("nobody-2020",)


def test_flows_keep_their_order_whatever_the_file_says():
    text = script_text(BODY).replace("flows: to_self", "flows: [to_self, to_others]")
    assert parse_script(text, "lamp.md").flows == ("to_others", "to_self")


def test_grounding_is_no_flow():
    text = script_text(BODY).replace("flows: to_self", "flows: grounding")
    assert parse_script(text, "lamp.md").flows == ()


def test_a_reviewer_comes_with_dates():
    text = script_text(BODY, more="reviewed_on: 2026-01-02\ndue_on: 2027-01-02")
    lamp = parse_script(text.replace("none yet", "Dr Alice Example"), "lamp.md")
    assert (lamp.reviewer, lamp.due_on) == ("Dr Alice Example", date(2027, 1, 2))


def test_words_of_ones_own_are_declared():
    lamp = script(
        "## Light\n\nFor {who}.", more='words:\n  who: {ask: "For whom?", default: "a friend", limit: 30}'
    )
    assert lamp.words == (PersonalWord("who", "For whom?", "a friend", 30),)


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("title: Lamp\n", "", "title", "is missing"),
        ("title: Lamp\n", "title: 7\n", "title", "is not text"),
        ("version: 1", "version: 0", "version", "is not a whole number"),
        ("version: 1", "version: true", "version", "is not a whole number"),
        ("flows: to_self", "flows: inward", "flows", "is not a flow"),
        ("kind: tender, formal", "kind: tender", "kind", "is unknown"),
        ("shortest: 10 seconds", "shortest: soon", "shortest", "is not a length"),
        ("longest: 60 minutes", "longest: 5 seconds", "longest", "is less than the shortest"),
        ("slug: lamp", "slug: The Lamp", "slug", "is not a slug"),
        ("cautions:\n  - Not while driving.", "cautions: none", "cautions", "is not a list"),
        ("    references: [nobody-2020]\n", "", "evidence", "expected a list"),
        ("author: Kindward", "author: Kindward\ncolour: red", "colour", "is not a field"),
        ("reviewer: none yet", "reviewer: Dr Alice Example", "reviewer", "is named without dates"),
        (
            "reviewer: none yet",
            "reviewer: none yet\ndue_on: 2027-01-02",
            "reviewer",
            "has a review date but no name",
        ),
        (
            "reviewer: none yet",
            "reviewer: A\nreviewed_on: soon\ndue_on: soon",
            "reviewed_on",
            "is not a date",
        ),
        ("reviewer: none yet", "reviewer: none yet\nwords: {who: {ask: Who}}", "words", "is not complete"),
        ("title: Lamp", "title: Lamp: a light", "head", "quoted if it holds a colon"),
    ],
)
def test_a_head_that_is_not_whole_says_which_field(old, new, field, said):
    error = head_refusal(old, new)
    assert error.field == field
    assert said in error.message


def test_the_line_of_the_field_is_named():
    assert head_refusal("version: 1", "version: 0").line == 5


@pytest.mark.parametrize(
    ("text", "said"), [("Lamp", "does not begin with ---"), ("---\na: 1\n", "never ends")]
)
def test_a_file_without_a_head_is_refused(text, said):
    with pytest.raises(ScriptError, match=said):
        parse_script(text, "lamp.md")
