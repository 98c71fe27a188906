"""The practices that ship: every one keeps every rule, at every length, with every voice."""

import json
from functools import cache

import pytest

from kindward.practice import compose, load_catalogue
from kindward.practice.check_lengths import lengths_of
from kindward.practice.material import items_of
from kindward.practice.paces import NAMES, checked_paces
from kindward.voice import get_voice
from practice_scripts import CONTENT
from session_rules import (
    assert_every_pause_within_its_bounds,
    assert_no_gap_and_no_overlap,
    assert_what_lies_over_lies_over_silence,
    items_entered,
    said_by,
)

MINUTES = 60
#: As designed: flows (o to others, f from others, s to oneself), kind, shortest and longest in seconds.
DESIGNED = {
    "loving-kindness": ("ofs", "tender, formal", 3 * MINUTES, 45 * MINUTES),
    "loving-kindness-for-one": ("o", "tender, formal", 1 * MINUTES, 10 * MINUTES),
    "just-like-me": ("o", "tender, informal", 20, 5 * MINUTES),
    "what-they-carry": ("o", "tender, writing or guided", 2 * MINUTES, 15 * MINUTES),
    "difficult-person-with-a-boundary": ("os", "fierce, formal", 5 * MINUTES, 20 * MINUTES),
    "giving-and-receiving": ("os", "tender, formal", 5 * MINUTES, 30 * MINUTES),
    "steady-helper": ("o", "tender, informal", 1 * MINUTES, 15 * MINUTES),
    "being-cared-for": ("f", "tender, formal", 3 * MINUTES, 20 * MINUTES),
    "compassionate-companion": ("f", "tender, imagery", 5 * MINUTES, 25 * MINUTES),
    "letting-in-good": ("f", "tender, informal", 30, 10 * MINUTES),
    "asking-for-help": ("f", "fierce, writing", 3 * MINUTES, 15 * MINUTES),
    "self-compassion-break": ("s", "tender, informal", 40, 10 * MINUTES),
    "friend-reframe": ("s", "tender, writing", 2 * MINUTES, 10 * MINUTES),
    "letter-from-a-friend": ("s", "tender, writing", 5 * MINUTES, 30 * MINUTES),
    "soothing-touch": ("s", "tender, informal", 20, 5 * MINUTES),
    "affectionate-breathing": ("s", "tender, formal", 3 * MINUTES, 30 * MINUTES),
    "soften-soothe-allow": ("s", "tender, formal", 3 * MINUTES, 20 * MINUTES),
    "critic-to-ally": ("s", "fierce, writing", 5 * MINUTES, 20 * MINUTES),
    "learning-from-a-mistake": ("s", "fierce, writing", 3 * MINUTES, 15 * MINUTES),
    "fierce-break": ("s", "fierce, informal", 40, 10 * MINUTES),
    "boundary-builder": ("s", "fierce, writing", 3 * MINUTES, 15 * MINUTES),
    "three-systems-check": ("s", "tender, interactive", 2 * MINUTES, 10 * MINUTES),
    "soothing-rhythm-breathing": ("s", "tender, paced", 1 * MINUTES, 20 * MINUTES),
    "safe-place": ("s", "tender, imagery", 3 * MINUTES, 20 * MINUTES),
    "compassionate-self": ("os", "tender, imagery", 5 * MINUTES, 25 * MINUTES),
    "compassionate-self-talk": ("s", "tender, formal", 2 * MINUTES, 15 * MINUTES),
    "five-senses": ("", "grounding, informal", 20, 5 * MINUTES),
    "soles-of-the-feet": ("", "grounding, informal", 30, 5 * MINUTES),
    "body-with-kindness": ("s", "tender, formal", 5 * MINUTES, 45 * MINUTES),
    "day-with-kindness": ("ofs", "tender, informal", 1 * MINUTES, 10 * MINUTES),
}
FLOWS = {"o": "to_others", "f": "from_others", "s": "to_self"}
VOICES = (*NAMES, "text")
SHIPPED = load_catalogue(CONTENT)


@cache
def voice(name):
    """The voice by the lengths that ship; no model is needed."""
    paces = {pace.name: pace for pace in checked_paces()}
    return paces[name] if name in paces else get_voice(name)


def test_the_catalogue_is_the_one_that_was_designed():
    assert {
        script.slug: (script.flows, script.kind, script.min_seconds, script.max_seconds)
        for script in SHIPPED.values()
    } == {
        slug: (tuple(FLOWS[letter] for letter in flows), kind, low, high)
        for slug, (flows, kind, low, high) in DESIGNED.items()
    }


@pytest.mark.parametrize("voice_name", VOICES)
@pytest.mark.parametrize("slug", SHIPPED)
def test_at_every_half_minute_the_rules_hold(slug, voice_name):
    script = SHIPPED[slug]
    before = 0
    for seconds in lengths_of(script):
        timeline = compose(script, seconds, voice(voice_name))
        assert abs(timeline.milliseconds - seconds * 1000) <= 500
        assert_no_gap_and_no_overlap(timeline)
        assert_what_lies_over_lies_over_silence(timeline)
        count = items_entered(timeline, script)
        assert_every_pause_within_its_bounds(timeline, script, count)
        if seconds >= 300 and not script.writes:
            assert 2 * timeline.silent_ms >= timeline.milliseconds
        if seconds != 300:
            # At five minutes words may give way to silence; everywhere else more time never says less.
            assert count >= before
        before = count


@pytest.mark.parametrize("slug", SHIPPED)
def test_what_is_required_is_said_in_order_at_the_shortest_length(slug):
    script = SHIPPED[slug]
    timeline = compose(script, script.min_seconds, voice("hibari-slow"))
    said = iter([(cue.step, cue.text) for cue in timeline.spoken])
    assert all(pair in said for pair in said_by([items_of(script)[0]], script))


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_session_is_the_same_to_the_byte_whenever_it_is_asked_for(slug):
    script, again = SHIPPED[slug], load_one(slug)
    for seconds in (script.min_seconds, (script.min_seconds + script.max_seconds) // 2, script.max_seconds):
        first, second = (json.dumps(compose(s, seconds, voice("hibari")).as_json()) for s in (script, again))
        assert first == second


def load_one(slug):
    from kindward.practice.catalogue import find_practice

    return find_practice(slug, CONTENT)


def test_a_forty_second_break_names_the_pain_recalls_others_and_offers_kindness():
    timeline = compose(SHIPPED["self-compassion-break"], 40, voice("hibari"))
    steps = list(dict.fromkeys(cue.step for cue in timeline.spoken))
    assert steps[:3] == ["Name it", "Not only you", "A little kindness"]
    assert timeline.seconds == 40


def test_two_minutes_as_to_a_friend_ask_for_no_other_hurt_than_the_one_that_is_here():
    timeline = compose(SHIPPED["friend-reframe"], 120, voice("hibari"))
    said = [cue.text for cue in timeline.spoken]
    first_question = next(place for place, cue in enumerate(timeline.spoken) if cue.field)
    assert "Take something hard, from now or from lately, or a small part of it." in said[:first_question]
    assert "You can leave a question empty, or stop where you are." in said[:first_question]


def test_recipients_of_loving_kindness_drop_from_the_difficult_end():
    script = SHIPPED["loving-kindness"]
    order = [section.title for section in script.sections]
    short = {cue.step for cue in compose(script, 180, voice("hibari")).spoken}
    whole = {cue.step for cue in compose(script, 2700, voice("hibari")).spoken}
    assert short < whole == set(order)


def test_thirty_seconds_of_loving_kindness_become_its_shortest_session():
    timeline = compose(SHIPPED["loving-kindness"], 30, voice("hibari"))
    assert (timeline.seconds, timeline.asked_seconds) == (180, 30)


@pytest.mark.parametrize("slug", [slug for slug, script in SHIPPED.items() if script.words])
def test_long_words_of_ones_own_are_spoken_and_keep_the_rules(slug):
    script = SHIPPED[slug]
    words = {word.name: "Alexandria Featherstonehaugh von Bob"[: word.limit].strip() for word in script.words}
    timeline = compose(script, script.max_seconds, voice("hibari"), words)
    assert_no_gap_and_no_overlap(timeline)
    assert abs(timeline.seconds - script.max_seconds) <= 0.5
    for word in words.values():
        assert any(word in cue.text for cue in timeline.spoken)
