"""What is kept of practising: sessions and check-ins."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from kindward.site.people.models import Person
from kindward.site.sealing.fields import SealedJSON, SealedTime, part
from kindward.site.sealing.owners import SealedManager

#: Names that the browser makes up so that the same thing sent twice is kept once.
KEY = RegexValidator(r"\A[A-Za-z0-9_-]{8,64}\Z", "8 to 64 letters, digits, - or _")
SLUG = RegexValidator(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "small letters, digits and single hyphens")
VOICE = RegexValidator(r"\A[a-z0-9-]*\Z", "small letters, digits and hyphens")

#: Longest session kept, in seconds; the longest practice has 45 minutes, and pauses count for nothing.
LONGEST_SECONDS = 6 * 60 * 60
#: ISO 8601 offsets and those of Java's ZoneOffset end at 18 hours.
WIDEST_OFFSET = 18 * 60 * 60


class Kind(models.TextChoices):
    """Mindfulness session types of Health Connect (androidx 1.1.0), by name: its numbers differ between the
    androidx library and the platform."""

    UNKNOWN = "unknown"
    MEDITATION = "meditation"
    BREATHING = "breathing"
    MUSIC = "music"
    MOVEMENT = "movement"
    UNGUIDED = "unguided"


class Ended(models.TextChoices):
    """How a session ended; none of them is a failure."""

    FINISHED = "finished"
    EASED_OFF = "eased_off"
    STOPPED = "stopped"
    LEFT = "left"


class Session(models.Model):
    """One occasion of practising. Times in UTC, with the person's own offset beside them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=64, validators=[KEY])
    practice = models.CharField(max_length=64, validators=[SLUG])
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    start_time = models.DateTimeField()
    start_zone_offset = models.IntegerField(help_text="seconds east of UTC")
    end_time = models.DateTimeField()
    end_zone_offset = models.IntegerField(help_text="seconds east of UTC")
    #: The person's own date when they began: what "today" meant to them.
    day = models.DateField()
    asked_seconds = models.PositiveIntegerField(validators=[MaxValueValidator(LONGEST_SECONDS)])
    seconds_practised = models.PositiveIntegerField(validators=[MaxValueValidator(LONGEST_SECONDS)])
    ended = models.CharField(max_length=10, choices=Ended)
    voice = models.CharField(max_length=24, blank=True, validators=[VOICE])
    received_at = models.DateTimeField()
    #: What the device's clock said, when it was wrong and the times above were put right.
    reported_start_time = models.DateTimeField(null=True, blank=True)
    reported_end_time = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Session]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "day"], name="session_by_day"),
            # The newest session is asked for on every page, however many there are.
            models.Index(fields=["person", "start_time"], name="session_by_start"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="session_once"),
            models.CheckConstraint(
                condition=Q(end_time__gte=F("start_time")), name="session_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(start_zone_offset__range=(-WIDEST_OFFSET, WIDEST_OFFSET))
                & Q(end_zone_offset__range=(-WIDEST_OFFSET, WIDEST_OFFSET)),
                name="session_offsets_exist",
            ),
            models.CheckConstraint(
                condition=Q(seconds_practised__lte=LONGEST_SECONDS) & Q(asked_seconds__lte=LONGEST_SECONDS),
                name="session_length_is_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice} on {self.day}"


class Moment(models.TextChoices):
    BEFORE = "before"
    AFTER = "after"


class Hurt(models.TextChoices):
    """Answers to "did anything hurt", asked plainly: general questions miss harm (Goldberg 2021)."""

    NO = "no"
    PASSED = "passed"
    STILL_HERE = "still_here"


#: Fields a person may answer; each may stay empty.
ANSWERS = ("warmth", "distress", "ease", "soothing", "hurt", "stopping_me", "wants_grounding")
#: Of the answers that are numbers from 0 up, the highest.
HIGHEST = {"warmth": 10, "distress": 10, "ease": 10, "soothing": 4}


class CheckIn(models.Model):
    """A momentary rating before or after a session. Every answer is optional, and all of them are sealed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="check_ins")
    key = models.CharField(max_length=64, validators=[KEY])
    #: The session's own key. The session itself may arrive later, or never.
    session_key = models.CharField(max_length=64, blank=True, validators=[KEY])
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.CASCADE, related_name="check_ins"
    )
    moment = models.CharField(max_length=6, choices=Moment)
    #: The person's own date; the time of day is sealed.
    day = models.DateField()
    at = SealedTime()
    #: By name in :data:`ANSWERS`; what was not answered is not in it.
    answers = SealedJSON(default=dict, blank=True)

    warmth = part("answers", "warmth")
    distress = part("answers", "distress")
    ease = part("answers", "ease")
    soothing = part("answers", "soothing")
    hurt = part("answers", "hurt")
    stopping_me = part("answers", "stopping_me")
    wants_grounding = part("answers", "wants_grounding")

    objects = SealedManager["CheckIn"]()

    class Meta:
        indexes = [models.Index(fields=["person", "session_key"], name="check_in_by_session_key")]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="check_in_once")]

    def __str__(self) -> str:
        return f"check-in {self.moment}"

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Holds each answer to what may be answered, which no database can once it is sealed."""
        super().clean_fields(exclude)
        validate_answers(self.answers)


def validate_answers(answers: Mapping[str, Any]) -> None:
    """Raises ``ValidationError`` by name for an answer that there is none of."""
    wrong = {}
    for name, answer in answers.items():
        most = HIGHEST.get(name)
        if name not in ANSWERS:
            wrong[name] = "is not asked"
        elif most is not None and not (type(answer) is int and 0 <= answer <= most):
            wrong[name] = f"Ensure this value is a whole number from 0 to {most}."
        elif name == "hurt" and answer not in Hurt.values:
            wrong[name] = f"expected one of {', '.join(Hurt.values)}"
        elif name in ("stopping_me", "wants_grounding") and not isinstance(answer, bool):
            wrong[name] = "expected true or false"
    if wrong:
        raise ValidationError(wrong)
