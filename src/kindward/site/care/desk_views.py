"""The therapist's desk: what waits and until when, an answer, clients."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kindward.site.care import desk_selectors, desk_services, match_services, offers
from kindward.site.care.desk_access import account_of, for_therapists, has_second_factor, roles_of
from kindward.site.care.desk_forms import DeclineForm, WordForm
from kindward.site.care.models import Message, Offer, Therapist
from kindward.site.care.roles import COORDINATOR, THERAPIST
from kindward.site.care.roster_selectors import duty_sheet
from kindward.site.care.services import NotNow
from kindward.site.learn.roles import roles_of as editing_roles_of


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """GET /desk/: the desk of who asks. Who has none finds nothing here."""
    roles = roles_of(request)
    if THERAPIST in roles:
        return _therapists_desk(request)
    if COORDINATOR in roles:
        return redirect("coordination")
    if editing_roles_of(request):
        return redirect("editing")
    raise Http404


@for_therapists
def _therapists_desk(request: HttpRequest, therapist: Therapist) -> HttpResponse:
    context = {
        "desk": desk_selectors.desk_of(therapist, timezone.now()),
        "zone": therapist.zone,
        "coordinates": COORDINATOR in roles_of(request),
        "at": "desk",
    }
    return render(request, "care/desk/desk.html", context)


@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """GET /desk/second-factor/: a desk opens with more than a password."""
    if not roles_of(request):
        raise Http404
    if has_second_factor(account_of(request)):
        return redirect("desk")
    return render(request, "care/desk/second_factor.html")


@for_therapists
@require_safe
def offer(request: HttpRequest, therapist: Therapist, key: UUID) -> HttpResponse:
    """GET /desk/offers/<key>/: what the person chose to show, and the two answers."""
    return _offer(request, therapist, _offer_or_404(therapist, key))


@for_therapists
@require_POST
def accept(request: HttpRequest, therapist: Therapist, key: UUID) -> HttpResponse:
    """POST …/accept/: yes, with the first words or times; the person's clock stops."""
    one, now = _offer_or_404(therapist, key), timezone.now()
    form = _word_form(therapist, request)
    if not form.is_valid():
        return _offer(request, therapist, one, word=form, status=422)
    try:
        match = offers.accept(one, now, text=form.cleaned_data["text"], times=form.cleaned_data["slots"])
    except offers.OfferGone:
        return _offer(request, therapist, _offer_or_404(therapist, key), word=form, gone=True, status=409)
    except offers.LicenceOver:
        form.add_error(
            None, "Your licence for where this person is does not hold today, so nobody can accept for you."
        )
        return _offer(request, therapist, one, word=form, status=409)
    return redirect("desk-client", match.key)


@for_therapists
@require_POST
def decline(request: HttpRequest, therapist: Therapist, key: UUID) -> HttpResponse:
    """POST …/decline/: no, with a reason; the case moves on at once."""
    one, form = _offer_or_404(therapist, key), DeclineForm(request.POST)
    if not form.is_valid():
        return _offer(request, therapist, one, decline=form, status=422)
    try:
        offers.decline(one, timezone.now(), reason=form.cleaned_data["reason"])
    except offers.OfferGone:
        return _offer(request, therapist, _offer_or_404(therapist, key), gone=True, status=409)
    return redirect("desk")


@for_therapists
@require_safe
def client(request: HttpRequest, therapist: Therapist, key: UUID) -> HttpResponse:
    """GET /desk/clients/<key>/: one client."""
    return _client(request, therapist, key)


@for_therapists
@require_POST
def write(request: HttpRequest, therapist: Therapist, key: UUID) -> HttpResponse:
    """POST …/write/: a message, with times or without."""
    match, now = _match_or_404(therapist, key), timezone.now()
    form = _word_form(therapist, request)
    if form.is_valid() and desk_selectors.may_read(therapist, match.assessment.answers["jurisdiction"], now):
        said = form.cleaned_data
        try:
            match_services.write(match, Message.By.THERAPIST, said["text"], now, said["slots"])
        except NotNow:
            raise Http404 from None
        return redirect("desk-client", key)
    return _client(request, therapist, key, word=form, status=422)


@for_therapists
@require_POST
def met(request: HttpRequest, therapist: Therapist, key: UUID) -> HttpResponse:
    """POST …/met/: the first session has been."""
    match = _match_or_404(therapist, key)
    match_services.first_session(match, timezone.now(), actor=THERAPIST)
    return redirect("desk-client", key)


@for_therapists
@require_POST
def end(request: HttpRequest, therapist: Therapist, key: UUID) -> HttpResponse:
    """POST …/end/: the work is done; the place is free again."""
    match = _match_or_404(therapist, key)
    if request.POST.get("sure") != "yes":
        return _client(request, therapist, key, status=422)
    match_services.end(match, timezone.now(), actor=THERAPIST)
    return redirect("desk")


def _offer(
    request: HttpRequest, therapist: Therapist, one: Offer, status: int = 200, **more: Any
) -> HttpResponse:
    context = desk_services.see_offer(account_of(request), one, timezone.now()) | {
        "zone": therapist.zone,
        "word": more.get("word") or _word_form(therapist),
        "decline": more.get("decline") or DeclineForm(),
        "gone": more.get("gone", False),
        "at": "desk",
    }
    return render(request, "care/desk/offer.html", context, status=status)


def _client(
    request: HttpRequest, therapist: Therapist, key: UUID, status: int = 200, **more: Any
) -> HttpResponse:
    match = _match_or_404(therapist, key)
    context = desk_services.see_client(account_of(request), match, timezone.now()) | {
        "sheet": duty_sheet(),
        "zone": therapist.zone,
        "word": more.get("word") or _word_form(therapist),
        "at": "desk",
    }
    return render(request, "care/desk/client.html", context, status=status)


def _word_form(therapist: Therapist, request: HttpRequest | None = None) -> WordForm:
    how: dict[str, Any] = {
        "zone": therapist.zone,
        "now": timezone.now(),
        "modalities": list(therapist.modalities),
    }
    return WordForm(request.POST, **how) if request else WordForm(**how)


def _offer_or_404(therapist: Therapist, key: UUID) -> Offer:
    found = desk_selectors.offer_of(therapist, key)
    if found is None:
        raise Http404
    return found


def _match_or_404(therapist: Therapist, key: UUID) -> Any:
    found = desk_selectors.match_of(therapist, key)
    if found is None:
        raise Http404
    return found
