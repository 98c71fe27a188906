"""Forms of the eight weeks and of reminders."""

from __future__ import annotations

import zoneinfo
from datetime import time
from typing import Any

from django import forms

from kindward.programme import MINUTES
from kindward.programme.prompts import LONGEST_CUE
from kindward.site.programme.models import Course, Reminders, validate_zone

ORDER_WORDS = (
    (Course.Order.USUAL, "Mostly welcome, or I do not know yet"),
    (Course.Order.GENTLE, "Often uneasy, frightening or unbearable"),
)


def zone_names() -> list[str]:
    """Time zones to choose from, as places."""
    return sorted(
        name
        for name in zoneinfo.available_timezones()
        if "/" in name and not name.startswith(("Etc/", "posix", "right"))
    )


class Pace(forms.Form):
    """Minutes a day, and the order of the weeks."""

    minutes = forms.TypedChoiceField(
        label="Minutes a day",
        coerce=int,
        choices=[(m, f"{m} minutes") for m in MINUTES],
        initial=5,
        widget=forms.RadioSelect,
    )
    order = forms.ChoiceField(
        label="When somebody is kind to you, or you to yourself, how is that?", choices=ORDER_WORDS,
        initial=Course.Order.USUAL, widget=forms.RadioSelect,
    )  # fmt: skip


class Start(Pace):
    """Beginning: also the device's time zone, filled in by script where there is one."""

    zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-zone": True}))

    def clean_zone(self) -> str:
        """A zone that is none counts as not given: nobody typed it."""
        zone = str(self.cleaned_data["zone"])
        return zone if zone in zoneinfo.available_timezones() else ""


class _AtTime(forms.Form):
    at = forms.TimeField(
        label="Time of day", initial=time(8), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    zone = forms.CharField(
        label="Time zone", initial="UTC", max_length=64, validators=[validate_zone],
        widget=forms.TextInput(attrs={"data-zone": True, "autocomplete": "off", "spellcheck": "false",
        "autocapitalize": "off"}), error_messages={"required": "Which time zone? Such as Europe/Dublin."},
    )  # fmt: skip


class CalendarForm(_AtTime):
    """When the calendar's minutes are."""


class RemindersForm(_AtTime):
    """How, when and after what somebody wants to be reminded."""

    by = forms.ChoiceField(label="How", widget=forms.RadioSelect)
    cue = forms.CharField(
        label="After what, in your own words", required=False, max_length=LONGEST_CUE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "after the first coffee"}),
    )  # fmt: skip
    shows_cue = forms.BooleanField(label="Show these words in the reminder", required=False)

    field_order = ("cue", "shows_cue", "at", "zone", "by")

    def __init__(self, *args: Any, ways: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = ways  # type: ignore[attr-defined]
        self.fields["by"].initial = ways[0][0] if ways else None


WAYS = {Reminders.By.PUSH: "A notification on this device", Reminders.By.MAIL: "An e-mail"}
