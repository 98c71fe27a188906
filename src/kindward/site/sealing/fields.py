"""Model fields whose values are sealed: plain on the instance, sealed in the row.

A model with such a field says whose its rows are and what they are called:

- ``person``, a foreign key to the person; or ``seal_owner``, the name of an attribute that holds another owner
  such as ``share:…``;
- ``seal_name``, the name of a text or uuid that is there before the row is first saved, never changes and is the
  owner's only one of that table; ``""`` where an owner has one row at most. Without it, it is ``"key"``.

A value that was read stays sealed until somebody looks at it. Nothing can be sought by it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn

from django.apps import apps
from django.core import validators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from kindward.sealing import Place, seal, unseal
from kindward.site.sealing.owners import OwnerKey, owner_of

if TYPE_CHECKING:
    _Field = models.BinaryField[Any, Any]
else:
    _Field = models.BinaryField


class Sealed(bytes):
    """A value as it stands in the row, not opened yet."""

    def __repr__(self) -> str:
        return f"<sealed, {len(self)} bytes>"


class _Attribute(DeferredAttribute):
    """What stands for the field on the model: opens the value when it is looked at."""

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed):
            field: Any = self.field
            value = instance.__dict__[field.attname] = field.opened(instance, value)
        return value

    # With this, Python asks the class before the instance, and so asks here.
    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(_Field):
    """A binary column with sealed values. Use :class:`SealedText`, :class:`SealedTime` or :class:`SealedJSON`."""

    descriptor_class = _Attribute
    empty_values = list(validators.EMPTY_VALUES)

    def encoded(self, value: Any) -> bytes:
        """A plain value as bytes."""
        raise NotImplementedError

    def decoded(self, plain: bytes) -> Any:
        """The value that :meth:`encoded` made bytes of."""
        raise NotImplementedError

    def opened(self, row: models.Model, value: bytes) -> Any:
        """The plain value of a row. Raises :class:`kindward.sealing.Unreadable`."""
        owner = owner_of(row)
        return self.decoded(unseal(owner.known_key(), value, self._place(row, owner)))

    def pre_save(self, row: models.Model, add: bool) -> Sealed | None:  # noqa: ARG002 - Django names it
        """What goes into the row. A value nobody has looked at is tried first: what does not open is not kept."""
        value = row.__dict__.get(self.attname)
        if value is None:
            return None
        owner = owner_of(row)
        place = self._place(row, owner)
        if isinstance(value, Sealed):
            unseal(owner.known_key(), value, place)
            return value
        return Sealed(seal(owner.key(), self.encoded(value), place))

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            self.refuse("set by a query; set it on the instance and save that")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            self.refuse(f"sought by ({lookup_name}); read the rows and compare")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        self.refuse(f"sought by ({lookup_name}); read the rows and compare")

    def refuse(self, deed: str) -> NoReturn:
        """Raises ``TypeError`` that says what cannot be done with a sealed field."""
        raise TypeError(f"{self.model.__name__}.{self.name} is sealed and cannot be {deed}")

    def get_default(self) -> Any:
        return models.Field.get_default(self)

    def value_to_string(self, obj: models.Model) -> str:
        """For Django's dumps: the plain value, which a load seals anew."""
        value = getattr(obj, self.attname)
        return "" if value is None else self.encoded(value).decode()

    def _check_str_default_value(self) -> list[Any]:
        return []

    def _place(self, row: models.Model, owner: OwnerKey) -> Place:
        return Place(owner.name, self.model._meta.db_table, _row_name(row), self.attname)


class SealedText(SealedField):
    """A sealed text. ``max_length`` counts characters."""

    def encoded(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise TypeError(f"{self.model.__name__}.{self.name} holds text, not {type(value).__name__}")
        return value.encode()

    def decoded(self, plain: bytes) -> str:
        return plain.decode()

    def to_python(self, value: Any) -> Any:
        if value is not None and not isinstance(value, str):
            raise ValidationError("Enter a text.", code="invalid")
        return value


class SealedJSON(SealedField):
    """A sealed value of what JSON has: objects, lists, texts, numbers, true, false and null within."""

    def encoded(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def decoded(self, plain: bytes) -> Any:
        return json.loads(plain.decode())

    def to_python(self, value: Any) -> Any:
        try:
            self.encoded(value)
        except (TypeError, ValueError):
            raise ValidationError("This cannot be kept.", code="invalid") from None
        return value


class SealedTime(SealedField):
    """A sealed moment, in UTC once it was kept."""

    def encoded(self, value: Any) -> bytes:
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise TypeError(f"{self.model.__name__}.{self.name} holds a moment with its time zone")
        return value.astimezone(UTC).isoformat().encode()

    def decoded(self, plain: bytes) -> datetime:
        return datetime.fromisoformat(plain.decode())

    def to_python(self, value: Any) -> Any:
        if value is not None and (not isinstance(value, datetime) or value.tzinfo is None):
            raise ValidationError("Enter a moment with its time zone.", code="invalid")
        return value


def part(field: str, name: str, default: Any = None) -> Any:
    """A property for one part of a :class:`SealedJSON` that holds an object; None takes it out.

    Whoever changes a part saves the whole: ``row.save(update_fields=[field])``.
    """

    def read(row: models.Model) -> Any:
        return (getattr(row, field) or {}).get(name, default)

    def write(row: models.Model, value: Any) -> None:
        others = {key: kept for key, kept in (getattr(row, field) or {}).items() if key != name}
        setattr(row, field, others if value is None else others | {name: value})

    return property(read, write, doc=f"``{name}`` in the sealed ``{field}``.")


def sealed_fields_of(model: type[models.Model]) -> list[SealedField]:
    """The sealed fields of a model, in its order."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]


def sealed_fields() -> list[tuple[type[models.Model], SealedField]]:
    """Every sealed field there is, with its model."""
    return [(model, field) for model in apps.get_models() for field in sealed_fields_of(model)]


def opener(
    model: type[models.Model], name: str
) -> Callable[[bytes, str, str, bytes | memoryview | None], Any]:
    """For many rows at once, without instances: a function of data key, owner, row name and sealed value."""
    field = next(field for field in sealed_fields_of(model) if field.name == name)
    table, attname, decoded = model._meta.db_table, field.attname, field.decoded

    def opened(key: bytes, owner: str, row: str, value: bytes | memoryview | None) -> Any:
        return (
            None if value is None else decoded(unseal(key, bytes(value), Place(owner, table, row, attname)))
        )

    return opened


def _row_name(row: models.Model) -> str:
    called = getattr(type(row), "seal_name", "key")
    if not called:
        return ""
    name = getattr(row, called)
    if name in (None, ""):
        raise ValueError(f"{type(row).__name__} has no {called} to be sealed under")
    return str(name)
