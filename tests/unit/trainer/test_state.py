"""What is remembered of a person survives storage, and a change of the catalogue."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from kindward.practice.catalogue import load_catalogue
from kindward.trainer import (
    CheckedIn,
    Context,
    Measured,
    PersonState,
    Population,
    Practised,
    Trainer,
    TrainerError,
    update_population,
)

CATALOGUE = load_catalogue()
NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def alice(trainer):
    person = trainer.new_person()
    events = [
        CheckedIn(warmth=3), Practised("soothing-touch", 180, 4, "no"),
        Practised("just-like-me", 60, None, "passed"),
        Measured({"to_self": (-1, 0.3)}, 0.4), Practised("self-compassion-break", 200, 2),
        Practised("asking-for-help", 300, 1),
    ]  # fmt: skip
    for day, event in enumerate(events):
        person = trainer.observe(person, event, NOW + timedelta(days=day))
    return person


def test_it_comes_back_from_storage_as_it_was():
    trainer = Trainer(CATALOGUE)
    person = alice(trainer)
    stored = json.dumps(person.as_json())
    back = trainer.load(json.loads(stored))
    assert json.dumps(back.as_json()) == stored
    np.testing.assert_allclose(back.people.mean, person.people.mean, atol=1e-10)
    np.testing.assert_allclose(back.people.cov, person.people.cov, atol=1e-10)
    asked = Context(NOW + timedelta(days=7), choice_seed=3)
    assert trainer.recommend(back, asked).chances == pytest.approx(trainer.recommend(person, asked).chances)


def test_a_new_person_is_stored_in_a_few_hundred_bytes():
    assert len(json.dumps(Trainer(CATALOGUE).new_person().as_json())) < 700


def test_a_practice_that_was_taken_out_is_forgotten_and_a_new_one_starts_from_the_curriculum():
    whole = Trainer(CATALOGUE)
    fewer = Trainer({slug: script for slug, script in CATALOGUE.items() if slug != "soothing-touch"})
    person = fewer.load(alice(whole).as_json())
    assert person.sessions == 3
    assert "soothing-touch" not in fewer.recommend(person, Context(NOW + timedelta(days=7))).chances
    again = whole.load(person.as_json())
    assert again.people.answers[0, whole.curriculum.index["soothing-touch"]] == 0


def test_what_is_known_of_everybody_is_stored_too_and_fitted_to_the_catalogue():
    trainer = Trainer(CATALOGUE)
    population = update_population(alice(trainer).people.records(), trainer.curriculum)
    back = Population.from_json(json.loads(json.dumps(population.as_json())))
    np.testing.assert_array_equal(back.cov, population.cov)
    assert back.version == 1
    fewer = Trainer({s: script for s, script in CATALOGUE.items() if s != "safe-place"}, population=back)
    assert len(fewer.population.mean) == len(CATALOGUE) - 1
    assert np.linalg.eigvalsh(fewer.population.cov).min() > 0


def test_a_new_population_changes_what_is_believed_of_a_person():
    trainer = Trainer(CATALOGUE)
    person = alice(trainer)
    population = update_population(person.people.records(), trainer.curriculum)
    later = Trainer(CATALOGUE, trainer.curriculum, population)
    after = later.observe(person, CheckedIn(warmth=5), NOW + timedelta(days=9))
    assert after.believes == 1
    assert not np.allclose(after.people.mean, person.people.mean)


@pytest.mark.parametrize("data", [{}, {"format": 9}, {"format": 1}, {"format": 1, "practices": 3}])
def test_what_was_never_stored_by_it_is_refused(data):
    trainer = Trainer(CATALOGUE)
    with pytest.raises(TrainerError, match="state: "):
        PersonState.from_json(data, trainer.curriculum, trainer.population)
