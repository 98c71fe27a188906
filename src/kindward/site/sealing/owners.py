"""Whose a row is, and their key. Rows that were read together have the keys of all their people opened together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import models
from django.db.models.query import ModelIterable

from kindward.site.sealing.keys import data_key_for, data_key_of
from kindward.site.sealing.selectors import HasKey, held_key, hold_keys, known_key_for, known_key_of

Row = TypeVar("Row", bound=models.Model)


class OwnerKey(NamedTuple):
    """An owner by name; their key where it is there already, and their key made when it is not."""

    name: str
    known_key: Callable[[], bytes]
    key: Callable[[], bytes]


class Peers:
    """The people of rows that were read by one query, fetched when the first of the rows is opened.

    ``ids``: of people who are not read yet; ``known``: those who are.
    """

    def __init__(self, people: type[models.Model], ids: Iterable[Any], known: Iterable[Any]) -> None:
        self._people, self._ids, self._known = people, set(ids), list(known)
        self._found: dict[Any, Any] | None = None

    def person(self, pk: Any) -> Any:
        """One of those who were not read. Two queries at the first time: for the people, for all keys."""
        return self._all().get(pk)

    def hold_keys(self) -> None:
        """Open the keys of all of them. A query at the first time."""
        self._all()

    def _all(self) -> dict[Any, Any]:
        if self._found is None:
            self._found = {}
            ids = sorted(self._ids)
            for start in range(0, len(ids), 500):
                self._found |= self._people._default_manager.in_bulk(ids[start : start + 500])
            hold_keys([*self._found.values(), *self._known])
        return self._found


class SealedQuerySet(models.QuerySet[Row]):
    """Rows with sealed fields. Refuses to set or sort by what is sealed."""

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and issubclass(self._iterable_class, ModelIterable):
            _introduce(self.model, self._result_cache or [])

    def of(self, person: models.Model) -> SealedQuerySet[Row]:
        """The person's rows, which know the very instance they were asked for with: their keys are its keys."""
        found = self.filter(person=person)
        # As Django's own related managers do it.
        found._known_related_objects = {_person_field(self.model): {person.pk: person}}  # type: ignore[attr-defined]
        return found

    def update(self, **values: Any) -> int:
        if {"person", "person_id"} & values.keys() and not hasattr(self.model, "seal_owner"):
            raise TypeError(
                f"{self.model.__name__} is sealed for its person; kindward.site.sealing's give() moves it"
            )
        for name in values:
            _refuse_sealed(self.model, name, "set by a query; set it on the instance and save that")
        return super().update(**values)

    def order_by(self, *names: Any) -> SealedQuerySet[Row]:
        for name in names:
            if isinstance(name, str):  # An expression names its field to the field itself.
                _refuse_sealed(self.model, name.lstrip("-"), "sorted by; read the rows and sort them")
        return super().order_by(*names)


class SealedManager(models.Manager[Row]):
    """For models with sealed fields: ``objects = SealedManager["Entry"]()``."""

    def get_queryset(self) -> SealedQuerySet[Row]:
        return SealedQuerySet(self.model, using=self._db)

    def of(self, person: models.Model) -> SealedQuerySet[Row]:
        """The rows of a person; see :meth:`SealedQuerySet.of`."""
        return self.get_queryset().of(person)


def owner_of(row: models.Model) -> OwnerKey:
    """Whose the row is. Costs queries only where neither the person nor a row read with it was seen before."""
    called = getattr(type(row), "seal_owner", None)
    if called:
        name = str(getattr(row, called))
        return OwnerKey(
            name,
            lambda: _held(row, name, known_key_for),
            lambda: _held(row, name, data_key_for),
        )
    person = _person_of(row)
    return OwnerKey(str(person.public_id), lambda: known_key_of(person), lambda: data_key_of(person))


def _person_of(row: models.Model) -> HasKey:
    field = _person_field(type(row))
    peers: Peers | None = getattr(row._state, "sealed_peers", None)
    if (
        field
        and peers
        and not field.is_cached(row)
        and (known := peers.person(row.__dict__.get("person_id")))
    ):
        field.set_cached_value(row, known)
    person: HasKey | None = row.person  # type: ignore[attr-defined]
    if person is None:
        raise ValueError(f"{type(row).__name__} belongs to nobody and cannot be sealed")
    if peers and held_key(person) is None:
        peers.hold_keys()
    return person


@cache
def _person_field(model: type[models.Model]) -> models.ForeignKey[Any, Any] | None:
    found = [field for field in model._meta.concrete_fields if field.name == "person"]
    return found[0] if found and isinstance(found[0], models.ForeignKey) else None


def _held(row: models.Model, name: str, find: Callable[[str], bytes]) -> bytes:
    held: tuple[str, bytes] | None = getattr(row._state, "sealed_key", None)
    if held is None or held[0] != name:
        held = row._state.sealed_key = (name, find(name))  # type: ignore[attr-defined]
    return held[1]


def _introduce(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Tell the rows of one query of each other, where they do not know their person yet."""
    field = _person_field(model)
    if field is None:
        return
    known = {id(person): person for row in rows if (person := row._state.fields_cache.get(field.name))}
    unknown = {row.__dict__.get("person_id") for row in rows if not field.is_cached(row)}
    if not unknown and len(known) < 2:
        return
    peers = Peers(field.related_model, unknown, known.values())
    for row in rows:
        row._state.sealed_peers = peers  # type: ignore[attr-defined]


def _refuse_sealed(model: type[models.Model], name: str, deed: str) -> None:
    from kindward.site.sealing.fields import SealedField

    for field in model._meta.concrete_fields:
        if isinstance(field, SealedField) and name in (field.name, field.attname):
            field.refuse(deed)
