"""What was done, by whom and about whom: a log that only grows, each entry tied to the one before it."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any, ClassVar, NoReturn

from django.db import models


class KeptForGood(TypeError):
    """Somebody tried to change or delete what was recorded."""

    def __init__(self) -> None:
        super().__init__("an entry of the audit log is never changed or deleted")


class GrowingOnly(models.QuerySet["AuditEntry"]):
    """Rows that can be read and added to. The database itself refuses the rest, too (see the migrations)."""

    def update(self, **_: Any) -> NoReturn:
        raise KeptForGood

    def delete(self) -> NoReturn:
        raise KeptForGood

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise KeptForGood

    def bulk_create(self, *_: Any, **__: Any) -> NoReturn:
        raise KeptForGood

    def update_or_create(self, *_: Any, **__: Any) -> NoReturn:
        raise KeptForGood


class AuditEntry(models.Model):
    """One act. Names stand here as pseudonyms alone, so that whoever is deleted is named nowhere in it."""

    #: 1, 2, 3 … without a gap.
    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    role = models.CharField(max_length=12)
    #: Pseudonyms; empty for operator and system, and where an act is about nobody.
    actor = models.CharField(max_length=64, blank=True)
    about = models.CharField(max_length=64, blank=True, db_index=True)
    verb = models.CharField(max_length=32)
    #: Numbers and codes; never what somebody wrote.
    data = models.JSONField(default=dict, blank=True)
    #: Keyed hash over the entry before and this one.
    mac = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[AuditEntry]] = GrowingOnly.as_manager()

    class Meta:
        ordering = ["seq"]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"entry {self.seq}: {self.verb}"

    def save(self, **how: Any) -> None:
        """Add the entry. Raises :class:`KeptForGood` for one that is there already."""
        if not self._state.adding or how.get("force_update") or how.get("update_fields") is not None:
            raise KeptForGood
        super().save(force_insert=True, using=how.get("using"))

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise KeptForGood

    def told(self) -> str:
        """The entry as it is hashed: the same text for the same content on every database."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return json.dumps(
            [self.seq, at, self.role, self.actor, self.about, self.verb, self.data],
            sort_keys=True,
            separators=(",", ":"),
        )
