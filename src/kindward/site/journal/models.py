"""What is kept of writing: entries, each sealed as a whole."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from kindward.site.people.models import Person
from kindward.site.sealing.fields import SealedJSON, SealedText, SealedTime, part
from kindward.site.sealing.owners import SealedManager

key_shape = RegexValidator(r"\A[A-Za-z0-9_-]{8,64}\Z", "expected 8 to 64 letters, digits, - or _")


class Entry(models.Model):
    """Something a person wrote. In clear are only a random name, a day and how often it was kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="entries")
    #: Made by the page that wrote it; the same thing sent twice is one entry.
    key = models.CharField(max_length=64, validators=[key_shape])
    #: The person's own date on which it was begun.
    day = models.DateField()
    #: Grows by one with each change, so that two devices notice each other.
    revision = models.PositiveIntegerField(default=1)
    #: A guide's name, or ``locked-letter``.
    kind = SealedText()
    #: Answers by the names of the guide's questions. A locked letter has one part, ``locked``, which opens
    #: in its writer's browser alone.
    parts = SealedJSON(default=dict)
    #: What the person says of it: ``kind`` (true), ``comes`` (an ISO date, or ``hard-day``), ``other_of`` (a key).
    marks = SealedJSON(default=dict)
    #: What the person says about warmth that was measured in it; None as long as they say nothing.
    correction = SealedJSON(null=True)
    #: By page: ``[how many saves it sent, the revision its last one made]``; see ``services.keep``.
    writers = SealedJSON(default=dict)
    changed_at = SealedTime()

    was_kind = part("marks", "kind", False)
    comes = part("marks", "comes", "")
    other_of = part("marks", "other_of", "")

    objects = SealedManager["Entry"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="entry_once")]
        indexes = [models.Index(fields=["person", "day"], name="entry_by_day")]

    def __str__(self) -> str:
        return f"entry of {self.day}"
