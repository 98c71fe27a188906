"""The coordinator's desk: the queue with each clock, one case, therapists and room."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kindward.matching.states import Standing
from kindward.site.care import coordinator_selectors, coordinator_services, offers
from kindward.site.care.coordinator_forms import CloseForm, ExtendForm, OfferForm
from kindward.site.care.course import course_of
from kindward.site.care.desk_access import account_of, for_coordinators
from kindward.site.care.kept_from import kept_from
from kindward.site.care.models import Assessment, Licence
from kindward.site.care.room_picture import picture_of
from kindward.site.care.roster_selectors import duty_sheet
from kindward.site.care.services import NotNow


@for_coordinators
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """GET /desk/coordination/: everybody who waits, worst first."""
    context = {"queue": coordinator_selectors.queue(timezone.now()), "sheet": duty_sheet(), "at": "queue"}
    return render(request, "care/coordination/queue.html", context)


@for_coordinators
@require_safe
def case(request: HttpRequest, case: UUID) -> HttpResponse:
    """GET /desk/coordination/cases/<case>/: how a case went, and a hand where it does not get on."""
    return _case(request, case)


@for_coordinators
@require_POST
def offer(request: HttpRequest, case: UUID) -> HttpResponse:
    """POST …/offer/: ask somebody by hand."""
    row, standing, now = *_found(case)[:2], timezone.now()
    choices = {
        str(one.therapist.pk): one.therapist for one in coordinator_selectors.choices_for(row, standing, now)
    }
    form = OfferForm(request.POST, choices=[(pk, one.name) for pk, one in choices.items()])
    if not form.is_valid():
        return _case(request, case, offer=form, status=422)
    asked = choices[form.cleaned_data["therapist"]]
    try:
        coordinator_services.offer_by_hand(row, asked, account_of(request), now, form.cleaned_data["reason"])
    except (NotNow, offers.CannotOffer, coordinator_services.NotEligible):
        form.add_error(
            None, "That is not possible any more: somebody was quicker, or it no longer fits. Look again."
        )
        return _case(request, case, offer=form, status=409)
    return redirect("coordination-case", case)


@for_coordinators
@require_POST
def extend(request: HttpRequest, case: UUID) -> HttpResponse:
    """POST …/extend/: more time for the therapist who is asked."""
    out, form = coordinator_selectors.offer_out(case), ExtendForm(request.POST)
    if out is None or not form.is_valid():
        return _case(request, case, extend=form, status=422)
    until, now = out.expires_at + timedelta(hours=form.cleaned_data["hours"]), timezone.now()
    try:
        coordinator_services.extend(out, until, account_of(request), now, form.cleaned_data["reason"])
    except offers.OfferGone:
        return _case(request, case, extend=form, status=409)
    return redirect("coordination-case", case)


@for_coordinators
@require_POST
def close(request: HttpRequest, case: UUID) -> HttpResponse:
    """POST …/close/: out of the queue, with a reason that stays."""
    row, form = _found(case)[0], CloseForm(request.POST)
    if not form.is_valid():
        return _case(request, case, close=form, status=422)
    try:
        coordinator_services.close(row, account_of(request), timezone.now(), form.cleaned_data["reason"])
    except NotNow:
        return _case(request, case, close=form, status=409)
    return redirect("coordination")


@for_coordinators
@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """GET /desk/coordination/therapists/: licences to check, and room against demand."""
    now = timezone.now()
    rooms = coordinator_selectors.room(now)
    context = {
        "rows": coordinator_selectors.rows_of_roster(now),
        "rooms": rooms,
        "picture": picture_of(rooms),
        "at": "roster",
    }
    return render(request, "care/coordination/roster.html", context)


@for_coordinators
@require_POST
def check(request: HttpRequest, licence: int) -> HttpResponse:
    """POST /desk/coordination/licences/<id>/check/: the evidence was seen, or does not hold."""
    row = coordinator_selectors.licence_of(licence)
    if row is None:
        raise Http404
    _check(row, request)
    return redirect("coordination-roster")


def _check(row: Licence, request: HttpRequest) -> None:
    if request.POST.get("holds") == "no":
        coordinator_services.uncheck_licence(row, account_of(request))
    else:
        coordinator_services.check_licence(row, account_of(request), timezone.now())


def _found(case: UUID) -> tuple[Assessment, Standing, list[Any]]:
    found = coordinator_selectors.case_of(case)
    if found is None:
        raise Http404
    return found


def _case(request: HttpRequest, case: UUID, status: int = 200, **forms: Any) -> HttpResponse:
    row, standing, events = _found(case)
    now = timezone.now()
    coordinator_services.see_case(account_of(request), row)
    choices = coordinator_selectors.choices_for(row, standing, now) if standing.is_waiting else []
    named = [(str(one.therapist.pk), f"{one.therapist.name}, fit {one.fit / 1000:.2f}") for one in choices]
    context = {
        "row": coordinator_selectors.row_of(row, standing, now),
        "standing": standing,
        "asked_for": coordinator_selectors.asked_for(row),
        "course": course_of(events, coordinator_selectors.names_of(events)),
        "out": coordinator_selectors.offer_out(case),
        "choices": choices,
        "kept": kept_from(row, standing, {one.therapist.pk for one in choices}, now)
        if standing.is_waiting
        else [],
        "offer_form": forms.get("offer") or OfferForm(choices=named),
        "extend_form": forms.get("extend") or ExtendForm(),
        "close_form": forms.get("close") or CloseForm(),
        "at": "queue",
    }
    return render(request, "care/coordination/case.html", context, status=status)
