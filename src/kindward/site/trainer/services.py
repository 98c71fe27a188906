"""Writes: what is learned of a person, what is chosen for them, what they wish."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from kindward.site.people.models import Person
from kindward.site.practice.library import catalogue
from kindward.site.practice.models import CheckIn, Moment, Session
from kindward.site.progress.models import Response
from kindward.site.progress.selectors import all_check_ins_of, all_responses_of
from kindward.site.sealing.services import give
from kindward.site.trainer.engine import checked_in, measured, practised, trainer
from kindward.site.trainer.models import Chosen, Learned, Wish
from kindward.trainer import Context, Decision, Logged, PersonState, TrainerError
from kindward.trainer.events import Event


def state_of(person: Person) -> PersonState:
    """What is learned of the person so far; worked out from their rows when it is missing or cannot be read."""
    kept = Learned.objects.of(person).first()
    if kept is not None:
        try:
            return trainer().load(kept.state)
        except TrainerError:
            pass
    return relearn(person)


@transaction.atomic
def relearn(person: Person) -> PersonState:
    """Work out the state anew from everything the person did, in its order, and keep it."""
    sessions = Session.objects.filter(person=person)
    check_ins = all_check_ins_of(person, "session")
    responses = all_responses_of(person)
    told: list[tuple[datetime, int, Event | None]] = []
    told += [(row.start_time, 0, practised(row)) for row in sessions.order_by("start_time", "pk")]
    told += [(row.at, 1, checked_in(row)) for row in check_ins]
    told += [(row.at, 2, measured(responses[:n])) for n, row in enumerate(responses, 1)]
    told.sort(key=lambda one: one[:2])
    guide = trainer()
    state = guide.new_person()
    for at, _, event in told:
        if event is not None:
            state = guide.observe(state, event, at)
    if guide.population.version:
        # Believed anew, as the states of others are when the population changes.
        state = guide.load(state.as_json() | {"believes": -1})
    _keep(person, state, told[-1][0] if told else None)
    return state


def learn_session(person: Person, session: Session) -> None:
    """Hear of a new session; and of what was answered about it, where that came first."""
    waited = CheckIn.objects.filter(session=session, moment=Moment.AFTER).exists()
    _learn(person, practised(session), session.start_time, anew=waited)


def learn_check_in(person: Person, check_in: CheckIn, new: Collection[str]) -> None:
    """Hear of those answers of a check-in that ``new`` names."""
    _learn(person, checked_in(check_in, new), check_in.at)


def learn_response(person: Person, response: Response) -> None:
    """Hear of a response, beside all that were there before."""
    earlier = [row for row in all_responses_of(person) if row.at <= response.at]
    _learn(person, measured(earlier), response.at)


def _learn(person: Person, event: Event | None, at: datetime, anew: bool = False) -> None:
    """Hear of one thing. What is older than the newest known means working all out anew, in its order."""
    kept = Learned.objects.of(person).first()
    if anew or kept is None or (kept.through and at < kept.through):
        relearn(person)
        return
    try:
        state = trainer().load(kept.state)
    except TrainerError:
        relearn(person)
        return
    if event is not None:
        state = trainer().observe(state, event, at)
    _keep(person, state, at)


def decide(person: Person, skip: Sequence[str], now: datetime, week: Sequence[str] = ()) -> Chosen:
    """Today's practice for the person, and its record. Asked again on the same day it is the same.

    ``skip`` holds slugs that were waved on, ``week`` the programme's practices. A new session, a new hurt and
    a new wish are reasons to choose again.
    """
    last = Session.objects.filter(person=person).order_by("-start_time", "-pk").first()
    local = now + timedelta(seconds=last.end_zone_offset if last else 0)
    state, wish = state_of(person), Wish.objects.of(person).first()
    seed = _seed(local, state, wish, skip, week)
    if known := Chosen.objects.of(person).filter(seed=seed).first():
        return known
    context = Context(
        now,
        local.hour if last else None,
        wish.seconds_available if wish else None,
        pinned=_still_here([wish.pinned]) if wish else (),
        excluded=_still_here(wish.excluded) if wish else (),
        week=_still_here(week),
        skip=_still_here(skip),
        flow=(wish.flow or None) if wish else None,
        choice_seed=f"{person.public_id} {seed}",
    )
    return _log(person, seed, trainer().recommend(state, context), now)


def _seed(
    local: datetime, state: PersonState, wish: Wish | None, skip: Sequence[str], week: Sequence[str]
) -> str:
    """What a choice holds for: anything else and it is made anew. Says nothing about the person but that."""
    hurts = [time for time in state.people.hurt_at[0].tolist() if math.isfinite(time)]
    parts = [
        local.date().isoformat(), state.sessions, round(max(hurts) * 86_400) if hurts else 0,
        wish.changed_at.isoformat() if wish else "", sorted(skip), sorted(week),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@transaction.atomic
def keep_wish(
    person: Person, pinned: str, excluded: Sequence[str], seconds: int | None, flow: str, now: datetime
) -> Wish:
    """Keep what the person wants. Slugs that are not practices are left out."""
    known = catalogue()
    wish, _ = Wish.objects.of(person).update_or_create(
        person=person,
        defaults={
            "changed_at": now,
            "wants": {
                "pinned": pinned if pinned in known else "",
                "excluded": sorted(slug for slug in set(excluded) if slug in known),
                "seconds_available": seconds,
                "flow": flow,
            },
        },
    )
    return wish


def move(source: Person, target: Person) -> None:
    """Give ``target`` what was chosen and wished for ``source``. Call in a transaction, after the other rooms."""
    known = Chosen.objects.filter(person=target).values_list("seed", flat=True)
    give(Chosen.objects.of(source).exclude(seed__in=list(known)), target)
    if not Wish.objects.filter(person=target).exists():
        give(Wish.objects.of(source), target)
    Learned.objects.filter(person__in=[source, target]).delete()


def _still_here(slugs: Sequence[str]) -> tuple[str, ...]:
    return tuple(slug for slug in slugs if slug in catalogue())


def _keep(person: Person, state: PersonState, through: datetime | None) -> None:
    Learned.objects.of(person).update_or_create(
        person=person, defaults={"state": state.as_json(), "through": through}
    )


def _log(person: Person, seed: str, decision: Decision, now: datetime) -> Chosen:
    other = [{"slug": one.slug, "seconds": one.seconds, "why": one.why} for one in decision.alternatives]
    reasons = {
        "why": decision.why[:300], "eased": decision.eased, "step_up": decision.step_up, "alternatives": other,
        "facts": [{"name": fact.name, "value": fact.value} for fact in decision.facts],
        "log": Logged.of(decision).as_json(),
    }  # fmt: skip
    made = Chosen(
        person=person, seed=seed, practice=decision.slug, seconds=decision.seconds, reasons=reasons, at=now
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        # Two pages asked at once; the first one's answer stands for both.
        return Chosen.objects.of(person).get(seed=seed)
    return made
