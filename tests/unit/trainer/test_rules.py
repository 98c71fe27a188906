"""Rules that are never learned away, for whatever a person has lived through."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.practice.catalogue import load_catalogue
from kindward.trainer import Context, Measured, NothingToOffer, Practised, Trainer
from kindward.trainer.rules import GENTLE, fear_groups

TRAINER = Trainer(load_catalogue())
CURRICULUM = TRAINER.curriculum
SLUGS = CURRICULUM.slugs
MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
HURTS = ["no", "no", "passed", "still_here"]

lives = st.lists(
    st.tuples(st.sampled_from(SLUGS), st.integers(0, 4), st.sampled_from(HURTS), st.integers(0, 9)),
    max_size=12,
)
fears = st.none() | st.floats(0, 1)


def lived(life, fear=None):
    """A person after these sessions, and the time it is then."""
    person, now = TRAINER.new_person(), MORNING
    for slug, soothing, hurt, days in life:
        person = TRAINER.observe(person, Practised(slug, 200, soothing, hurt), now)
        now += timedelta(days=days)
    return TRAINER.observe(person, Measured(fear=fear), now), now


def place(slug):
    return CURRICULUM.index[slug]


@given(lives, fears, st.sets(st.sampled_from(SLUGS), max_size=len(SLUGS) - 1))
def test_what_is_excluded_never_comes(life, fear, excluded):
    person, now = lived(life, fear)
    decision = TRAINER.recommend(person, Context(now, excluded=tuple(excluded)))
    assert not excluded & {*decision.chances, *(other.slug for other in decision.alternatives)}


def test_with_everything_excluded_it_says_so():
    person, now = lived([])
    with pytest.raises(NothingToOffer, match="excluded"):
        TRAINER.recommend(person, Context(now, excluded=SLUGS))


@given(lives, fears, st.integers(20, 3000))
def test_nothing_is_longer_than_the_time_there_is(life, fear, available):
    person, now = lived(life, fear)
    decision = TRAINER.recommend(person, Context(now, seconds_available=available))
    for slug, seconds in [
        (decision.slug, decision.seconds),
        *((a.slug, a.seconds) for a in decision.alternatives),
    ]:
        assert CURRICULUM.shortest[place(slug)] <= seconds <= min(available, CURRICULUM.longest[place(slug)])


def test_with_less_time_than_any_practice_takes_the_shortest_is_offered():
    person, now = lived([])
    decision = TRAINER.recommend(person, Context(now, seconds_available=5))
    assert CURRICULUM.shortest[place(decision.slug)] == CURRICULUM.shortest.min()


@given(lives, fears, st.sampled_from(SLUGS))
def test_nothing_comes_three_times_running(life, fear, slug):
    twice = [*life, (slug, 4, "no", 0), (slug, 4, "no", 1)]
    person, now = lived(twice, fear)
    decision = TRAINER.recommend(person, Context(now))
    assert slug not in decision.chances


@given(lives, st.sampled_from(SLUGS))
def test_what_a_person_pins_comes_in_spite_of_pacing(life, slug):
    person, now = lived(life, 0.9)
    decision = TRAINER.recommend(person, Context(now, pinned=(slug,)))
    assert decision.slug == slug
    assert decision.why == "Because you asked for this one."


@given(lives, st.sets(st.sampled_from(SLUGS), min_size=1, max_size=5))
def test_what_is_waved_on_does_not_come_back_at_once(life, waved_on):
    person, now = lived(life)
    assert not waved_on & set(TRAINER.recommend(person, Context(now, skip=tuple(waved_on))).chances)


@given(lives, st.sampled_from(SLUGS))
def test_each_further_hurt_leads_to_something_no_less_gentle_and_no_longer(life, slug):
    calm = [(s, soothing, "no", min(days, 1)) for s, soothing, _, days in life]
    floors, lengths = [], []
    for hurts in range(5):
        person, now = lived([*calm, *[(slug, 2, "passed", 0)] * hurts, *[(slug, 2, "no", 0)] * (5 - hurts)])
        decision = TRAINER.recommend(person, Context(now))
        floors.append(min(CURRICULUM.gentleness[place(s)] for s in decision.chances) if hurts else 0)
        lengths.append(decision.seconds if hurts >= 2 else 900)
    assert all(floor >= GENTLE[min(hurts, 2)] for hurts, floor in enumerate(floors))
    assert lengths == sorted(lengths, reverse=True)
    assert max(lengths[2:]) <= 120


@pytest.mark.parametrize("hurts", [["passed", "passed"], ["still_here"]])
def test_twice_or_still_here_is_met_outward_with_the_body_and_short(hurts):
    person, now = lived([("being-cared-for", 1, hurt, 1) for hurt in hurts])
    decision = TRAINER.recommend(person, Context(now))
    assert decision.eased
    assert not decision.step_up
    assert "hurt" in decision.why
    for slug in decision.chances:
        at = place(slug)
        assert not CURRICULUM.inward[at] and not CURRICULUM.imagery[at] and CURRICULUM.closeness[at] < 0.4
    assert decision.seconds <= 120


def test_hurts_that_go_on_lead_to_a_therapist():
    person, now = lived([("soothing-touch", 1, "still_here", 2), ("five-senses", 1, "still_here", 1)])
    decision = TRAINER.recommend(person, Context(now))
    assert decision.step_up
    assert "therapist" in decision.why


def test_a_hurt_is_behind_after_a_week():
    person, now = lived([("soothing-touch", 3, "passed", 8)])
    assert not any(fact.name == "hurt_lately" for fact in TRAINER.recommend(person, Context(now)).facts)


def test_one_act_with_another_person_a_week():
    person, now = lived(
        [("fierce-break", 3, "no", 0), ("letting-in-good", 3, "no", 0), ("boundary-builder", 4, "no", 1)]
    )
    acts = {slug for slug in SLUGS if CURRICULUM.act[place(slug)]}
    decision = TRAINER.recommend(person, Context(now, week=tuple(acts), excluded=("boundary-builder",)))
    assert not acts & set(decision.chances)


@given(fears)
def test_the_first_session_is_three_minutes_at_most_and_gentle(fear):
    person, now = lived([], fear)
    decision = TRAINER.recommend(person, Context(now))
    assert decision.seconds <= 180
    assert all(CURRICULUM.gentleness[place(slug)] >= 0.75 for slug in decision.chances)


def test_after_weeks_away_the_first_step_is_easy():
    usual = [("affectionate-breathing", 4, "no", 1)] * 9
    person, now = lived([*usual, ("affectionate-breathing", 4, "no", 21)])
    decision = TRAINER.recommend(person, Context(now))
    assert decision.seconds <= 180
    assert decision.why.startswith("Welcome back")
    assert all(CURRICULUM.gentleness[place(slug)] >= 0.65 for slug in decision.chances)


def test_fear_of_compassion_is_met_in_order_others_then_receiving_then_oneself():
    to_others, received, own = fear_groups(CURRICULUM)
    steady = CURRICULUM.closeness < 0.1
    person, now = lived([], 0.8)
    for upto, slug in (
        (to_others | steady, "just-like-me"),
        (to_others | steady | received, "letting-in-good"),
        (to_others | steady | received | own, "soothing-touch"),
    ):
        offered = TRAINER.recommend(person, Context(now)).chances
        assert offered
        assert all(upto[place(other)] for other in offered)
        # Even where somebody wants none of the practices of this step, what comes is never of a later one.
        last = np.flatnonzero(upto & ~steady)
        held_off = TRAINER.recommend(person, Context(now, excluded=tuple(SLUGS[at] for at in last))).chances
        assert all(steady[place(other)] for other in held_off)
        for _ in range(3):
            person = TRAINER.observe(person, Practised(slug, 120, 3, "no"), now)
            now += timedelta(days=1)
    facts = TRAINER.recommend(person, Context(now)).facts
    assert "order_when_warmth_is_hard" not in {fact.name for fact in facts}


def test_little_fear_changes_nothing_about_the_order():
    calm, now = lived([("just-like-me", 3, "no", 1)], 0.2)
    assert not any(f.name == "order_when_warmth_is_hard" for f in TRAINER.recommend(calm, Context(now)).facts)


def test_a_practice_waits_for_what_comes_before_it():
    person, now = lived([("five-senses", 3, "no", 1)])
    for slug in TRAINER.recommend(person, Context(now)).chances:
        assert not CURRICULUM.after[place(slug)] or "five-senses" in {
            SLUGS[p] for p in CURRICULUM.after[place(slug)]
        }


@pytest.mark.parametrize("hour", [21, 23, 0, 3])
def test_late_in_the_evening_it_is_quiet(hour):
    person, now = lived([("soothing-touch", 3, "no", 1)] * 2)
    assert all(
        CURRICULUM.quiet[place(slug)] for slug in TRAINER.recommend(person, Context(now, hour=hour)).chances
    )


def test_a_session_broken_off_counts_in_full():
    person, now = lived([])
    after = TRAINER.observe(person, Practised("soothing-touch", 23), now)
    assert after.sessions == 1
    assert person.sessions == 0
