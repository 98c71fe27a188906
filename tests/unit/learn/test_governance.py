"""Where a text stands: what may be said about who reviewed which version of it, and when."""

from __future__ import annotations

from datetime import date, timedelta

from article_files import article_text
from kindward.learn import Review, State, Word, content_hash, standing_of
from kindward.learn.governance import APPROVED, CHANGE_FIRST, signed_in_file

TODAY = date(2026, 11, 23)
NOW, BEFORE = "a" * 64, "b" * 64


def reviewed(
    days_ago: int = 10,
    text: str = NOW,
    verdict: str = APPROVED,
    lasts: int = 365,
    by: str = "Dr Alice Example",
):
    on = TODAY - timedelta(days=days_ago)
    return Review(by, "psychologist, Norway", on, on + timedelta(days=lasts), verdict, text)


def word(state: State, days_ago: int = 1) -> Word:
    return Word(state, TODAY - timedelta(days=days_ago))


def test_without_any_record_a_text_is_drafted_and_says_that_nobody_reviewed_it():
    standing = standing_of(NOW, TODAY)
    assert (standing.state, standing.shown, standing.is_sound) == (State.DRAFTED, True, False)
    assert standing.says == "No clinician has reviewed it yet."


def test_an_approval_of_this_text_makes_it_reviewed():
    standing = standing_of(NOW, TODAY, [reviewed()])
    assert (standing.state, standing.is_sound) == (State.REVIEWED, True)
    assert standing.says == (
        "Reviewed by Dr Alice Example, psychologist, Norway, on 13 November 2026; "
        "to be read again by 13 November 2027."
    )


def test_an_editor_then_publishes_it():
    assert standing_of(NOW, TODAY, [reviewed(), word(State.PUBLISHED)]).state is State.PUBLISHED


def test_publishing_does_not_make_up_for_a_review():
    standing = standing_of(NOW, TODAY, [word(State.PUBLISHED)])
    assert (standing.state, standing.shown) == (State.DRAFTED, True)
    assert standing.says == "No clinician has reviewed it yet."


def test_who_edits_the_text_does_not_inherit_the_review():
    standing = standing_of(NOW, TODAY, [reviewed(text=BEFORE), word(State.PUBLISHED)])
    assert (standing.state, standing.review, standing.is_sound) == (State.DRAFTED, None, False)
    assert standing.earlier == reviewed(text=BEFORE)
    assert "reviewed an earlier version on 13 November 2026. The text has changed since then" in standing.says


def test_the_day_after_it_was_due_it_is_due_and_says_so():
    last_day = standing_of(NOW, TODAY, [reviewed(365, lasts=365), word(State.PUBLISHED)])
    late = standing_of(NOW, TODAY, [reviewed(366, lasts=365), word(State.PUBLISHED)])
    assert (last_day.state, last_day.overdue) == (State.PUBLISHED, False)
    assert (late.state, late.overdue, late.is_sound) == (State.DUE, True, False)
    assert late.says.endswith("The next review was due on 22 November 2026 and is late.")


def test_an_earlier_version_can_be_overdue_too():
    assert standing_of(NOW, TODAY, [reviewed(400, BEFORE, lasts=365)]).overdue


def test_a_reviewer_who_asks_for_changes_takes_back_what_was_approved():
    standing = standing_of(NOW, TODAY, [reviewed(20), reviewed(5, verdict=CHANGE_FIRST)])
    assert (standing.state, standing.review, standing.earlier) == (State.DRAFTED, None, None)
    assert standing.says == (
        "A clinician read this text on 18 November 2026 and asked for changes. They are not made yet."
    )


def test_changes_asked_of_an_earlier_version_are_not_held_against_this_one():
    standing = standing_of(NOW, TODAY, [reviewed(9, BEFORE, CHANGE_FIRST), reviewed(5)])
    assert (standing.state, standing.asks_changes) == (State.REVIEWED, None)


def test_of_several_verdicts_the_latest_day_counts_however_late_it_is_recorded():
    later_first = [reviewed(5, by="Dr Bob Example"), reviewed(50, verdict=CHANGE_FIRST)]
    assert standing_of(NOW, TODAY, later_first).review == later_first[0]
    same_day = [reviewed(5), reviewed(5, verdict=CHANGE_FIRST)]
    assert standing_of(NOW, TODAY, same_day).asks_changes == same_day[1]


def test_an_editor_can_take_a_text_off_the_pages_and_bring_it_back():
    off = [reviewed(), word(State.PUBLISHED, 3), word(State.DRAFTED, 2)]
    assert (standing_of(NOW, TODAY, off).state, standing_of(NOW, TODAY, off).shown) == (State.DRAFTED, False)
    assert standing_of(NOW, TODAY, off).says.endswith("An editor set it back to a draft on 21 November 2026.")
    back = [*off, word(State.PUBLISHED)]
    assert (standing_of(NOW, TODAY, back).state, standing_of(NOW, TODAY, back).shown) == (
        State.PUBLISHED,
        True,
    )


def test_what_is_retired_is_not_shown_and_says_since_when():
    standing = standing_of(NOW, TODAY, [reviewed(), word(State.RETIRED)])
    assert (standing.state, standing.shown) == (State.RETIRED, False)
    assert standing.says.endswith("Retired on 22 November 2026: it is no longer kept up to date.")


def test_a_review_in_the_file_counts_until_a_later_one_is_recorded():
    text = article_text(reviewer="Dr Alice Example", reviewed_on="2026-01-01", due_on="2027-01-01")
    signed = signed_in_file(text, "Dr Alice Example", date(2026, 1, 1), date(2027, 1, 1))
    present = content_hash(text)
    alone = standing_of(present, TODAY, (), signed)
    assert (
        alone.says == "Reviewed by Dr Alice Example, on 1 January 2026; to be read again by 1 January 2027."
    )
    assert (
        standing_of(present, TODAY, [reviewed(text=present, by="Dr Bob Example")], signed).review.by
        == "Dr Bob Example"
    )
    assert signed_in_file(text, None, None, None) is None


def test_the_hash_is_of_what_was_read():
    plain = article_text()
    signed = article_text(
        reviewer="Dr Alice Example", reviewed_on="2026-01-01", due_on="2027-01-01", order="7"
    )
    assert content_hash(plain) == content_hash(signed) == content_hash(plain.replace("\n", "\r\n"))
    assert content_hash(plain) == content_hash(plain + "\n\n")
    assert content_hash(plain) != content_hash(plain.replace("typical", "typically"))
    assert content_hash(plain) != content_hash(article_text(title="Another cup"))
    # A line in the text that looks like one of the head is text.
    assert content_hash(plain) != content_hash(plain + "\nreviewer: nobody\n")
    assert len(content_hash(plain)) == 64
