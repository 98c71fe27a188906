"""What is kept of the eight weeks: how somebody follows them, what they tapped, their calendar and
reminders."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kindward.programme import MINUTES, ORDERS
from kindward.programme.prompts import KINDS, LONGEST_CUE
from kindward.site.people.models import Person
from kindward.site.sealing.fields import SealedJSON, SealedText, SealedTime, part
from kindward.site.sealing.owners import SealedManager


def validate_zone(name: str) -> None:
    """Refuse what is not the name of a time zone."""
    if name not in available_timezones():
        raise ValidationError("expected a time zone such as Europe/Dublin")


class Course(models.Model):
    """How a person follows the eight weeks. Where they are in them is worked out from their moves."""

    class Order(models.TextChoices):
        """To others first where kindness brings fear."""

        USUAL = "usual"
        GENTLE = "gentle"

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="course")
    minutes = models.PositiveSmallIntegerField(choices=[(m, f"{m} minutes") for m in MINUTES], default=10)
    order = models.CharField(max_length=6, choices=Order, default=Order.USUAL)
    #: Empty: as the person's last session says.
    zone = models.CharField(max_length=64, blank=True, validators=[validate_zone])
    began_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Course]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="course_minutes", condition=Q(minutes__in=MINUTES)),
            models.CheckConstraint(name="course_order", condition=Q(order__in=list(ORDERS))),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} minutes a day"


class Step(models.Model):
    """Something the person did with the programme: began, paused, went on. Never changed afterwards."""

    class Kind(models.TextChoices):
        START = "start"
        PAUSE = "pause"
        RESUME = "resume"
        GO = "go"
        STOP = "stop"
        FINISH = "finish"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="programme_steps")
    kind = models.CharField(max_length=6, choices=Kind)
    week = models.PositiveSmallIntegerField(default=1)
    #: The person's own date.
    on = models.DateField()
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Step]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="programme_step_by_time")]
        constraints = [
            models.CheckConstraint(name="programme_step_week", condition=Q(week__range=(1, 8))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class WeekTaps(models.Model):
    """What was tapped in one turn of a week: about its act before and after, and what was hard. All
    optional, and sealed."""

    class Likely(models.TextChoices):
        YES = "yes", "Likely"
        PERHAPS = "perhaps", "Perhaps"
        NO = "no", "Not this week"

    class Effort(models.TextChoices):
        EASY = "easy", "Easy"
        SOME = "some", "Some effort"
        HARD = "hard", "Hard"

    class Went(models.TextChoices):
        WARM = "warm", "Warmly"
        MIXED = "mixed", "Mixed"
        HURT = "hurt", "It hurt"
        NOT_DONE = "not_done", "I left it"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="week_taps")
    week = models.PositiveSmallIntegerField()
    began = models.DateField(help_text="the person's date on which this turn of the week began")
    changed_at = SealedTime()
    #: All that follows, each empty until it is tapped: of the choices above, and a key of what was hard.
    taps = SealedJSON(default=dict, blank=True)

    likely = part("taps", "likely", "")
    effort = part("taps", "effort", "")
    went = part("taps", "went", "")
    was_hard = part("taps", "was_hard", "")

    seal_name = "turn"
    objects = SealedManager["WeekTaps"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "week", "began"], name="week_taps_once"),
            models.CheckConstraint(name="week_taps_week", condition=Q(week__range=(1, 8))),
        ]

    def __str__(self) -> str:
        return f"week {self.week} from {self.began}"

    @property
    def turn(self) -> str:
        """The week and the date its turn began: what the row is called where it is sealed."""
        return f"{self.week} {self.began:%Y-%m-%d}"


class Calendar(models.Model):
    """A private calendar address. Only a hash of its token is kept; revoking deletes the row."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar")
    token_hash = models.CharField(max_length=64, unique=True)
    #: Names the events; tells nothing of the person.
    feed_id = models.CharField(max_length=32)
    at = models.TimeField()
    zone = models.CharField(max_length=64, validators=[validate_zone])
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Calendar]] = models.Manager()

    def __str__(self) -> str:
        return f"calendar of {self.made_at:%Y-%m-%d}"


class Reminders(models.Model):
    """Whether and how somebody wants to be reminded. Off until they say so."""

    class By(models.TextChoices):
        PUSH = "push", "a notification of this browser"
        MAIL = "mail", "an e-mail"

    class Ended(models.TextChoices):
        """Why they are off; empty while on."""

        NEVER_ON = "never_on"
        PERSON = "person"
        IGNORED = "ignored"
        NO_HELP = "no_help"
        NO_WAY = "no_way"

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="reminders")
    by = models.CharField(max_length=4, choices=By, blank=True)
    at = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True, validators=[validate_zone])
    #: The person's own cue, such as "after the first coffee".
    cue = SealedText(max_length=LONGEST_CUE, blank=True, default="")
    shows_cue = models.BooleanField(default=False)
    #: The person's date from which reminders fade; None while they are off.
    began = models.DateField(null=True, blank=True)
    ended = models.CharField(max_length=8, choices=Ended, blank=True, default=Ended.NEVER_ON)
    #: When to decide next; None while they are off.
    next_at = models.DateTimeField(null=True, blank=True, db_index=True)
    #: In the links of mails; the row's own secret, so that no login is needed to switch them off.
    key = models.CharField(max_length=43, unique=True)

    objects = SealedManager["Reminders"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reminders_on_are_complete",
                condition=Q(next_at__isnull=True)
                | (Q(at__isnull=False, began__isnull=False, ended="") & ~Q(by="") & ~Q(zone="")),
            )
        ]

    def __str__(self) -> str:
        return "reminders on" if self.is_on else "reminders off"

    @property
    def is_on(self) -> bool:
        """Whether any may come."""
        return self.next_at is not None


class PushAddress(models.Model):
    """Where a browser of the person takes notifications in: an address of its maker's push service."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="push_addresses")
    endpoint = models.URLField(max_length=1000)
    endpoint_hash = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[PushAddress]] = models.Manager()

    def __str__(self) -> str:
        return f"push address of {self.made_at:%Y-%m-%d}"


class Prompt(models.Model):
    """A day on which a prompt was due: what chance decided, what became of it, what followed."""

    class State(models.TextChoices):
        QUIET = "quiet", "chance left the day quiet"
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        LATE = "late", "its time was long over when it could be sent"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="prompts")
    key = models.CharField(max_length=43, unique=True)
    #: The person's own date; one a day at most.
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS])
    probability = models.FloatField(help_text="of being sent, when it was decided")
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State)
    tries = models.PositiveSmallIntegerField(default=0)
    #: While somebody is sending it, nobody else does; when they died over it, the next one may.
    leased_until = models.DateTimeField(null=True, blank=True)
    #: When the day that follows is over and what followed is known.
    settles_at = models.DateTimeField()
    practised = models.BooleanField(null=True, blank=True)
    opened = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Prompt]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["settles_at"], name="prompt_unsettled", condition=Q(practised__isnull=True)),
            models.Index(fields=["due_at"], name="prompt_waiting", condition=Q(state="waiting")),
        ]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_prompt_a_day")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}: {self.state}"
