"""What is chosen, with which chance, and what is said about it."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.practice.catalogue import load_catalogue
from kindward.text.forbidden import find_forbidden
from kindward.trainer import CheckedIn, Context, Measured, Practised, Trainer, TrainerError, Way

TRAINER = Trainer(load_catalogue())
SLUGS = TRAINER.curriculum.slugs
NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
WAYS = [Way(), Way(width=0.5), Way(curious=0.5), Way(width=0.25, curious=1, explore=0.2, near=5)]


def after(*events, trainer=TRAINER, every=timedelta(days=1)):
    person, now = trainer.new_person(), NOW
    for event in events:
        person = trainer.observe(person, event, now)
        now += every
    return person, now


def test_the_same_question_has_the_same_answer():
    person, now = after(Practised("soothing-touch", 180, 3, "no"))
    asked = Context(now, choice_seed="alice 2026-11-03")
    assert TRAINER.recommend(person, asked) == TRAINER.recommend(person, asked)


@pytest.mark.parametrize("way", WAYS)
def test_chances_add_up_and_are_those_with_which_it_chooses(way):
    trainer = Trainer(load_catalogue(), TRAINER.curriculum, way=way)
    person, now = after(*[Practised(slug, 180, 3, "no") for slug in SLUGS[:6]], trainer=trainer)
    drawn = [trainer.recommend(person, Context(now, choice_seed=seed)) for seed in range(600)]
    chances = drawn[0].chances
    assert sum(chances.values()) == pytest.approx(1)
    assert all(decision.propensity == chances[decision.slug] for decision in drawn)
    for slug, chance in chances.items():
        share = np.mean([decision.slug == slug for decision in drawn])
        assert share == pytest.approx(chance, abs=5 * np.sqrt(chance * (1 - chance) / 600) + 1e-9)


def test_it_keeps_a_little_chance_for_what_is_nearly_as_good():
    person, now = after(Practised("soothing-touch", 180, 3, "no"))
    chances = TRAINER.recommend(person, Context(now)).chances
    assert len(chances) >= 3
    assert max(chances.values()) > 0.9


def test_with_no_data_it_begins_as_a_teacher_would():
    person, now = after()
    decision = TRAINER.recommend(person, Context(now))
    assert decision.slug in {
        "loving-kindness-for-one",
        "soothing-touch",
        "self-compassion-break",
        "letting-in-good",
    }
    assert decision.why.startswith("Because it is a gentle place to start")


def test_what_soothes_this_person_comes_more_often_and_so_does_what_is_like_it():
    liked = [
        Practised("soothing-rhythm-breathing", 180, 4, "no"),
        Practised("just-like-me", 180, 0, "no"),
    ] * 4
    person, _ = after(*liked)
    new, _ = after()
    gain = person.people.mean[0] - new.people.mean[0]
    at = TRAINER.curriculum.index
    assert gain[at["soothing-rhythm-breathing"]] > gain[at["soothing-touch"]] > gain[at["what-they-carry"]]
    assert gain[at["just-like-me"]] < gain[at["what-they-carry"]] < 0


def test_the_weakest_flow_is_worked_on_and_named():
    low = Measured({"to_others": (1.5, 0.2), "from_others": (-1.5, 0.2), "to_self": (1.2, 0.2)})
    person, now = after(Practised("soothing-touch", 180), Practised("just-like-me", 180), low)
    decision = TRAINER.recommend(person, Context(now))
    assert decision.slug == "letting-in-good"
    assert "letting kindness in" in decision.why


def test_flows_too_near_to_tell_are_said_to_be_so_and_the_person_chooses():
    near = Measured({"to_others": (0.1, 0.4), "from_others": (0.0, 0.4), "to_self": (-0.1, 0.4)})
    person, now = after(Practised("soothing-touch", 180), Practised("self-compassion-break", 180), near)
    tied = {fact.name: fact.value for fact in TRAINER.recommend(person, Context(now)).facts}
    assert tied["flows_too_near_to_tell"] == ("to_others", "from_others", "to_self")
    chosen = TRAINER.recommend(person, Context(now, flow="to_others"))
    assert TRAINER.curriculum.trains[TRAINER.curriculum.index[chosen.slug], 0] >= 0.4
    assert "you chose kindness towards others" in chosen.why


def test_the_week_of_the_programme_counts():
    person, now = after(Practised("loving-kindness-for-one", 180, 3), Practised("soothing-touch", 180, 3))
    decision = TRAINER.recommend(person, Context(now, week=("just-like-me",)))
    assert decision.slug == "just-like-me"
    assert "this week of your programme" in decision.why


def test_two_other_practices_are_offered_each_with_its_own_reason():
    person, now = after(Practised("soothing-touch", 180, 3))
    decision = TRAINER.recommend(person, Context(now))
    slugs = {decision.slug, *(other.slug for other in decision.alternatives)}
    assert len(slugs) == 3
    assert len({other.why for other in decision.alternatives}) == 2


lives = st.lists(
    st.tuples(
        st.sampled_from(SLUGS), st.none() | st.integers(0, 4),
        st.sampled_from([None, "no", "passed", "still_here"]),
        st.integers(0, 12),
    ),
    max_size=14,
)  # fmt: skip


@given(
    lives, st.none() | st.floats(0, 1), st.none() | st.integers(0, 23), st.floats(-2, 2), st.integers(0, 9)
)
def test_what_it_says_is_one_plain_sentence_without_label_or_score(life, fear, hour, level, seed):
    person, now = TRAINER.new_person(), NOW
    person = TRAINER.observe(person, Measured({"to_self": (level, 0.3)}, fear), now)
    for slug, soothing, hurt, days in life:
        person = TRAINER.observe(person, Practised(slug, 100, soothing, hurt), now)
        now += timedelta(days=days)
    decision = TRAINER.recommend(person, Context(now, hour=hour, choice_seed=seed, week=SLUGS[:3]))
    for said in (decision.why, *(other.why for other in decision.alternatives)):
        assert find_forbidden(said, "scripts") == []
        assert said.endswith(".")
        assert said.count(".") == 1
        assert not any(sign.isdigit() for sign in said)
        assert not {"score", "streak", "level", "severe", "high", "risk"} & set(said.lower().split())


def test_what_was_practised_before_is_called_no_next_step():
    person, now = after(*[Practised(slug, 180, 0, "no") for slug in ("soothing-touch", "just-like-me")])
    rest = tuple(slug for slug in SLUGS if slug not in ("soothing-touch", "just-like-me"))
    decision = TRAINER.recommend(person, Context(now, excluded=rest))
    assert decision.why == "Because it is one you have practised before."


@given(lives, st.none() | st.floats(0, 1), st.sets(st.sampled_from(SLUGS), max_size=len(SLUGS) - 1))
def test_where_a_rule_had_to_give_way_it_is_not_said_that_it_held(life, fear, excluded):
    person, now = TRAINER.new_person(), NOW
    for slug, soothing, hurt, days in life:
        person = TRAINER.observe(person, Practised(slug, 200, soothing, hurt), now)
        now += timedelta(days=days)
    person = TRAINER.observe(person, Measured(fear=fear), now)
    decision = TRAINER.recommend(person, Context(now, excluded=tuple(excluded)))
    curriculum, why = TRAINER.curriculum, decision.why
    at = curriculum.index[decision.slug]
    gentle, outside = curriculum.gentleness[at], curriculum.anchor[at] != 2 and not curriculum.imagery[at]
    assert "gentle" not in why or gentle >= (0.75 if "place to start" in why else 0.6) or "go gently" in why
    assert "easy first step" not in why or (gentle >= 0.65 and decision.seconds <= 180)
    assert "a little shorter" not in why or decision.seconds < person.people.usual[0]
    assert "short today" not in why or (decision.seconds <= 120 and outside)
    assert "very short" not in why or (decision.seconds <= 90 and outside)
    assert "you have come to" not in why or curriculum.trains[at].argmax() == 2
    assert ("body first" not in why and "begins with the body" not in why) or curriculum.body[at]
    assert "practised before" not in why or person.people.done[0, at] > 0


def test_the_way_to_oneself_is_not_said_to_be_come_to_before_it_is():
    person, now = after(Practised("soothing-touch", 180), Measured(fear=0.9))
    rest = tuple(slug for slug in SLUGS if slug != "soothing-touch")
    assert "you have come to" not in TRAINER.recommend(person, Context(now, excluded=rest)).why


def test_a_check_in_that_comes_later_says_the_same_as_one_with_the_session():
    together, _ = after(Practised("soothing-touch", 180, 3, "passed"))
    person, _ = after(Practised("soothing-touch", 180))
    apart = TRAINER.observe(person, CheckedIn(slug="soothing-touch", soothing=3, hurt="passed"), NOW)
    assert apart.as_json() == together.as_json()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Practised("soothing-touch", 180, 7), "soothing: 7 is out of range; expected 0 to 4"),
        (lambda: Practised("soothing-touch", 180, hurt="a lot"), "hurt: “a lot” is unknown"),
        (lambda: CheckedIn(soothing=2), "slug: is missing"),
        (lambda: Measured({"to_cats": (0, 1)}), "levels: “to_cats” is no flow"),
        (lambda: Context(datetime(2026, 1, 1)), "now: has no time zone"),  # noqa: DTZ001
        (lambda: Context(NOW, flow="sideways"), "flow: “sideways” is unknown"),
        (
            lambda: TRAINER.observe(TRAINER.new_person(), Practised("nap", 60), NOW),
            "there is no practice named “nap”",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(make, said):
    with pytest.raises(TrainerError, match=said) as refused:
        make()
    assert "\n" not in str(refused.value)


def test_nobody_is_told_that_something_soothed_them_when_it_did_not():
    said = [
        Practised(slug, 180, 0, "no") for slug in ("soothing-touch", "just-like-me", "letting-in-good")
    ] * 3
    person, now = after(*said)
    for seed in range(20):
        decision = TRAINER.recommend(person, Context(now, choice_seed=seed))
        assert "sooth" not in decision.why
