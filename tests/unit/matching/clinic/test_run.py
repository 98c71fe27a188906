"""Whatever the policy: nobody unsuited is asked, no place is given twice, and the same seed gives the same weeks."""

import numpy as np
import pytest

from kindward.matching.clinic import FirstCome, hindsight, run, world


def test_everybody_is_accepted_by_somebody_who_suits_them_and_said_yes(week, runs):
    for name, lived in runs.items():
        for person in np.flatnonzero(lived.therapist >= 0).tolist():
            pairs = slice(week.people.start[person], week.people.start[person + 1])
            at = np.flatnonzero(week.people.therapist[pairs] == lived.therapist[person])
            assert len(at) == 1, f"{name}: {person}"
            assert week.accepts[pairs][at[0]]
            assert lived.fit[person] == week.people.fit[pairs][at[0]]


def test_at_no_hour_are_more_accepted_than_places_have_opened(week, runs):
    for name, lived in runs.items():
        for therapist in range(week.therapists):
            accepted = np.sort(lived.accepted[lived.therapist == therapist])
            opened = np.concatenate([np.zeros(week.free[therapist]), week.opens[week.opens_at == therapist]])
            assert len(accepted) <= len(opened), name
            # An offer begins after its place opened, so the acceptance comes later still.
            assert (accepted > np.sort(opened)[: len(accepted)]).all(), name


def test_nobody_is_accepted_before_they_asked(week, runs):
    for lived in runs.values():
        assert (lived.accepted > week.arrived).all()


def test_a_place_that_is_not_free_cannot_be_offered(week):
    class Careless(FirstCome):
        def decide(self, scene):
            return np.where(np.diff(scene.may.start) > 0, scene.may.start[:-1], -1)

    with pytest.raises(ValueError, match="not free"):
        run(week, Careless())


def test_the_same_seed_gives_the_same_run_and_another_does_not(week, runs):
    again = run(world(150, 7, 1.0, seed=3), FirstCome())
    assert (again.accepted == runs["first-come"].accepted).all()
    other = run(world(150, 7, 1.0, seed=4), FirstCome())
    assert (other.accepted != runs["first-come"].accepted).any()


def test_no_policy_has_more_accepted_within_48_hours_than_hindsight(week, runs):
    best = hindsight(week)
    assert (best.accepted - week.arrived <= 48 + 1e-9)[best.therapist >= 0].all()
    for name, lived in runs.items():
        assert (lived.accepted - week.arrived <= 48).sum() <= (best.therapist >= 0).sum(), name


def test_hindsight_gives_no_place_twice_and_asks_only_who_would_say_yes(week):
    best = hindsight(week)
    for therapist in range(week.therapists):
        accepted = np.sort(best.accepted[best.therapist == therapist])
        opened = np.concatenate([np.zeros(week.free[therapist]), week.opens[week.opens_at == therapist]])
        assert len(accepted) <= len(opened)
    for person in np.flatnonzero(best.therapist >= 0).tolist():
        pairs = slice(week.people.start[person], week.people.start[person + 1])
        assert week.accepts[pairs][week.people.therapist[pairs] == best.therapist[person]].all()


def test_held_for_a_day_means_no_offer_before_it_is_over(week, runs):
    lived = runs["hold-24h"]
    asked = lived.therapist >= 0
    assert asked.any()
    assert (lived.accepted[asked] - week.arrived[asked] > 24).all()


def test_kindward_holds_nobody_past_twelve_hours_while_somebody_could_be_asked(runs):
    assert 0 < runs["kindward"].held.max() < 12


def test_plain_ways_hold_nobody_whom_they_could_ask(runs):
    assert runs["first-come"].held.max() == 0
    assert runs["next-available"].held.max() == 0


def test_whom_nobody_suits_is_about_one_in_thirty(week):
    without = np.diff(week.people.start) == 0
    assert 0 < without.mean() < 0.08


def test_who_asks_stays_the_same_when_there_are_more_places():
    few, many = world(60, 4, 0.9, seed=1), world(60, 4, 1.6, seed=1)
    assert (few.arrived == many.arrived).all()
    assert (few.people.therapist == many.people.therapist).all()
    assert few.free.sum() + len(few.opens) == 54
    assert many.free.sum() + len(many.opens) == 96
