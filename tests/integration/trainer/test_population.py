"""Once a night: what everybody's answers say, for the trainer of the next day."""

from __future__ import annotations

import logging
from datetime import timedelta

import numpy as np
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kindward.site import helper
from kindward.site.people import device
from kindward.site.people.models import Person
from kindward.site.progress.models import PracticeTotal
from kindward.site.trainer import engine, population
from kindward.site.trainer.models import Learned, PopulationState
from kindward.trainer import from_curriculum

from .conftest import MORNING, Practises

SLUG = "five-senses"


def people_answer(many: int, soothing: int, practice: str = SLUG, times: int = 4) -> None:
    for _ in range(many):
        person = Person.objects.create(device_hash=device.hashes_of(device.new_key())[0])
        PracticeTotal.objects.create(
            person=person, practice=practice, sessions=times, seconds=60 * times, answered=times,
            soothing_sum=times * soothing, soothing_squares=times * soothing**2,
        )  # fmt: skip


def moved() -> float:
    """How far the expectation of that practice is from the curriculum's, in points."""
    made = population.update(MORNING)
    place = made.slugs.index(SLUG)
    return float(made.mean[place] - from_curriculum(engine.trainer().curriculum).mean[place])


def test_nobody_there_is_nothing_to_learn() -> None:
    assert population.update(MORNING) is None
    assert not PopulationState.objects.exists()


def test_two_people_hardly_move_it_and_two_hundred_do() -> None:
    people_answer(2, soothing=0)
    few = moved()
    PopulationState.objects.all().delete()
    people_answer(198, soothing=0)
    many = moved()
    assert many < 2 * few < 0
    assert many < -0.8


def test_records_are_read_from_sums(bob: Client, bob_person: Person, practises: Practises) -> None:
    practises(bob, SLUG, soothing=3, hurt="passed")
    practises(bob, "soothing-touch", soothing=1)
    practises(bob, "soothing-touch")
    kept = Learned.objects.get()
    kept.state |= {"fear": 0.7}
    kept.save()
    curriculum = engine.trainer().curriculum
    with CaptureQueriesContext(connection) as queries:
        records = population.records_of_all(curriculum)
    assert len(queries) == 2
    senses, touch = curriculum.index[SLUG], curriculum.index["soothing-touch"]
    assert records.answers[0, [senses, touch]].tolist() == [1, 1]
    assert records.sums[0, [senses, touch]].tolist() == [3, 1]
    assert records.done[0, [senses, touch]].tolist() == [1, 2]
    assert records.hurts[0, [senses, touch]].tolist() == [1, 0]
    assert (records.squares.tolist(), records.fear.tolist()) == ([10], [0.7])


def test_somebody_who_never_measured_fear_is_not_taken_for_fearless(
    bob: Client, practises: Practises
) -> None:
    practises(bob)
    assert np.isnan(population.records_of_all(engine.trainer().curriculum).fear).all()


def test_it_is_done_once_a_night(morning: time_machine.Coordinates) -> None:
    people_answer(3, soothing=2)
    assert population.update_once_a_night(timezone.now()).version == 1
    morning.shift(timedelta(hours=5))
    assert population.update_once_a_night(timezone.now()) is None
    morning.shift(timedelta(hours=20))
    assert population.update_once_a_night(timezone.now()).version == 2
    assert PopulationState.objects.count() == 1


def test_the_trainer_believes_it_from_then_on(bob: Client, practises: Practises) -> None:
    practises(bob, soothing=3)
    before = engine.trainer()
    people_answer(50, soothing=0)
    population.update(MORNING)
    after = engine.trainer()
    assert (before.population.version, after.population.version) == (0, 1)
    place = after.curriculum.index[SLUG]
    known = Learned.objects.get().state
    assert after.load(known).people.mean[0, place] < before.load(known).people.mean[0, place]
    assert bob.get("/").status_code == 200


def test_another_process_hears_of_it_within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(engine.time, "monotonic", lambda: now)
    first = engine.trainer()
    people_answer(3, soothing=2)
    monkeypatch.setattr(population, "look_again", lambda: None)
    population.update(MORNING)
    assert engine.trainer() is first
    now += engine.LOOK_SECONDS
    assert engine.trainer().population.version == 1
    same = engine.trainer()
    now += engine.LOOK_SECONDS
    with CaptureQueriesContext(connection) as queries:
        assert engine.trainer() is same
    assert len(queries) == 1


def test_what_another_version_wrote_is_worked_out_anew() -> None:
    PopulationState.objects.create(name="everybody", version=7, state={"format": 99}, updated_at=MORNING)
    engine.look_again()
    assert engine.trainer().population.version == 0
    people_answer(3, soothing=2)
    assert population.update(MORNING) is not None
    assert engine.trainer().population.people == 3


def test_the_helper_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper.connections, "close_all", lambda: None)
    people_answer(3, soothing=2)
    helper.tick()
    assert PopulationState.objects.get().version == 1


def test_the_helper_goes_on_when_learning_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(now: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr(helper.connections, "close_all", lambda: None)
    monkeypatch.setattr(helper, "update_once_a_night", fails)
    monkeypatch.setattr(helper, "staff_notice", lambda _: "old helplines")
    with caplog.at_level(logging.WARNING):
        helper.tick()
    assert "tidying failed: learn_of_everybody" in caplog.text
    assert "old helplines" in caplog.text
