"""What a person shares with their therapist, the record of their consent, and what a therapist sets for them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kindward.site.care.models.matches import Between, Match
from kindward.site.people.models import Person
from kindward.site.sealing.fields import SealedJSON
from kindward.site.sealing.owners import SealedManager


class Share(models.Model):
    """A summary made for one therapist: a snapshot sealed under a key of its own. Destroying that key ends it.

    Prepared first, and given in a separate act; readable from ``given_at`` to ``until`` or ``revoked_at``.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shares")
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="shares")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: ``[{"topic", "text"}]``: exactly what is read.
    lines = SealedJSON(default=list)
    prepared_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    seal_owner = "owner"

    objects: ClassVar[models.Manager[Share]] = SealedManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"summary {self.key}"

    @property
    def owner(self) -> str:
        """Whose key seals it: its own."""
        return f"share:{self.key}"


class Consent(models.Model):
    """What a person agreed to share, with whom and until when; kept after it was withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: The summary it is about, by its key; no link, because the record outlives it.
    share = models.UUIDField(unique=True)
    #: ``{"with", "licence", "why", "topics", "lines", "until"}``.
    told = SealedJSON(default=dict)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Consent]] = SealedManager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"consent {self.key}"


class SetPractice(Between):
    """A practice and a pace that a therapist sets between sessions. The person may decline it, and chooses what of it
    is told back."""

    #: ``{"practice", "seconds", "times_a_week", "note"}``.
    told = SealedJSON(default=dict)
    set_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    #: Whether the therapist sees on how many days it was practised. Off until the person says so.
    tells_back = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[SetPractice]] = SealedManager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"set practice {self.key}"


class Quiet(models.Model):
    """Until when a person wants no suggestion of another step."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="quiet")
    until = models.DateTimeField()

    objects: ClassVar[models.Manager[Quiet]] = models.Manager()

    def __str__(self) -> str:
        return f"quiet until {self.until:%Y-%m-%d}"
