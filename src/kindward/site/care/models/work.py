"""What the tick has to do, and that it is done once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kindward.site.people.models import Account


class Work(models.Model):
    """A piece of work that one worker does at a time; such as a matching run. One row each, by name."""

    name = models.CharField(max_length=24, primary_key=True)
    #: Counts what asked for the work; ``done`` is the count that the last finished run saw.
    asked = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(max_length=64, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Work]] = models.Manager()

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """A mail that is to go out: written with what it is about, sent after that was committed."""

    #: What makes it one mail however often it is written, and its Message-ID.
    key = models.CharField(max_length=120, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notices")
    #: A name in :data:`kindward.site.care.mails.WORDS`.
    kind = models.CharField(max_length=24)
    #: What the words need to know: hours, and the address to open. Nothing personal.
    facts = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()

    objects: ClassVar[models.Manager[Notice]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["sent_at", "not_before"], name="care_notice_waiting")]

    def __str__(self) -> str:
        return self.kind


class MadeUp(models.Model):
    """Says that this Kindward's centre is made up, for trying everything: every page shows it. One row or none."""

    name = models.CharField(max_length=16, primary_key=True, default="centre")
    made_at = models.DateTimeField()

    objects: ClassVar[models.Manager[MadeUp]] = models.Manager()

    def __str__(self) -> str:
        return "a made-up centre"
