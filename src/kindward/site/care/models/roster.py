"""Therapists, their licences and days away, invitations, and the duty sheet that opens matching."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kindward.site.people.models import Account


class Therapist(models.Model):
    """A licensed professional. Lists hold codes of :mod:`kindward.matching.assessment`; ``fee`` is in the
    centre's money."""

    #: What the library and the log call them. Outlives the account.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.OneToOneField(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="therapist"
    )
    name = models.CharField(max_length=120)
    #: For clients, in the therapist's own words.
    about = models.TextField(max_length=4000, blank=True)
    languages = models.JSONField(default=list, blank=True)
    age_groups = models.JSONField(default=list, blank=True)
    specialties = models.JSONField(default=list, blank=True)
    modalities = models.JSONField(default=list, blank=True)
    fee = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    insurances = models.JSONField(default=list, blank=True)
    windows = models.JSONField(default=list, blank=True)
    #: How many clients of this Kindward they can see at a time.
    capacity = models.PositiveSmallIntegerField(default=0)
    gender = models.CharField(max_length=24, blank=True)
    style = models.CharField(max_length=24, blank=True)
    cultures = models.JSONField(default=list, blank=True)
    approaches = models.JSONField(default=list, blank=True)
    #: Time zone that their times are entered in.
    zone = models.CharField(max_length=64, default="UTC")
    accepts_new = models.BooleanField(default=True)
    #: An example, and nobody: see ``demo-centre``.
    made_up = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Therapist]] = models.Manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Licence(models.Model):
    """Leave to work in one jurisdiction, until and including the day ``expires_on``. Counts once somebody checked it.

    A renewal is a row of its own, so that the one before holds until its day while the new one waits to be checked.
    """

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="licences")
    jurisdiction = models.CharField(max_length=16)
    number = models.CharField(max_length=64)
    #: Where it can be seen: a register's address, or what was shown.
    evidence = models.TextField(max_length=1000, blank=True)
    expires_on = models.DateField()
    checked_on = models.DateField(null=True, blank=True)
    #: The name of the coordinator's account; not a link, because it outlives the account.
    checked_by = models.CharField(max_length=150, blank=True)

    objects: ClassVar[models.Manager[Licence]] = models.Manager()

    class Meta:
        ordering = ["jurisdiction", "-expires_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["therapist", "jurisdiction", "number", "expires_on"], name="care_licence_once"
            ),
            models.CheckConstraint(
                name="care_licence_checked_by_somebody",
                condition=Q(checked_on__isnull=True, checked_by="")
                | (Q(checked_on__isnull=False) & ~Q(checked_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.number}"


class Away(models.Model):
    """Days on which a therapist takes no offers, the first and the last among them."""

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="away")
    first = models.DateField()
    last = models.DateField()

    objects: ClassVar[models.Manager[Away]] = models.Manager()

    class Meta:
        ordering = ["first", "pk"]
        constraints = [models.CheckConstraint(name="care_away_in_order", condition=Q(last__gte=F("first")))]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


class Invitation(models.Model):
    """A one-time link to a desk. Only a hash of its token is kept."""

    class Role(models.TextChoices):
        THERAPIST = "therapist"
        COORDINATOR = "coordinator"

    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=11, choices=Role)
    #: Who is on the roster already and gets an account by this link.
    therapist = models.ForeignKey(
        Therapist, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.CharField(max_length=150, blank=True)

    objects: ClassVar[models.Manager[Invitation]] = models.Manager()

    def __str__(self) -> str:
        return f"invitation of a {self.role}"


class DutySheet(models.Model):
    """What has to stand before anybody may be matched. The latest row counts; older ones say what stood before."""

    #: Codes such as ``US-WA`` that this centre takes people from.
    jurisdictions = models.JSONField(default=list, blank=True)
    night_cover = models.TextField(max_length=2000, blank=True)
    threat_procedure = models.TextField(max_length=4000, blank=True)
    emergency_contact = models.CharField(max_length=400, blank=True)
    #: How licences are evidenced and who looks when.
    licence_evidence = models.TextField(max_length=2000, blank=True)
    retention = models.TextField(max_length=2000, blank=True)
    complaints = models.TextField(max_length=2000, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.CharField(max_length=150)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)

    objects: ClassVar[models.Manager[DutySheet]] = models.Manager()

    #: All of these, or matching stays closed.
    NEEDED = (
        "jurisdictions",
        "night_cover",
        "threat_procedure",
        "emergency_contact",
        "licence_evidence",
        "retention",
        "complaints",
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"duty sheet of {self.written_at:%Y-%m-%d}"

    @property
    def missing(self) -> list[str]:
        """The names of what is not filled in yet."""
        return [name for name in self.NEEDED if not getattr(self, name)]

    @property
    def is_open(self) -> bool:
        """Whether matching may go on under this sheet."""
        return self.opened_at is not None and self.closed_at is None and not self.missing
