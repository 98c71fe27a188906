"""The simulator: repeatable, the same people for all, and honest about what a world does."""

import numpy as np
import pytest

from kindward.trainer import TrainerError
from kindward.trainer.policies.named import make_policy
from kindward.trainer.simulate import live, simulate
from kindward.trainer.worlds import WORLDS, load_world
from kindward.trainer.worlds.taps import expected_tap, give_tap

FIELDS = {
    "world", "policy", "regret", "regret_low", "regret_high", "hurts", "weakest_gain", "days_practised",
    "coverage",
}  # fmt: skip


@pytest.mark.parametrize("policy", ["kindward", "rules", "fixed", "random", "popular", "popular-in-flow"])
def test_one_seed_one_answer(curriculum, policy):
    first, second = (simulate(WORLDS["mixed"], policy, 12, 8, 7, curriculum) for _ in range(2))
    assert first == second
    assert first.keys() >= FIELDS
    assert first["regret_low"] <= first["regret"] <= first["regret_high"]
    assert first != simulate(WORLDS["mixed"], policy, 12, 8, 8, curriculum)


@pytest.mark.parametrize("policy", ["linucb", "lints", "linucb-history"])
def test_the_bandit_library_plays_by_the_same_seed(curriculum, policy):
    pytest.importorskip("mabwiser")
    first, second = (simulate(WORLDS["responders"], policy, 12, 6, 3, curriculum) for _ in range(2))
    assert first == second
    assert first["coverage"] is None


@pytest.mark.parametrize("name", WORLDS)
def test_every_world_gives_everybody_the_same_people_whoever_chooses(curriculum, name):
    drawn = [WORLDS[name].draw(curriculum, 20, 10, np.random.default_rng(4)) for _ in range(2)]
    np.testing.assert_array_equal(drawn[0].soothes, drawn[1].soothes)
    assert drawn[0].soothes.shape == (20, len(curriculum))
    assert drawn[0].comes.shape == drawn[0].seconds.shape == drawn[0].answers.shape == (20, 10)
    assert drawn[0].comes[:, 0].all()


def test_retention_in_the_world_of_drop_out_is_what_was_published(curriculum):
    cohort = WORLDS["drop-out"].draw(curriculum, 20_000, 31, np.random.default_rng(1))
    stays = [cohort.comes[:, day:].any(axis=1).mean() for day in (15,)]
    assert stays[0] == pytest.approx(0.039, abs=0.006)


@pytest.mark.parametrize("wild", [0.0, 0.1])
def test_the_answer_to_expect_is_the_mean_of_the_answers(wild):
    rng = np.random.default_rng(1)
    for latent in (0.2, 1.7, 3.9):
        taps = give_tap(np.full(200_000, latent), np.full(200_000, 0.8), wild, rng)
        assert set(taps) == {0, 1, 2, 3, 4}
        assert expected_tap(np.array([latent]), np.array([0.8]), wild)[0] == pytest.approx(
            taps.mean(), abs=0.01
        )


def test_learning_misses_less_than_keeping_to_the_curriculum(curriculum):
    ours, rules, chance = (
        live(WORLDS["wrong-priors"], make_policy(name, curriculum, 1), 80, 28, 1, curriculum)
        for name in ("kindward", "rules", "random")
    )
    assert ours.regret.mean() < 0.8 * rules.regret.mean()
    assert ours.hurts.mean() < chance.hurts.mean()


class Calm:
    """A world of one's own: nobody is afraid and everybody comes."""

    name = "calm"

    def draw(self, curriculum, people, days, rng):
        cohort = WORLDS["responders"].draw(curriculum, people, days, rng)
        cohort.fear[:] = 0
        cohort.comes[:] = True
        return cohort


def test_a_world_of_ones_own_is_lived_in(curriculum):
    row = simulate(Calm(), "random", 10, 5, 1, curriculum)
    assert row["world"] == "calm"
    assert row["days_practised"] > 4


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("narnia", "there is none named “narnia”"),
        ("no.such.module:World", "cannot be loaded"),
        ("kindward.trainer.worlds:Nothing", "cannot be loaded"),
        ("kindward.trainer.errors:TrainerError", "is no world"),
    ],
)
def test_a_world_that_is_none_is_refused(named, said):
    with pytest.raises(TrainerError, match=said):
        load_world(named)


def test_a_policy_that_is_none_is_refused(curriculum):
    with pytest.raises(TrainerError, match="there is none named “best”"):
        make_policy("best", curriculum, 1)
