"""What is kept of measuring: responses to instruments, and those that are not finished yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kindward.site.people.models import Person
from kindward.site.practice.models import KEY, SLUG
from kindward.site.sealing.fields import SealedJSON, SealedTime, part
from kindward.site.sealing.owners import SealedManager

#: Sums of what was answered about a practice.
OF_ANSWERS = ("answered", "soothing_sum", "soothing_squares", "hurts")


class Response(models.Model):
    """One person's answers to one instrument at one time. Scores are derived from it, never stored.

    What was answered and at which time of day is sealed; which instrument and on which date is not.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="responses")
    key = models.CharField(max_length=64, validators=[KEY])
    instrument = models.CharField(max_length=32, validators=[SLUG])
    #: A whole number or null for each item, in order.
    answers = SealedJSON()
    at = SealedTime()
    #: The person's own date.
    day = models.DateField()

    objects = SealedManager["Response"]()

    class Meta:
        indexes = [models.Index(fields=["person", "instrument", "day"], name="response_by_instrument")]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="response_once")]

    def __str__(self) -> str:
        return f"{self.instrument} on {self.day}"


class Draft(models.Model):
    """Answers to an instrument that somebody has begun and may go on with at any time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    instrument = models.CharField(max_length=32, validators=[SLUG])
    answers = SealedJSON()
    updated_at = SealedTime()

    seal_name = "instrument"
    objects = SealedManager["Draft"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "instrument"], name="draft_once")]

    def __str__(self) -> str:
        return f"{self.instrument}, begun"


class PracticeTotal(models.Model):
    """What one person's sessions with one practice come to, so that no page has to add them up.

    Kept in the transaction that keeps a session or a check-in; ``rebuild-totals`` works it out anew. What comes
    of answers is sealed as they are.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="practice_totals")
    practice = models.CharField(max_length=64, validators=[SLUG])
    sessions = models.PositiveIntegerField(default=0)
    seconds = models.PositiveBigIntegerField(default=0)
    #: By name in :data:`OF_ANSWERS`; what is 0 is not in it.
    told = SealedJSON(default=dict, blank=True)

    #: Answers about soothing, 0 to 4 each: how many, their sum, the sum of their squares.
    answered = part("told", "answered", 0)
    soothing_sum = part("told", "soothing_sum", 0)
    soothing_squares = part("told", "soothing_squares", 0)
    #: Check-ins that say it hurt, passed or not.
    hurts = part("told", "hurts", 0)

    seal_name = "practice"
    objects = SealedManager["PracticeTotal"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "practice"], name="practice_total_once")]

    def __str__(self) -> str:
        return f"{self.practice}: {self.sessions}"


class DayTotal(models.Model):
    """What one person practised of one practice on one of their own dates. Kept as :class:`PracticeTotal`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="day_totals")
    day = models.DateField()
    practice = models.CharField(max_length=64, validators=[SLUG])
    sessions = models.PositiveIntegerField(default=0)
    seconds = models.PositiveBigIntegerField(default=0)

    objects: ClassVar[models.Manager[DayTotal]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day", "practice"], name="day_total_once")]

    def __str__(self) -> str:
        return f"{self.practice} on {self.day}"
