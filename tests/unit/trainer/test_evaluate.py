"""What another policy would have earned, where that is known."""

import numpy as np
import pytest

from kindward.trainer import Logged, TrainerError, doubly_robust
from kindward.trainer.compare import compare, whose_turn

SLUGS = ("soothing-touch", "just-like-me", "five-senses")
CHANCES = dict(zip(SLUGS, (0.8, 0.15, 0.05), strict=True))


def truth(slug, warm):
    """Alice's kind of people like touch when they are warm, and feet and eyes when they are not."""
    return 2 + (warm if slug == "soothing-touch" else -warm if slug == "five-senses" else 0)


def made_log(seed, n=1500, chances=CHANCES):
    rng = np.random.default_rng(seed)
    log = []
    for _ in range(n):
        warm = float(rng.normal())
        slug = SLUGS[rng.choice(3, p=list(chances.values()))]
        log.append(
            Logged(slug, chances[slug], "made", chances, {"warm": warm}, truth(slug, warm) + rng.normal())
        )
    return log


def by_warmth(record):
    return {"soothing-touch": 1.0} if record.features["warm"] > 0 else {"five-senses": 1.0}


def test_the_interval_holds_the_truth_about_a_policy_that_was_hardly_ever_followed():
    # Both halves of the people get what suits them: 2 + E|warm|.
    true = 2 + np.sqrt(2 / np.pi)
    estimates = [doubly_robust(made_log(seed), by_warmth) for seed in range(12)]
    assert sum(one.low <= true <= one.high for one in estimates) >= 10
    assert np.mean([one.value for one in estimates]) == pytest.approx(true, abs=0.08)
    assert all(one.uncovered == 0 for one in estimates)


def test_the_policy_that_was_followed_is_worth_what_it_earned():
    log = made_log(3)
    estimate = doubly_robust(log, lambda record: record.chances)
    assert estimate.value == pytest.approx(np.mean([record.reward for record in log]), abs=1e-2)
    assert estimate.effective == pytest.approx(len(log))


def test_it_is_more_exact_than_weighting_alone():
    weighted, robust = [], []
    for seed in range(12):
        log = made_log(seed, n=400)
        robust.append(doubly_robust(log, by_warmth).value)
        weighted.append(np.mean([by_warmth(r).get(r.slug, 0) / r.propensity * r.reward for r in log]))
    assert np.std(robust) < np.std(weighted)


def test_what_the_log_could_never_have_chosen_is_told():
    log = [Logged(r.slug, r.propensity, r.policy, {r.slug: 1.0}, r.features, r.reward) for r in made_log(1)]
    assert doubly_robust(log, lambda _: {"safe-place": 1.0}).uncovered == 1


def test_a_log_without_answers_or_with_impossible_chances_is_refused():
    log = made_log(1, n=50)
    with pytest.raises(TrainerError, match="0 decisions have a reward"):
        doubly_robust([Logged(r.slug, r.propensity, r.policy, r.chances, r.features) for r in log], by_warmth)
    with pytest.raises(TrainerError, match="propensity"):
        doubly_robust([Logged("a", 0.0, "x", {}, {}, 1.0), *log], by_warmth)
    with pytest.raises(TrainerError, match="add up to 1"):
        doubly_robust(log, lambda _: {"soothing-touch": 0.5})


def test_a_record_comes_back_from_storage():
    record = made_log(1, n=1)[0]
    assert Logged.from_json(record.as_json()) == record


def test_two_practices_take_turns_and_neither_gets_ahead():
    turns = [whose_turn("a", "b", session, "alice") for session in range(40)]
    assert all({turns[at], turns[at + 1]} == {"a", "b"} for at in range(0, 40, 2))
    assert len({tuple(turns[at : at + 2]) for at in range(0, 40, 2)}) == 2


def test_a_small_trial_says_which_helps_more_once_there_is_enough():
    clear = [("a", 4.0), ("b", 1.0)] * 5
    assert compare("a", "b", clear[:6]).left == 4
    assert compare("a", "b", clear).better == "a"
    assert compare("b", "a", clear).better == "a"
    assert compare("a", "b", [("a", 2.0), ("b", 2.0)] * 6).better is None
    with pytest.raises(TrainerError, match="is not compared"):
        compare("a", "b", [("c", 1.0)])
