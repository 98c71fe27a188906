"""The therapist's desk: who they are for clients, licences, days away."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kindward.site.care import desk_selectors, desk_services, licence_selectors
from kindward.site.care.desk_access import for_therapists
from kindward.site.care.desk_forms import AwayForm, LicenceForm, ProfileForm
from kindward.site.care.models import Therapist
from kindward.site.care.roster_selectors import valid_licences
from kindward.site.care.words import called


@for_therapists
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, therapist: Therapist) -> HttpResponse:
    """GET, POST /desk/about-you/: what clients read and matching uses."""
    if request.method == "POST":
        form = ProfileForm(request.POST)
        if form.is_valid():
            desk_services.tell_of_oneself(therapist, form.cleaned_data)
            return redirect("desk-preview")
    else:
        told = {name: getattr(therapist, name) for name in desk_services.OWN}
        form = ProfileForm(initial={**told, "insurances": ", ".join(therapist.insurances)})
    return render(
        request, "care/desk/profile.html", {"form": form, "at": "profile"}, status=422 if form.errors else 200
    )


@for_therapists
@require_safe
def preview(request: HttpRequest, therapist: Therapist) -> HttpResponse:
    """GET /desk/about-you/as-clients-see-it/."""
    now = timezone.now()
    context = {
        "therapist": therapist,
        "licences": [
            (called("jurisdiction", lic.jurisdiction), lic) for lic in valid_licences(therapist, now)
        ],
        "about": [part for part in therapist.about.split("\n\n") if part.strip()],
        "at": "profile",
    }
    return render(request, "care/desk/preview.html", context)


@for_therapists
@require_http_methods(["GET", "HEAD", "POST"])
def licences(request: HttpRequest, therapist: Therapist) -> HttpResponse:
    """GET, POST /desk/licences/: see them, add one."""
    now = timezone.now()
    today = now.date()
    form = LicenceForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        try:
            desk_services.add_licence(therapist, **form.cleaned_data)
        except desk_services.LicenceThere:
            form.add_error(
                "number", "This licence is here already, until that day or longer. A renewal ends later."
            )
        else:
            return redirect("desk-licences")
    held = list(therapist.licences.all())
    resting = licence_selectors.resting_on(therapist, held, now)
    rows = [
        (called("jurisdiction", lic.jurisdiction), lic, lic.expires_on < today, resting[lic.pk])
        for lic in held
    ]
    context = {"form": form, "rows": rows, "at": "licences"}
    return render(request, "care/desk/licences.html", context, status=422 if form.errors else 200)


@for_therapists
@require_POST
def drop_licence(request: HttpRequest, therapist: Therapist, licence: int) -> HttpResponse:
    """POST /desk/licences/<id>/drop/."""
    desk_services.drop_licence(therapist, licence)
    return redirect("desk-licences")


@for_therapists
@require_http_methods(["GET", "HEAD", "POST"])
def away(request: HttpRequest, therapist: Therapist) -> HttpResponse:
    """GET, POST /desk/away/: days on which no offers come."""
    today = timezone.now().astimezone(ZoneInfo(therapist.zone)).date()
    form = AwayForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        desk_services.go_away(therapist, form.cleaned_data["first"], form.cleaned_data["last"])
        return redirect("desk-away")
    context: dict[str, Any] = {
        "form": form,
        "spans": desk_selectors.spans_away(therapist, today),
        "at": "away",
    }
    return render(request, "care/desk/away.html", context, status=422 if form.errors else 200)


@for_therapists
@require_POST
def come_back(request: HttpRequest, therapist: Therapist, away: int) -> HttpResponse:
    """POST /desk/away/<id>/back/."""
    desk_services.come_back(therapist, away)
    return redirect("desk-away")
