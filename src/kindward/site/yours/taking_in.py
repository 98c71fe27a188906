"""Writes: taking in what a person brings from elsewhere. All of it or nothing; what is there already stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from kindward.site.audit.actors import Actor, the_person
from kindward.site.audit.services import record
from kindward.site.people.kept import AFTER_TAKING_IN, KEPT, Kept
from kindward.site.people.models import Person
from kindward.site.yours.archive import tied_models
from kindward.site.yours.reading import BadFile
from kindward.site.yours.values import understood


@dataclass(slots=True)
class TakenIn:
    """By title: how many rows are new and how many were there already; and what was left, with the reason."""

    new: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def take_in(
    person: Person, rows: Mapping[str, list[dict[str, Any]]], now: datetime, actor: Actor | None = None
) -> TakenIn:
    """Give the person the rows of an archive (see :func:`kindward.site.yours.reading.read`).

    Doing it twice changes nothing. Raises :class:`BadFile`, with nothing taken in, that names row and field.
    """
    # Held, so that neither a claim nor a second hand comes between.
    Person.objects.select_for_update().get(pk=person.pk)
    done, where = TakenIn(), dict[str, dict[int, Any]]()
    for label in rows:
        if label not in KEPT and rows[label]:
            done.left[label] = "this Kindward does not know it"
    for kept in _in_order():
        brought = rows.get(kept.label) or []
        if brought and (kept.not_taken_in or kept.not_taken):
            done.left[kept.title] = kept.not_taken_in or kept.not_taken
        elif brought:
            _take_in(person, kept, brought, where, done)
    if done.new:
        for work_out in AFTER_TAKING_IN.values():
            work_out(person)
    record(actor or the_person(person), "took-in", person, {"rows": sum(done.new.values())}, now)
    return done


def _take_in(
    person: Person, kept: Kept, brought: list[dict[str, Any]], where: dict[str, dict[int, Any]], done: TakenIn
) -> None:
    names = _identity(kept)
    known = {_of(row, names): row.pk for row in kept.rows_of(person)}
    numbers, new = dict[int, Any](), dict[tuple[Any, ...], models.Model]()
    for place, told in enumerate(brought, 1):
        row = _row(person, kept, told, where, place)
        same = _of(row, names)
        if same not in known:
            new.setdefault(same, row)
        numbers[told.get("row", place)] = same
    _make_names_new(kept, list(new.values()))
    try:
        with transaction.atomic():
            kept.model._default_manager.bulk_create(new.values(), batch_size=500)
    except IntegrityError:
        raise BadFile(f"rows, {kept.label}: they do not go together, or not with what is here") from None
    known |= {same: row.pk for same, row in new.items()}
    where[kept.label] = {number: known[same] for number, same in numbers.items()}
    if new:
        done.new[kept.title] = len(new)
    if there := len({*numbers.values()} - new.keys()):
        done.known[kept.title] = there


def _row(
    person: Person, kept: Kept, told: Mapping[str, Any], where: Mapping[str, Mapping[int, Any]], place: int
) -> models.Model:
    values: dict[str, Any] = {}
    for name in (*kept.readable, *kept.sealed):
        if name in told:
            values[name] = _value(kept, name, told[name], place)
    ties = tied_models(kept)
    for name, model in ties.items():
        number = told.get(name)
        tied = where.get(model._meta.label_lower, {}).get(number) if isinstance(number, int) else None
        if number is not None and tied is None:
            raise BadFile(f"rows, {kept.label}, row {place}, {name}: there is no such row")
        values[f"{name}_id"] = tied
    if "person" in kept.ties:
        values["person"] = person
    row = kept.model(**values)
    try:
        row.clean_fields(exclude=[*kept.inner, *kept.ties])
    except ValidationError as problem:
        name, said = next(iter(problem.message_dict.items()))
        raise BadFile(f"rows, {kept.label}, row {place}, {name}: {said[0]}") from None
    return row


def _value(kept: Kept, name: str, told: Any, place: int) -> Any:
    try:
        return understood(kept.model._meta.get_field(name), told)
    except ValidationError as problem:
        raise BadFile(f"rows, {kept.label}, row {place}, {name} {problem.messages[0]}") from None


def _identity(kept: Kept) -> tuple[str, ...]:
    """Names of fields by which two rows of a person are one: of a constraint, or all that is in clear."""
    meta = kept.model._meta
    ones = [one for one in meta.concrete_fields if one.unique and not one.primary_key]
    if any(one.name == "person" for one in ones):
        return ()
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None:
            names = [name for name in constraint.fields if name not in ("person", *kept.ties)]
            if names and all(name in kept.readable for name in names):
                return tuple(names)
    unique = [one.name for one in ones if one.name in kept.readable]
    return tuple(unique[:1]) or tuple(kept.readable)


def _of(row: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def _make_names_new(kept: Kept, rows: list[Any]) -> None:
    """A name that is one here for everybody, and is somebody else's already, is made anew."""
    for one in kept.model._meta.concrete_fields:
        if not one.unique or one.primary_key or one.is_relation or not one.has_default():
            continue
        mine = [getattr(row, one.name) for row in rows]
        taken = {
            value
            for start in range(0, len(mine), 500)
            for value in kept.model._default_manager.filter(
                **{f"{one.name}__in": mine[start : start + 500]}
            ).values_list(one.name, flat=True)
        }
        for row in rows:
            if getattr(row, one.name) in taken:
                setattr(row, one.name, one.get_default())


def _in_order() -> Iterator[Kept]:
    """What is tied comes after what it is tied to."""
    waiting, there = list(KEPT.values()), set[type[models.Model]]()
    while waiting:
        ready = [one for one in waiting if {*tied_models(one).values()} - {one.model} <= there] or waiting
        yield ready[0]
        there.add(ready[0].model)
        waiting.remove(ready[0])
