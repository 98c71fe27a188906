"""The log of every case: rows that are added and never changed, with nothing in them that leads to a person."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, NoReturn

from django.db import models


class KeptForGood(TypeError):
    """Somebody tried to change or delete what was recorded."""

    def __init__(self) -> None:
        super().__init__("an event of care is never changed or deleted; record another one")


class GrowingOnly(models.QuerySet["Event"]):
    """Rows that can be read and added to. The database itself refuses the rest, too (see the migrations)."""

    def update(self, **_: Any) -> NoReturn:
        raise KeptForGood

    def delete(self) -> NoReturn:
        raise KeptForGood

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise KeptForGood

    def update_or_create(self, *_: Any, **__: Any) -> NoReturn:
        raise KeptForGood


class Kind(models.TextChoices):
    """What can happen to a case. :func:`kindward.matching.states.derive` says what follows from it."""

    DRAFT = "draft"  # the assessment was begun
    SUBMITTED = "submitted"  # the clock starts
    CHANGED = "changed"  # the person answered something otherwise while they wait
    OFFERED = "offered"  # a therapist was asked
    DECLINED = "declined"  # the therapist said no
    EXPIRED = "expired"  # the therapist did not answer in time
    RECALLED = "recalled"  # the offer was taken back
    ACCEPTED = "accepted"  # the therapist said yes
    CONTACTED = "contacted"  # the person can see a message or a proposed time: the clock stops
    TIME_CHOSEN = "time_chosen"
    FIRST_SESSION = "first_session"
    FEEDBACK = "feedback"  # the person said how first contact was; what they said is sealed elsewhere
    ASKED_AGAIN = "asked_again"  # the person asked for another therapist: a new round, a new clock
    PAUSED = "paused"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"  # the person cancelled
    URGENT = "urgent"  # acute risk was disclosed: out of the queue, to help
    NO_CAPACITY = "no_capacity"  # nobody on the roster can take this case now
    ESCALATED = "escalated"  # coordinators were told; the reason says at how many hours
    MISSED = "missed"  # 48 hours went by
    OVERRIDDEN = "overridden"  # a coordinator stepped in; the reason says how
    ENDED = "ended"  # the match is over


class Event(models.Model):
    """Something that happened to one case. ``case`` is a random id that only the assessment ties to a person, so
    that nothing but the bare course of things is left once they are deleted."""

    #: What makes it happen once only; such as case, round and hours for an escalation.
    key = models.CharField(max_length=120, unique=True)
    case = models.UUIDField()
    #: Orders the events of a case, whatever the machine's clock does.
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    #: UTC; never before the event before it.
    at = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)
    #: ``Therapist.public_id`` and ``Offer.key``; no links, because the log outlives both.
    therapist = models.UUIDField(null=True, blank=True)
    offer = models.UUIDField(null=True, blank=True)
    #: person, therapist, coordinator, or the tick.
    actor = models.CharField(max_length=12)
    #: A code, never free text.
    reason = models.CharField(max_length=40, blank=True)
    made_up = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Event]] = GrowingOnly.as_manager()

    class Meta:
        ordering = ["case", "seq"]
        indexes = [models.Index(fields=["kind", "at"], name="care_event_by_kind")]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="care_event_in_order")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    def save(self, **how: Any) -> None:
        """Add the event. Raises :class:`KeptForGood` for one that is there already."""
        if not self._state.adding or how.get("force_update") or how.get("update_fields") is not None:
            raise KeptForGood
        self.key = self.key or uuid.uuid4().hex
        super().save(force_insert=True, using=how.get("using"))

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise KeptForGood
