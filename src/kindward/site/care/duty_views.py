"""The duty sheet: what has to stand before anybody is matched, and opening and closing matching."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kindward.site.care import coordinator_services
from kindward.site.care.coordinator_forms import DutySheetForm
from kindward.site.care.desk_access import account_of, for_coordinators
from kindward.site.care.models import DutySheet
from kindward.site.care.roster_selectors import duty_sheet as latest

#: What is missing, in words.
MISSING = {
    "jurisdictions": "the places you take people from",
    "night_cover": "nights and weekends",
    "threat_procedure": "what is done when somebody may be in danger",
    "emergency_contact": "whom people can reach",
    "licence_evidence": "how licences are checked",
    "retention": "how long what is kept",
    "complaints": "complaints",
}


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def duty_sheet(request: HttpRequest) -> HttpResponse:
    """GET, POST /desk/coordination/duty-sheet/: read it, write it anew."""
    if request.method == "POST":
        form = DutySheetForm(request.POST)
        if form.is_valid():
            coordinator_services.write_duty_sheet(form.cleaned_data, account_of(request), timezone.now())
            return redirect("coordination-duty")
        return _page(request, form, status=422)
    return _page(request)


@for_coordinators
@require_POST
def open_matching(request: HttpRequest) -> HttpResponse:
    """POST …/open/: people may ask."""
    try:
        coordinator_services.open_matching(account_of(request), timezone.now())
    except coordinator_services.NotComplete:
        return _page(request, status=409)
    return redirect("coordination-duty")


@for_coordinators
@require_POST
def close_matching(request: HttpRequest) -> HttpResponse:
    """POST …/close/: nobody new may ask."""
    coordinator_services.close_matching(account_of(request), timezone.now())
    return redirect("coordination-duty")


def _page(request: HttpRequest, form: DutySheetForm | None = None, status: int = 200) -> HttpResponse:
    sheet = latest()
    missing = sheet.missing if sheet else list(DutySheet.NEEDED)
    if form is None:
        told = {name: getattr(sheet, name) for name in DutySheet.NEEDED} if sheet else {}
        form = DutySheetForm(initial={**told, "jurisdictions": " ".join(told.get("jurisdictions", ()))})
    context = {"sheet": sheet, "missing": [MISSING[name] for name in missing], "form": form, "at": "duty"}
    return render(request, "care/coordination/duty_sheet.html", context, status=status)
