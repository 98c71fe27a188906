"""Forms of the editing desk."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kindward.learn.governance import LONGEST_REVIEW
from kindward.site.learn.models import KEY, Kind, Verdict

#: The first places where a day begins are this far ahead of UTC.
EARLIEST_ZONE = timedelta(hours=14)


def new_key() -> str:
    """A name for one sending of a form."""
    return uuid.uuid4().hex


class _Keyed(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, validators=[KEY], initial=new_key)


def _day(label: str, help_text: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "This is not a day; expected such as 2026-11-30."},
    )


class ReviewForm(_Keyed):
    """A clinician's review of the text as it is shown beside the form."""

    read = forms.CharField(widget=forms.HiddenInput, min_length=64, max_length=64)
    reviewer = forms.CharField(label="Name, as readers see it", max_length=120)
    licence = forms.CharField(
        label="Profession and licence",
        max_length=160,
        help_text="Such as: clinical psychologist, licensed in Norway.",
    )
    reviewed_on = _day("Read on", "The day on which the text was read.")
    due_on = _day("To be read again by", "At most two years later.")
    verdict = forms.ChoiceField(choices=Verdict.choices, widget=forms.RadioSelect)
    comment = forms.CharField(
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For editors and reviewers. Readers of the site do not see it.",
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest: date = (now + EARLIEST_ZONE).date()

    def clean_reviewed_on(self) -> date:
        day: date = self.cleaned_data["reviewed_on"]
        if day > self.latest:
            raise ValidationError("This day is still to come.")
        return day

    def clean_verdict(self) -> str:
        return str(self.cleaned_data["verdict"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        read, due = data.get("reviewed_on"), data.get("due_on")
        if read and due and not read < due <= read + LONGEST_REVIEW:
            self.add_error("due_on", "Expected a day after the review, at most two years later.")
        return data


#: What an editor can say, and what it does. A practice stays in the catalogue; its own page tells its state.
EDITORS_CHOICES = {
    Kind.ARTICLE: [
        ("published", "Published: shown, and listed"),
        ("drafted", "Drafted: taken off the pages for now"),
        ("retired", "Retired: no longer kept up, and no longer shown"),
    ],
    Kind.PRACTICE: [
        ("published", "Published"),
        ("drafted", "Drafted: its page says so; it stays in the catalogue"),
        ("retired", "Retired: its page says so; it stays in the catalogue"),
    ],
}


class WordForm(_Keyed):
    """An editor's word about a text of a kind."""

    comment = forms.CharField(
        label="Why",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For editors and reviewers. Readers of the site do not see it.",
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"] = forms.ChoiceField(
            label="Set it to", choices=EDITORS_CHOICES[Kind(kind)], widget=forms.RadioSelect
        )
        self.order_fields(["key", "state", "comment"])
