"""The register of what is kept: every model and every field, who can read it, how it goes along and how it ends.

Each room declares its own models in a file ``kept.py`` and registers them when it starts. From here come the page
“What can be read”, the export, the import, the receipt of a deletion, and the tests that search the bytes. A model
or a field that is not declared breaks the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from kindward.site.people.models import Person

#: Words for what many rows have.
ROW = "a random name for it, by which the same thing sent twice is one"
DAY = "the day"


@dataclass(frozen=True, slots=True)
class Kept:
    """One model that hangs on a person. Fields are told in words that follow “kept is …”.

    Every field is in one of the first six, and in no other; the row's own number is in none.
    """

    model: type[Model]
    #: As a headline: “Sessions”.
    title: str
    #: Sealed: what somebody wrote.
    private: Mapping[str, str] = field(default_factory=dict)
    #: Sealed: what somebody answered, and what comes of answers.
    sensitive: Mapping[str, str] = field(default_factory=dict)
    #: In clear: whoever has the database can read it.
    readable: Mapping[str, str] = field(default_factory=dict)
    #: In clear, or as a hash, and never taken along: what opens something, or works for this installation alone.
    inner: Mapping[str, str] = field(default_factory=dict)
    #: Foreign keys within what is one person's.
    ties: tuple[str, ...] = ()
    #: Foreign keys to what is not the person's; taken along as a name.
    outside: Mapping[str, str] = field(default_factory=dict)
    #: From a row to its person, as a filter says it.
    path: str = "person"
    #: Who is shown it by pages, beside the person.
    shown_to: tuple[str, ...] = ()
    #: Why it is not taken along; empty where it is.
    not_taken: str = ""
    #: Why another Kindward does not take it in; empty where it does.
    not_taken_in: str = ""
    #: How it is deleted, where it is not with the person.
    deleted: str = ""
    #: The fields that a page to read shows; empty: all that is taken along.
    shown: tuple[str, ...] = ()
    #: What follows from a row and is worth reading beside it, such as scores; by words.
    follows: Callable[[Any], Mapping[str, Any]] | None = None

    @property
    def label(self) -> str:
        """As Django names the model: ``practice.session``."""
        return self.model._meta.label_lower

    @property
    def sealed(self) -> dict[str, str]:
        """Private and sensitive fields."""
        return {**self.private, **self.sensitive}

    @property
    def taken(self) -> dict[str, str]:
        """The fields that are taken along, each with its words."""
        return {**self.readable, **self.sealed, **self.outside}

    def declared(self) -> list[str]:
        """Every field that is named here; twice where it is named twice."""
        return [*self.sealed, *self.readable, *self.inner, *self.ties, *self.outside]

    def rows_of(self, person: Person) -> QuerySet[Any]:
        """The person's rows, in the order in which they came."""
        manager: Any = self.model._default_manager
        rows = (
            manager.of(person)
            if self.path == "person" and hasattr(manager, "of")
            else manager.filter(**{self.path: person.pk})
        )
        found: QuerySet[Any] = rows.order_by("pk")
        return found


#: By label, in the order in which rooms came.
KEPT: dict[str, Kept] = {}
#: By label: models that hang on nobody, each with what it is instead.
ABOUT_NOBODY: dict[str, str] = {}
#: By room: what is worked out anew once a person brought rows from elsewhere.
AFTER_TAKING_IN: dict[str, Callable[[Person], None]] = {}


def keep(kept: Iterable[Kept], about_nobody: Mapping[str, str] | None = None) -> None:
    """Register what a room keeps. ``about_nobody`` by label, such as ``{"care.dutysheet": "…"}``."""
    KEPT.update((one.label, one) for one in kept)
    ABOUT_NOBODY.update(about_nobody or {})
