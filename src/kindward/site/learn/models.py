"""What was said about a text by those who answer for it: a log that only grows."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from kindward.learn.governance import APPROVED, CHANGE_FIRST

KEY = RegexValidator(r"\A[A-Za-z0-9_-]{8,64}\Z", "8 to 64 letters, digits, - or _")
SLUG = RegexValidator(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "small letters, digits and single hyphens")
HASH = RegexValidator(r"\A[0-9a-f]{64}\Z", "64 hexadecimal digits")


class KeptForGood(TypeError):
    """Somebody tried to change or delete what was recorded."""

    def __init__(self) -> None:
        super().__init__("a review event is never changed or deleted; record another one")


class GrowingOnly(models.QuerySet["ReviewEvent"]):
    """Rows that can be read and added to. The database itself refuses the rest, too (see the migrations)."""

    def update(self, **_: Any) -> NoReturn:
        raise KeptForGood

    def delete(self) -> NoReturn:
        raise KeptForGood

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise KeptForGood

    def update_or_create(self, *_: Any, **__: Any) -> NoReturn:
        raise KeptForGood


class Kind(models.TextChoices):
    ARTICLE = "article"
    PRACTICE = "practice"


class Verb(models.TextChoices):
    """What was done: a review by a clinician, or a word of an editor."""

    REVIEWED = "reviewed"
    DRAFTED = "drafted"
    PUBLISHED = "published"
    RETIRED = "retired"


class Verdict(models.TextChoices):
    APPROVED = APPROVED, "It can be used as it is"
    CHANGE_FIRST = CHANGE_FIRST, "It has to be changed first"


class ReviewEvent(models.Model):
    """One review, or one word of an editor, about one version of one text.

    ``by`` is the account's name at that time and not a link to it: the log outlives accounts.
    """

    #: Made up by the form, so that the same form sent twice is one event.
    key = models.CharField(max_length=64, unique=True, validators=[KEY])
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    kind = models.CharField(max_length=8, choices=Kind)
    slug = models.CharField(max_length=64, validators=[SLUG])
    verb = models.CharField(max_length=9, choices=Verb)
    #: Of the text as it was read; see :func:`kindward.learn.governance.content_hash`.
    content_hash = models.CharField(max_length=64, validators=[HASH])
    reviewer = models.CharField(max_length=120, blank=True)
    licence = models.CharField(max_length=160, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    comment = models.TextField(max_length=2000, blank=True)

    objects: ClassVar[models.Manager[ReviewEvent]] = GrowingOnly.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "slug"], name="review_event_by_text")]
        constraints = [
            models.CheckConstraint(
                name="a_review_is_complete_and_a_word_is_none",
                condition=(
                    Q(verb=Verb.REVIEWED, reviewed_on__isnull=False, due_on__isnull=False)
                    & Q(due_on__gt=models.F("reviewed_on"))
                    & Q(verdict__in=Verdict.values)
                    & ~Q(reviewer="")
                    & ~Q(licence="")
                )
                | Q(
                    ~Q(verb=Verb.REVIEWED),
                    reviewer="",
                    licence="",
                    verdict="",
                    reviewed_on__isnull=True,
                    due_on__isnull=True,
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} {self.verb}"

    def save(self, **how: Any) -> None:
        """Add the event. Raises :class:`KeptForGood` for one that is there already."""
        if not self._state.adding or how.get("force_update") or how.get("update_fields") is not None:
            raise KeptForGood
        super().save(force_insert=True, using=how.get("using"))

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise KeptForGood
