"""Pages about what is one's own: taking it along, bringing it, who looked at it, what can be read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kindward.site.audit.selectors import acts_about
from kindward.site.limits import Rate
from kindward.site.people.selectors import person_of
from kindward.site.people.stepping_up import step_up
from kindward.site.yours.acts import say_act
from kindward.site.yours.forms import Bring
from kindward.site.yours.readable import what_can_be_read
from kindward.site.yours.reading import BadFile
from kindward.site.yours.services import bring_along, take_along

ALONG = Rate("take-along", times=10, seconds=3600)
BROUGHT = Rate("bring", times=10, seconds=3600)


@step_up
@require_http_methods(["GET", "HEAD", "POST"])
def along(request: HttpRequest) -> HttpResponseBase:
    """GET, POST /you/export/: everything of who asks, in one zip."""
    person = person_of(request)
    if request.method != "POST" or person is None:
        return render(request, "yours/along.html", {"person": person})
    ALONG.count(request)
    now = timezone.now()
    return HttpResponse(
        take_along(person, now),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="kindward-{now:%Y-%m-%d}.zip"'},
    )


@step_up
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponseBase:
    """GET, POST /you/import/: take in what somebody brings from another Kindward."""
    form = Bring(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        BROUGHT.count(request)
        try:
            context["done"] = bring_along(request, form.cleaned_data["file"].read(), timezone.now())
        except BadFile as problem:
            form.add_error("file", f"This file cannot be taken in, and nothing of it was. {problem}.")
    return render(request, "yours/bring.html", context)


@require_safe
def looked(request: HttpRequest) -> HttpResponse:
    """GET /you/who-looked/: who looked at what of who asks, and what they themselves did."""
    person = person_of(request)
    acts = [say_act(act) for act in acts_about(person)] if person else []
    return render(request, "yours/looked.html", {"acts": acts, "person": person})


@require_safe
def readable(request: HttpRequest) -> HttpResponse:
    """GET /you/what-can-be-read/: from the register, the same for everyone."""
    return render(request, "yours/readable.html", what_can_be_read())
