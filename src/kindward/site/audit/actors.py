"""Who acts, and whom it is about: names that nobody can trace back who has only the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db.models import Model

#: In what part somebody acts.
ROLES = ("person", "therapist", "coordinator", "editor", "operator", "system")


class HasPublicId(Protocol):
    """A person, as far as this room knows them."""

    @property
    def public_id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in a role. ``name`` is what their pseudonym is made of; empty for operator and system."""

    role: str
    name: str = ""

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"{self.role}: no role; expected one of {', '.join(ROLES)}")


#: Whoever works at the machine itself, with a command.
OPERATOR = Actor("operator")
#: Kindward itself, at its start or by its helper.
SYSTEM = Actor("system")


def staff(role: str, account: Model) -> Actor:
    """An account that acts in a role, such as ``staff("therapist", request.user)``."""
    return Actor(role, f"account:{account.pk}")


def the_person(person: HasPublicId) -> Actor:
    """A person who acts on what is theirs."""
    return Actor("person", name_of(person))


def name_of(thing: HasPublicId | str | None) -> str:
    """What a pseudonym is made of: a person's public id, or a name that a room gives, such as ``match:…``."""
    if thing is None or isinstance(thing, str):
        return thing or ""
    return f"person:{thing.public_id}"
