"""Who somebody is here: a person, known by a device's key or by an account."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Account(AbstractUser):
    """A login. Name and password or passkey; an e-mail address is the person's choice."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    objects: ClassVar[UserManager[Account]] = UserManager()  # type: ignore[assignment]

    class Meta:
        db_table = "people_account"

    def get_full_name(self) -> str:
        return self.username

    def get_short_name(self) -> str:
        return self.username


class Person(models.Model):
    """Somebody who has saved something: a device nobody has signed in on, or an account. Never both.

    Everything personal hangs on a person. What a device did moves to the account that claims it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.OneToOneField(
        Account, null=True, blank=True, on_delete=models.CASCADE, related_name="person"
    )
    device_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Person]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_is_a_device_or_an_account",
                condition=Q(account__isnull=True, device_hash__isnull=False)
                | Q(account__isnull=False, device_hash__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"person {self.public_id}"

    @property
    def is_anonymous(self) -> bool:
        """Whether only a device is known."""
        return self.account_id is None
