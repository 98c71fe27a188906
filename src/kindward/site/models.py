"""What the rooms share in the database: how often somebody has asked lately."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Asked(models.Model):
    """How often one address has asked for one thing in one window of time. Gone when the window is over."""

    #: Limit, window and a keyed hash of the address: nothing that leads back to anybody.
    key = models.CharField(max_length=96, primary_key=True)
    times = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager[Asked]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.key}: {self.times}"
