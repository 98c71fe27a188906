"""Forms of the therapist's desk."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError

from kindward.matching.assessment import AGE_GROUPS, APPROACHES, CULTURES, GENDERS, NEEDS, STYLES
from kindward.matching.problem import MODALITIES
from kindward.site.care.match_services import MOST_CHARACTERS
from kindward.site.care.offers import Slot
from kindward.site.care.places import LANGUAGES, PLACES
from kindward.site.care.words import DECLINE_REASONS, WINDOWS, called

#: Times to propose at once, in the form of an answer and of a message.
SLOTS = 3
SOONEST, LATEST = timedelta(minutes=30), timedelta(days=60)
LENGTHS = (25, 50, 60, 80, 90)


def _many(
    field: str, codes: Any, label: str, help_text: str = "", required: bool = False
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=required, widget=forms.CheckboxSelectMultiple,
        choices=[(code, called(field, code)) for code in codes],
    )  # fmt: skip


def _one(field: str, codes: Any, label: str, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=help_text, required=False,
        choices=[("", "I would rather not say"), *((code, called(field, code)) for code in codes)],
    )  # fmt: skip


def day(label: str, help_text: str = "") -> forms.DateField:
    """A day, typed or picked."""
    return forms.DateField(
        label=label, help_text=help_text, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "This is not a day; expected such as 2026-11-30."},
    )  # fmt: skip


class ProfileForm(forms.Form):
    """What a therapist says of themselves: for clients to read, and for matching to use."""

    name = forms.CharField(label="Your name, as clients read it", max_length=120)
    about = forms.CharField(
        label="About you, in your own words", max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="How is a first hour with you? What do you know well? An empty line begins a new paragraph.",
    )  # fmt: skip
    accepts_new = forms.BooleanField(label="I take new clients", required=False)
    capacity = forms.IntegerField(
        label="Clients from here at a time", min_value=0, max_value=200,
        help_text="Those you see already count. Nobody is offered past this.",
    )  # fmt: skip
    zone = forms.CharField(label="Your time zone", max_length=64, help_text="Such as Europe/Dublin.")
    languages = _many("languages", LANGUAGES, "Languages in which you work", required=True)
    age_groups = _many("age_group", AGE_GROUPS, "Whom you work with", required=True)
    modalities = _many("modalities", MODALITIES, "How you meet", required=True)
    windows = _many("windows", WINDOWS, "When you could begin with somebody new", required=True)
    fee = forms.DecimalField(
        label="Fee for a session",
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        help_text="0 if it is free.",
    )
    insurances = forms.CharField(
        label="Insurances you take", required=False, max_length=400, help_text="With commas between them."
    )
    specialties = _many("needs", NEEDS, "What you know well")
    approaches = _many("approaches", APPROACHES, "How you work")
    style = _one("style", STYLES, "How clients would describe you")
    gender = _one("gender", GENDERS, "You are", "Some people find it easier with somebody in particular.")
    cultures = _many("culture", CULTURES, "What you know from your own life or work")

    def clean_zone(self) -> str:
        zone = str(self.cleaned_data["zone"]).strip()
        if zone not in available_timezones():
            raise ValidationError("This is no time zone; expected such as Europe/Dublin or America/Denver.")
        return zone

    def clean_insurances(self) -> list[str]:
        return [part.strip() for part in self.cleaned_data["insurances"].split(",") if part.strip()]


class LicenceForm(forms.Form):
    """A licence, to be checked by a coordinator."""

    jurisdiction = forms.ChoiceField(
        label="Where it holds",
        choices=[(code, PLACES[code]) for code in sorted(PLACES, key=PLACES.__getitem__)],
    )
    number = forms.CharField(label="Number", max_length=64)
    expires_on = day("Last day on which it holds")
    evidence = forms.CharField(
        label="Where it can be seen", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The public register’s address, or what you have shown to whom.",
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_expires_on(self) -> date:
        last: date = self.cleaned_data["expires_on"]
        if last < self.today:
            raise ValidationError("This day is over; a licence that has run out cannot be used.")
        return last


class AwayForm(forms.Form):
    """Days on which no offers come."""

    first = day("From")
    last = day("Until and including")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_last(self) -> date:
        last: date = self.cleaned_data["last"]
        if last < self.today:
            raise ValidationError("This day is over already. Please enter days that are still to come.")
        return last

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("first") and told.get("last") and told["last"] < told["first"]:
            raise ValidationError("The last day lies before the first.")
        return told


class WordForm(forms.Form):
    """A message with up to three times: what an answer, and every later word, is written with."""

    text = forms.CharField(
        label="Your words",
        max_length=MOST_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    modality = forms.ChoiceField(
        label="How you would meet",
        required=False,
        choices=[(code, called("modalities", code)) for code in MODALITIES],
    )
    minutes = forms.TypedChoiceField(
        label="How long", coerce=int, required=False, empty_value=None, initial=50,
        choices=[(n, f"{n} minutes") for n in LENGTHS],
    )  # fmt: skip
    where = forms.CharField(
        label="Where, or by which number or link", max_length=400, required=False,
        help_text="Sealed, and seen by this client alone.",
    )  # fmt: skip

    def __init__(self, *args: Any, zone: str, now: datetime, modalities: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now = ZoneInfo(zone), now
        offered = [(code, called("modalities", code)) for code in modalities]
        if offered:
            self.fields["modality"].choices = offered  # type: ignore[attr-defined]
        for number in range(1, SLOTS + 1):
            self.fields[f"time_{number}"] = forms.DateTimeField(
                label=f"Time {number}", required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
                widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
                error_messages={"invalid": "This is not a time; expected such as 2026-11-30 14:00."},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        slots = []
        for number in range(1, SLOTS + 1):
            if (given := told.get(f"time_{number}")) is None:
                continue
            # The form's clock is the therapist's wall clock, whatever zone Django read it in.
            starts = given.replace(tzinfo=self.zone).astimezone(UTC)
            if not self.now + SOONEST <= starts <= self.now + LATEST:
                self.add_error(
                    f"time_{number}", "Please propose a time between half an hour and 60 days from now."
                )
                continue
            slots.append(
                Slot(
                    starts, told.get("modality") or "video", told.get("minutes") or 50, told.get("where", "")
                )
            )
        told["slots"] = sorted(slots, key=lambda slot: slot.starts_at)
        if not self.errors and not slots and not told.get("text", "").strip():
            raise ValidationError(
                "Please write a few words or propose a time: the person sees nothing until then."
            )
        return told

    @property
    def times(self) -> list[Any]:
        """The fields of times, for the page."""
        return [self[f"time_{number}"] for number in range(1, SLOTS + 1)]


class DeclineForm(forms.Form):
    """Why not. The person hears only that there was no room."""

    reason = forms.ChoiceField(
        label="Why not", choices=list(DECLINE_REASONS.items()), widget=forms.RadioSelect,
        error_messages={"required": "Please choose one; the person hears only that there was no room."},
    )  # fmt: skip
