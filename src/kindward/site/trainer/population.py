"""Once a night: what everybody's answers say of the practices, for the trainer of the next day."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from django.db import transaction

from kindward.site.progress.models import PracticeTotal
from kindward.site.sealing.fields import opener
from kindward.site.sealing.selectors import keys_of
from kindward.site.trainer.engine import look_again, trainer
from kindward.site.trainer.models import Learned, PopulationState
from kindward.trainer import Curriculum, Population, Records, TrainerError, update_population

#: With last night's to begin with, two steps are enough.
STEPS = 2


def update_once_a_night(now: datetime) -> Population | None:
    """Update the population, unless that was done on this date (UTC) already; None then, or with nobody there."""
    row = PopulationState.objects.first()
    if row is not None and row.updated_at.date() >= now.date():
        return None
    return update(now)


def update(now: datetime) -> Population | None:
    """Update the population from the sums of all people, and keep it; None while nobody has practised.

    With few people it stays near the curriculum: the library weighs each by what it knows.
    """
    curriculum = trainer().curriculum
    records = records_of_all(curriculum)
    if not len(records.squares):
        return None
    row = PopulationState.objects.first()
    try:
        before = Population.from_json(row.state) if row else None
    except (TrainerError, KeyError, ValueError):
        before = None
    made = (
        update_population(records, curriculum, before, STEPS)
        if before
        else update_population(records, curriculum)
    )
    with transaction.atomic():
        PopulationState.objects.update_or_create(
            name="everybody", defaults={"version": made.version, "state": made.as_json(), "updated_at": now}
        )
    look_again()
    return made


def records_of_all(curriculum: Curriculum) -> Records:
    """One row for each person who practised, from sums kept all along. Three queries, however many sessions.

    Whose key is gone meanwhile is left out.
    """
    names = ("person_id", "person__public_id", "practice", "sessions", "told")
    rows = list(PracticeTotal.objects.filter(practice__in=curriculum.slugs).values_list(*names))
    keys = keys_of({str(row[1]) for row in rows})
    rows = [row for row in rows if str(row[1]) in keys]
    people = {person: place for place, person in enumerate(sorted({row[0] for row in rows}))}
    shape = (len(people), len(curriculum))
    done, answers, sums, hurts = (np.zeros(shape) for _ in range(4))
    squares, fear = np.zeros(len(people)), np.full(len(people), np.nan)
    opened = opener(PracticeTotal, "told")
    for person, public_id, practice, sessions, sealed in rows:
        at, owner = (people[person], curriculum.index[practice]), str(public_id)
        told = opened(keys[owner], owner, practice, sealed)
        done[at], answers[at], sums[at], hurts[at] = (
            sessions, told.get("answered", 0), told.get("soothing_sum", 0), told.get("hurts", 0)
        )  # fmt: skip
        squares[at[0]] += told.get("soothing_squares", 0)
    opened = opener(Learned, "state")
    for person, public_id, sealed in Learned.objects.values_list("person_id", "person__public_id", "state"):
        owner = str(public_id)
        if person in people and owner in keys:
            told = opened(keys[owner], owner, "", sealed).get("fear")
            fear[people[person]] = np.nan if told is None else told
    return Records(answers, sums, squares, done, hurts, fear)
