"""An accepted offer, and what therapist and person say to each other about meeting."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kindward.site.care.models.cases import Assessment, Offer
from kindward.site.care.models.roster import Therapist
from kindward.site.people.models import Person
from kindward.site.sealing.fields import SealedJSON, SealedText, SealedTime
from kindward.site.sealing.owners import SealedManager


class Match(models.Model):
    """A person and their therapist, until ``ended_at``. What passes between them is sealed under ``owner``."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="match")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="matches")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="matches")
    therapist = models.ForeignKey(Therapist, on_delete=models.PROTECT, related_name="matches")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    #: What the person said after first contact: ``{"met": …, "fits": …}``.
    feedback = SealedJSON(null=True, blank=True)

    objects: ClassVar[models.Manager[Match]] = SealedManager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(ended_at__isnull=True), name="care_one_match_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"match {self.key}"

    @property
    def owner(self) -> str:
        """Whose key seals what the two say to each other."""
        return f"match:{self.key}"


class Between(models.Model):
    """Something between therapist and person, sealed under their match."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="%(class)ss")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seal_owner = "owner"

    class Meta:
        abstract = True

    @property
    def owner(self) -> str:
        """As the match's."""
        return self.match.owner


class Message(Between):
    """A short message. ``text`` may be empty where times were proposed without a word."""

    class By(models.TextChoices):
        THERAPIST = "therapist"
        PERSON = "person"

    by = models.CharField(max_length=9, choices=By)
    at = models.DateTimeField()
    text = SealedText(max_length=4000)
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Message]] = SealedManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"message {self.key}"


class ProposedTime(Between):
    """A time the therapist proposes to meet."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="times")
    starts_at = SealedTime()
    minutes = models.PositiveSmallIntegerField(default=50)
    #: video, phone or in_person.
    modality = models.CharField(max_length=9)
    #: A room, a number or a link.
    where = SealedText(max_length=400, default="")
    chosen_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[ProposedTime]] = SealedManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"proposed time {self.key}"
