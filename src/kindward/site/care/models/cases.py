"""What a person said they need, and whom we asked for them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kindward.site.care.models.roster import Therapist
from kindward.site.people.models import Person
from kindward.site.sealing.fields import SealedJSON
from kindward.site.sealing.owners import SealedManager


class Assessment(models.Model):
    """A person's matching assessment, and the only thing that ties them to their case. Open until ``ended_at``."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assessments")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: By question, as :mod:`kindward.matching.assessment` reads them.
    answers = SealedJSON(default=dict)
    #: The person's time zone, for times on pages.
    zone = models.CharField(max_length=64, default="UTC")
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    #: When the tick next has something to look at; null while nobody waits.
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    #: Cancelled, closed, or over.
    ended_at = models.DateTimeField(null=True, blank=True)
    made_up = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Assessment]] = SealedManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="care_one_open_assessment"
            )
        ]

    def __str__(self) -> str:
        return f"assessment {self.key}"


class Offer(models.Model):
    """One case put to one therapist until ``expires_at``. At most one is out at a time, and one is accepted."""

    class State(models.TextChoices):
        OUT = "out"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        EXPIRED = "expired"
        RECALLED = "recalled"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offers")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="offers")
    case = models.UUIDField()
    therapist = models.ForeignKey(Therapist, on_delete=models.PROTECT, related_name="offers")
    round = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.OUT)
    answered_at = models.DateTimeField(null=True, blank=True)
    #: A code of :data:`kindward.site.care.words.DECLINE_REASONS`.
    reason = models.CharField(max_length=40, blank=True)
    #: In whole thousandths.
    fit = models.PositiveSmallIntegerField(default=0)
    #: ``{"met": […], "unmet": […]}`` as the library explains it.
    reasons = SealedJSON(default=dict)

    objects: ClassVar[models.Manager[Offer]] = SealedManager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "expires_at"], name="care_offer_by_expiry")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="out"), name="care_one_offer_out"),
            models.UniqueConstraint(
                fields=["case", "round"], condition=Q(state="accepted"), name="care_one_offer_accepted"
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.key}"
