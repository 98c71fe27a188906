"""What is kept for choosing: what the trainer has learned of a person, what it chose, what the person wishes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from kindward.site.people.models import Person
from kindward.site.practice.models import SLUG
from kindward.site.sealing.fields import SealedJSON, SealedTime, part
from kindward.site.sealing.owners import SealedManager


class Learned(models.Model):
    """The trainer's state of one person, as ``PersonState.as_json`` gives it. It can be worked out anew any time.

    All of it comes from what they answered, and is sealed as that is.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="learned")
    state = SealedJSON()
    #: Time of the newest thing in it: something older that arrives later means working it out anew.
    through = SealedTime(null=True, blank=True)

    seal_name = ""
    objects = SealedManager["Learned"]()

    def __str__(self) -> str:
        return f"learned of {self.person}"


class Chosen(models.Model):
    """One decision, with the chance it had, so that what another policy would have done can be worked out.

    Which practice it was is there to read, as it is in the session that followed; why it was is sealed.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="chosen")
    #: Hash of day, sessions and hurts so far, wishes and what was waved on: asking again does not choose again.
    seed = models.CharField(max_length=200)
    practice = models.CharField(max_length=64, validators=[SLUG])
    seconds = models.PositiveIntegerField()
    at = SealedTime()
    #: All that follows.
    reasons = SealedJSON(default=dict)

    why = part("reasons", "why", "")
    eased = part("reasons", "eased", False)
    step_up = part("reasons", "step_up", False)
    #: ``[{"slug", "seconds", "why"}]``
    alternatives = part("reasons", "alternatives", ())
    #: ``[{"name", "value"}]``, the weightiest first.
    facts = part("reasons", "facts", ())
    #: ``Logged.as_json``: propensity, chances of all, features, policy.
    log = part("reasons", "log")

    seal_name = "seed"
    objects = SealedManager["Chosen"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "seed"], name="chosen_once")]

    def __str__(self) -> str:
        return f"{self.practice} for {self.person}"


class Wish(models.Model):
    """What a person wants of their plan. It goes before anything the trainer thinks. Sealed."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="wish")
    changed_at = SealedTime()
    #: All that follows.
    wants = SealedJSON(default=dict, blank=True)

    #: A slug; empty for none.
    pinned = part("wants", "pinned", "")
    #: Slugs.
    excluded = part("wants", "excluded", ())
    #: None: it varies.
    seconds_available = part("wants", "seconds_available")
    #: Empty: wherever there is most room.
    flow = part("wants", "flow", "")

    seal_name = ""
    objects = SealedManager["Wish"]()

    def __str__(self) -> str:
        return f"wish of {self.person}"


class PopulationState(models.Model):
    """What is known of everybody together, as ``Population.as_json`` gives it. One row, and nobody's name in it."""

    #: The one row's own key.
    name = models.CharField(max_length=16, primary_key=True, default="everybody")
    version = models.PositiveIntegerField()
    state: models.JSONField[dict[str, Any], Any] = models.JSONField()
    updated_at = models.DateTimeField()

    objects: ClassVar[models.Manager[PopulationState]] = models.Manager()

    def __str__(self) -> str:
        return f"population {self.version}"
