"""One row in every model that hangs on a person, made from the register alone, with canaries in its texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import models

from kindward.site.care.models import Therapist
from kindward.site.people.kept import KEPT, Kept
from kindward.site.people.models import Account, Person
from kindward.site.sealing.fields import SealedJSON, SealedText, SealedTime

MOMENT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
#: Where a field holds only some values, and its choices do not say which.
FITTING: dict[tuple[str, str], Any] = {
    ("practice.session", "voice"): "hibari",
    ("practice.session", "end_time"): MOMENT.replace(minute=45),
    ("programme.reminders", "next_at"): None,
    ("programme.pushaddress", "endpoint"): "https://push.example/{canary}",
    ("account.emailaddress", "email"): "{canary}@people.example",
    ("people.account", "email"): "{canary}@people.example",
    ("mfa.authenticator", "data"): {"name": "{canary}"},
}
#: What would be refused when it is brought, and so is whole only there.
WHEN_BROUGHT: dict[tuple[str, str], Any] = {
    ("practice.checkin", "answers"): {"warmth": 7, "hurt": "passed"},
}


class Everything:
    """A person with one row in every model. ``canaries`` by (label, field): the text that is nowhere else."""

    def __init__(self, person: Person, letter: str = "a", brought: bool = False) -> None:
        self.person, self.letter, self.brought = person, letter, brought
        self.canaries: dict[tuple[str, str], str] = {}
        self.rows: dict[type[models.Model], Any] = {Person: person}
        if person.account:
            self.rows[Account] = person.account
        for kept in self._in_order():
            self.rows[kept.model] = self._make(kept)

    def _in_order(self) -> Iterator[Kept]:
        waiting = [kept for kept in KEPT.values() if kept.model is not Person]
        while waiting:
            ready = [
                kept for kept in waiting if all(self._tied(kept, name) in self.rows for name in kept.ties)
            ]
            assert ready, [kept.label for kept in waiting]
            yield ready[0]
            waiting.remove(ready[0])

    def _tied(self, kept: Kept, name: str) -> Any:
        return kept.model._meta.get_field(name).related_model

    def _make(self, kept: Kept) -> Any:
        row = self.rows.get(kept.model) or kept.model()
        for name in kept.ties:
            setattr(row, name, self.rows[self._tied(kept, name)])
        for name in kept.outside:
            setattr(row, name, Therapist.objects.get_or_create(name="Dr. Grace Example")[0])
        for name in (*kept.readable, *kept.inner, *kept.sealed):
            field = kept.model._meta.get_field(name)
            if not field.many_to_many and not isinstance(field, models.BooleanField):
                setattr(row, name, self._value(kept, field))
        row.save()
        return row

    def _value(self, kept: Kept, field: Any) -> Any:
        place = (kept.label, field.name)
        if self.brought and place in WHEN_BROUGHT:
            return WHEN_BROUGHT[place]
        if place in FITTING:
            return self._fitted(place, FITTING[place])
        if "zone" in field.name and isinstance(field, models.CharField):
            return "Europe/Dublin"
        if getattr(field, "choices", None):
            return next(value for value, _ in field.choices if value != "")
        if isinstance(field, models.CharField | models.TextField | SealedText):
            # Short enough for the field, and still nowhere else: its number stands first.
            return self._canary(place, field.max_length)
        if isinstance(field, SealedJSON | models.JSONField):
            return {"canary": self._canary(place)}
        return _plain(field)

    def _fitted(self, place: tuple[str, str], value: Any) -> Any:
        if isinstance(value, str):
            return value.replace("{canary}", self._canary(place)) if "{" in value else value
        if isinstance(value, dict):
            return {key: self._fitted(place, one) for key, one in value.items()}
        return value

    def _canary(self, place: tuple[str, str], longest: int | None = None) -> str:
        return self.canaries.setdefault(place, f"{self.letter}{len(self.canaries):03d}canary"[:longest])


def _plain(field: Any) -> Any:
    if isinstance(field, models.DateTimeField | SealedTime):
        return MOMENT
    if isinstance(field, models.DateField):
        return date(2026, 11, 20)
    if isinstance(field, models.TimeField):
        return time(9, 30)
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.DecimalField):
        return Decimal("1.50")
    if isinstance(field, models.FloatField):
        return 0.5
    if isinstance(field, models.IntegerField):
        return 1
    raise AssertionError(f"{field}: say in FITTING what it holds")
