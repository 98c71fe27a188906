"""Invitations to a desk: made by coordinators, taken up by those who get the link."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kindward.site.care import invitation_selectors, invitation_services
from kindward.site.care.coordinator_forms import InvitationForm
from kindward.site.care.desk_access import account_of, for_coordinators
from kindward.site.programme.messages import address_of_site


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET, POST /desk/invitation/<token>/: see what it is, take it up with the account one is signed in with."""
    found = invitation_services.invitation_of(token, timezone.now())
    if found is None:
        raise Http404
    problem = ""
    if request.method == "POST" and request.user.is_authenticated:
        try:
            invitation_services.take_up(token, account_of(request), timezone.now())
        except invitation_services.NotGood:
            raise Http404 from None
        except invitation_services.HasADesk:
            problem = "This account has another desk already. Sign out, and make an account for this one."
        else:
            return redirect("desk")
    context = {"invitation": found, "here": request.path, "problem": problem}
    return render(request, "care/desk/invitation.html", context, status=409 if problem else 200)


@for_coordinators
@require_POST
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    """POST /desk/coordination/invitations/<id>/withdraw/: the link is good no more."""
    invitation_services.withdraw(invitation, account_of(request), timezone.now())
    return redirect("coordination-invitations")


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """GET, POST /desk/coordination/invitations/: make a link, which is shown once."""
    waiting = invitation_selectors.without_account()
    form = InvitationForm(
        request.POST if request.method == "POST" else None,
        waiting=[(str(one.pk), one.name) for one in waiting],
    )
    link = ""
    if form.is_valid():
        chosen = {str(one.pk): one for one in waiting}.get(form.cleaned_data["therapist"])
        token = invitation_services.invite(
            form.cleaned_data["role"],
            timezone.now(),
            by=account_of(request),
            therapist=chosen,
        )
        link = f"{address_of_site()}/desk/invitation/{token}/"
    context = {
        "form": form,
        "link": link,
        "made": invitation_selectors.latest(),
        "now": timezone.now(),
        "at": "invitations",
    }
    return render(request, "care/coordination/invitations.html", context, status=422 if form.errors else 200)
