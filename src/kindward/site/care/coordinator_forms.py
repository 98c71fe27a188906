"""Forms of the coordinator's desk."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kindward.site.care.coordinator_services import CLOSING, REASONS
from kindward.site.care.models import Invitation
from kindward.site.care.places import PLACES

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def _reason(codes: tuple[str, ...]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Why, for the log", choices=[("", "Choose"), *((code, REASONS[code]) for code in codes)],
        error_messages={"required": "Please say why: it stays in the log."},
    )  # fmt: skip


class OfferForm(forms.Form):
    """Ask somebody by hand."""

    therapist = forms.ChoiceField(
        label="Therapist",
        error_messages={"required": "Please choose whom to ask.", "invalid_choice": "Not any more."},
    )
    reason = _reason(("knows-better", "asked-by-person", "asked-by-therapist", "time-is-short"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["therapist"].choices = [("", "Choose"), *choices]  # type: ignore[attr-defined]


class ExtendForm(forms.Form):
    """More time for an offer that is out."""

    hours = forms.TypedChoiceField(
        label="More time", coerce=int, choices=[(1, "1 hour"), (2, "2 hours"), (4, "4 hours"), (8, "8 hours")]
    )
    reason = _reason(("asked-by-therapist", "knows-better"))


class CloseForm(forms.Form):
    """Out of the queue."""

    reason = _reason(CLOSING)


class DutySheetForm(forms.Form):
    """What has to stand before anybody is matched. May be kept half written; matching opens when it is whole."""

    jurisdictions = forms.CharField(
        label="Places you take people from", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Codes with spaces between them, such as US-WA US-OR IE. Only where you have therapists.",
    )  # fmt: skip
    night_cover = forms.CharField(
        label="Nights and weekends", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who looks at this desk when nobody is in, and how they are reached.",
    )  # fmt: skip
    threat_procedure = forms.CharField(
        label="When somebody may be in danger", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What is done, by whom, in what order, and what a therapist has to do by law in each place.",
    )  # fmt: skip
    emergency_contact = forms.CharField(
        label="Whom people can reach about their asking", required=False, max_length=400,
        help_text="Shown to people who wait. A number or an address that somebody answers.",
    )  # fmt: skip
    licence_evidence = forms.CharField(
        label="How licences are checked", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In which register, by whom, how often.",
    )  # fmt: skip
    retention = forms.CharField(
        label="How long what is kept",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    complaints = forms.CharField(
        label="Complaints", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Shown to people whose 48 hours were missed. Who hears them, and what happens then.",
    )  # fmt: skip

    def clean_jurisdictions(self) -> list[str]:
        codes = self.cleaned_data["jurisdictions"].upper().replace(",", " ").split()
        if wrong := [code for code in codes if not _CODE.fullmatch(code)]:
            raise ValidationError(f"“{wrong[0]}” is no code of a place; expected such as US-WA or IE.")
        if unknown := [code for code in codes if code not in PLACES]:
            raise ValidationError(f"“{unknown[0]}” is not a place that Kindward has a name for.")
        return list(dict.fromkeys(codes))


class InvitationForm(forms.Form):
    """Whom a link is for."""

    role = forms.ChoiceField(label="For a", choices=Invitation.Role.choices, widget=forms.RadioSelect)
    therapist = forms.ChoiceField(
        label="Who is on the roster already", required=False,
        help_text="Leave it empty for somebody new: they write their own page.",
    )  # fmt: skip

    def __init__(self, *args: Any, waiting: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["therapist"].choices = [("", "Somebody new"), *waiting]  # type: ignore[attr-defined]
