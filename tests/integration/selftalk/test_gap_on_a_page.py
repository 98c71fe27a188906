"""The friend gap as a person sees it: picture, sentence, table; and the quiet sentence with its way out."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.template.loader import render_to_string

from kindward.site.selftalk.pictures import gap_picture, what_is_said

DAY = date(2026, 3, 1)
HARSH = "I am a pathetic loser and I ruin everything I ever touch, every single time."
WARM = "Oh love, I am so sorry, you did your best and I am here with you, come and rest."


def reframe(day=0, own=HARSH, friend=WARM, correction=None):
    return SimpleNamespace(
        day=DAY + timedelta(day), said_to_self=own, said_to_friend=friend, correction=correction
    )


def closing_weeks():
    warmths = (-1, -0.5, 0, 0.5)
    return [reframe(7 * at, correction={"to_self": warmth}) for at, warmth in enumerate(warmths)]


def test_a_gap_that_closes_is_a_picture_a_sentence_and_a_table():
    page = render_to_string("selftalk/gap.html", {"gap": gap_picture(closing_weeks())})
    assert page.count("have come closer together") == 2  # beside the picture, and in its description
    assert page.count('<th scope="row">') == page.count('class="arc"') == 4
    assert "partly as you meant it" in page and "style=" not in page


def test_nothing_is_shown_where_nothing_is_sure():
    assert gap_picture([reframe(own="Typical me.")]) is None
    assert render_to_string("selftalk/gap.html", {"gap": None}).strip() == ""


def test_no_gap_is_drawn_from_words_that_speak_of_death():
    dark = "I want to kill myself tonight, I have the pills here and nobody would even notice that I am gone."
    assert gap_picture([reframe(own=dark)]) is None and what_is_said(reframe(own=dark)) is None
    assert gap_picture([reframe(own=dark, correction={"to_self": -1})]) is not None, (
        "what the person said counts"
    )


def test_one_reframe_is_shown_without_a_word_about_where_it_goes():
    page = render_to_string("selftalk/gap.html", {"gap": gap_picture([reframe()])})
    assert "A few more" in page and "closer" not in page


def test_the_lines_come_together_in_the_picture():
    arcs = gap_picture(closing_weeks()).arcs
    rooms = [arc.own - arc.friend for arc in arcs]
    assert rooms == sorted(rooms, reverse=True) and rooms[-1] >= 0


def test_only_the_latest_dozen_is_shown():
    picture = gap_picture([reframe(day, correction={"to_self": 0, "to_friend": 1}) for day in range(20)])
    assert len(picture.arcs) == 12 and picture.last == DAY + timedelta(19)


def test_a_sentence_is_said_only_when_sure():
    assert what_is_said(reframe()) == "warmer"
    assert what_is_said(reframe(own=WARM)) == "alike"
    assert what_is_said(reframe(own=WARM, friend=HARSH)) == "own-warmer"
    assert what_is_said(reframe(own="Typical me.")) is None


def test_the_sentence_can_be_corrected_and_the_others_stay_hidden(rf):
    page = render_to_string("selftalk/said.html", {"said": "warmer", "correct_url": "/c/"}, rf.get("/"))
    assert 'data-when="warmer">' in page and page.count(" hidden>") == 2
    assert 'action="/c/"' in page and page.count('type="radio"') == 10


def test_without_a_sentence_nothing_shows():
    page = render_to_string("selftalk/said.html", {"said": None})
    assert '<kw-said class="said" hidden>' in page and page.count(" hidden>") == 4
