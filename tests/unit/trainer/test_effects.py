"""What soothes whom, against linear algebra done the long way."""

import numpy as np
import pytest

from kindward.trainer import Population, from_curriculum
from kindward.trainer.arrays import student
from kindward.trainer.effects import half_width, learn_one, posterior
from kindward.trainer.learn import update_population
from kindward.trainer.people import People
from kindward.trainer.prior import components
from kindward.trainer.records import Records

SMALL = 400


def test_one_answer_after_the_other_is_the_joint_distribution_conditioned_at_once(curriculum):
    population = from_curriculum(curriculum)
    rng = np.random.default_rng(3)
    practices, answers = rng.integers(len(curriculum), size=25), rng.integers(0, 5, 25).astype(float)
    people = People.new(1, population)
    for practice, answer in zip(practices, answers, strict=True):
        people.soothed(np.array([0]), np.array([practice]), np.array([answer]))

    picks = np.eye(len(curriculum))[practices]
    cross = population.start @ picks.T
    observed = picks @ cross + population.noise * np.eye(len(practices))
    mean = population.mean + cross @ np.linalg.solve(observed, answers - picks @ population.mean)
    cov = population.start - cross @ np.linalg.solve(observed, cross.T)
    np.testing.assert_allclose(people.mean[0], mean, atol=1e-9)
    np.testing.assert_allclose(people.cov[0], cov, atol=1e-9)
    again = posterior(population, people.answers, people.sums, people.noise)
    np.testing.assert_allclose(again[0][0], mean, atol=1e-9)
    np.testing.assert_allclose(again[1][0], cov, atol=1e-9)


def test_an_answer_changes_nobody_else(curriculum):
    population = from_curriculum(curriculum)
    people = People.new(3, population)
    before = people.copy()
    learn_one(people.mean, people.cov, np.array([1]), np.array([4]), np.array([4.0]), people.noise)
    np.testing.assert_array_equal(people.mean[[0, 2]], before.mean[[0, 2]])
    assert people.mean[1, 4] > before.mean[1, 4]
    assert people.cov[1, 4, 4] < before.cov[1, 4, 4]


def test_the_similarity_of_practices_is_a_covariance(curriculum):
    for part in components(curriculum):
        assert np.linalg.eigvalsh(part).min() > -1e-9
        np.testing.assert_allclose(np.diagonal(part), 1)


def made_up(curriculum, seed, variances=(0.3, 0.2, 0.1, 0.15), noise=0.3, each=30, people=SMALL):
    """People drawn from the model itself, with other variances than the ones it starts from, and a mean
    turned upside down."""
    rng = np.random.default_rng(seed)
    start, count = from_curriculum(curriculum), len(curriculum)
    cov = np.tensordot(np.array(variances), components(curriculum), axes=1)
    mean = 2 * start.mean.mean() - start.mean
    effects = rng.multivariate_normal(mean, cov, people, method="cholesky")
    person, practice = np.repeat(np.arange(people), each), rng.integers(count, size=people * each)
    answers = effects[person, practice] + np.sqrt(noise) * rng.standard_normal(len(person))
    records = Records.from_sessions((people, count), person, practice, answers, np.zeros(len(person), int))
    return effects, mean, cov, records


def test_the_nightly_update_finds_a_mean_the_curriculum_had_upside_down(curriculum):
    _, mean, _, records = made_up(curriculum, 1)
    population = update_population(records, curriculum)
    error = np.sqrt(np.diagonal(population.mean_cov))
    assert np.abs(population.mean - mean).max() < 4 * error.max()
    assert np.corrcoef(population.mean, mean)[0, 1] > 0.8


def test_the_nightly_update_finds_variances_it_did_not_start_from(curriculum):
    _, _, cov, records = made_up(curriculum, 2)
    population = update_population(records, curriculum, steps=30)
    assert population.noise == pytest.approx(0.3, rel=0.1)
    assert np.diagonal(population.cov).mean() == pytest.approx(np.diagonal(cov).mean(), rel=0.15)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_intervals_of_90_percent_hold_nine_truths_in_ten_though_prior_and_variances_were_wrong(
    curriculum, seed
):
    effects, _, _, records = made_up(curriculum, seed, each=12)
    population = update_population(records, curriculum, steps=20)
    noise = np.full(SMALL, population.noise)
    mean, cov = posterior(population, records.answers, records.sums, noise)
    held = np.abs(effects - mean) <= half_width(population, records.answers, cov)
    assert 0.88 <= held.mean() <= 0.92


def test_that_what_was_popular_got_better_answers_does_not_mislead_it(curriculum):
    """Practices go to those who liked them: a plain average per practice would think too well of them."""
    rng = np.random.default_rng(5)
    start, count = from_curriculum(curriculum), len(curriculum)
    effects = rng.multivariate_normal(np.full(count, 2.0), start.cov, 1500, method="cholesky")
    people = np.arange(1500)
    first = rng.integers(count, size=(1500, 4))
    said = effects[people[:, None], first] + 0.5 * rng.standard_normal(first.shape)
    again = first[people, said.argmax(axis=1)]
    person = np.concatenate([np.repeat(people, 4), np.repeat(people, 10)])
    practice = np.concatenate([first.ravel(), np.repeat(again, 10)])
    answers = effects[person, practice] + 0.5 * rng.standard_normal(len(person))
    answers[: said.size] = said.ravel()
    records = Records.from_sessions((1500, count), person, practice, answers, np.zeros(len(person), int))
    population = update_population(records, curriculum, steps=20)
    plain = records.sums.sum(axis=0) / records.answers.sum(axis=0)
    assert plain.mean() > 2.14
    assert population.mean.mean() == pytest.approx(2.0, abs=0.06)


def test_nobody_has_answered_and_all_stays_as_taught(curriculum):
    nothing = People.new(5, from_curriculum(curriculum)).records()
    population = update_population(nothing, curriculum)
    assert isinstance(population, Population)
    np.testing.assert_array_equal(population.mean, from_curriculum(curriculum).mean)


def test_hurts_move_what_is_expected_to_hurt(curriculum):
    rng, place = np.random.default_rng(1), curriculum.index["safe-place"]
    count = 600
    hurt = (rng.random(count) < 0.4).astype(int)
    records = Records.from_sessions(
        (count, len(curriculum)), np.arange(count), np.full(count, place), np.full(count, 2.0), hurt
    )
    population = update_population(records, curriculum)
    assert population.hurt[1, place] == pytest.approx(0.4, abs=0.07)
    assert population.hurt[0, place] == from_curriculum(curriculum).hurt[0, place]


@pytest.mark.parametrize(
    ("df", "quantile"), [(3, 2.3534), (5, 2.0150), (10, 1.8125), (30, 1.6973), (1e9, 1.6449)]
)
def test_quantiles_of_students_t_agree_with_the_printed_table(df, quantile):
    assert float(student(df)) == pytest.approx(quantile, abs=0.012)
