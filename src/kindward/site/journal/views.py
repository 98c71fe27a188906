"""Pages to write on. They are the same for everybody and hold nothing of what is written, so devices may keep them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kindward.site.errors import Invalid, error_answer
from kindward.site.journal import services
from kindward.site.journal.forms import draft_from_form, draft_from_json
from kindward.site.journal.services import Answer, Draft
from kindward.site.limits import Rate
from kindward.site.origin import Refused, check_same_origin
from kindward.site.people.models import Person
from kindward.site.people.services import person_who_saves
from kindward.site.people.whose import is_who_asks
from kindward.writing import NOTE, ORDER, PLAN, Guide, guides

#: A save every second or so while somebody types, for a whole centre behind one address.
SAVES = Rate("writing", times=1200, seconds=60)


@require_safe
def write(request: HttpRequest) -> HttpResponse:
    """GET /write/: what can be written, and what is kept on this device."""
    return render(
        request, "journal/write.html", {"guides": [guides()[kind] for kind in ORDER if kind != NOTE]}
    )


@csrf_exempt  # The page is kept on devices and so holds no token; the browser says where a form came from.
@require_http_methods(["GET", "HEAD", "POST"])
def write_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """GET, POST /write/KIND/: the questions, one at a time where scripts run; a plain form where they do not."""
    if kind not in ORDER:
        raise Http404
    guide = guides()[kind]
    if request.method == "POST":
        return _from_form(request, guide)
    return render(request, "journal/guide.html", {"guide": guide, "may_choose": True})


@require_safe
def write_locked(request: HttpRequest) -> HttpResponse:
    """GET /write/locked/: a letter that is locked in the browser."""
    return render(request, "journal/locked.html")


@require_safe
def my_plan(request: HttpRequest) -> HttpResponse:
    """GET /write/my-plan/: the place where the plan is shown, from the device or from the server."""
    return render(request, "journal/my_plan.html", {"guide": guides()[PLAN]})


@csrf_exempt  # Sent by script, and guarded by origin.
@require_POST
def save(request: HttpRequest) -> HttpResponseBase:
    """POST /you/writing/save/: a draft, whole. 201 when it is new, else 200; safe to send again.

    409 where ``who`` names an account that is not signed in now: nobody else gets it.
    """
    try:
        check_same_origin(request)
        SAVES.count(request)
        draft = draft_from_json(request.body, timezone.now())
        if not is_who_asks(request, draft.who):
            said = "this was written by somebody who is not signed in now; it waits on this device for them"
            return error_answer(request, 409, "somebody-else", said)
        answer = _keep(request, draft)
    except Refused as problem:
        return error_answer(request, 403, "refused", str(problem))
    except Invalid as problem:
        return error_answer(request, 422, "invalid", str(problem), problem.field)
    told = {"key": answer.entry.key, "revision": answer.revision, "beside": answer.beside}
    return JsonResponse(
        {"entry": told, "created": answer.created, "signed_in": request.user.is_authenticated},
        status=201 if answer.created else 200,
    )


def _from_form(request: HttpRequest, guide: Guide) -> HttpResponse:
    origin = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Sec-Fetch-Site") != "same-origin" and request.headers.get("Origin") != origin:
        return error_answer(request, 403, "refused", "expected a form of this site's own pages")
    SAVES.count(request)
    try:
        draft = draft_from_form(guide, request.POST, timezone.now())
    except Invalid as problem:
        said = "That is more than fits in one go. Your words are below; perhaps in two parts?"
        context = {"guide": guide, "said": said, "field": problem.field, "values": request.POST.dict()}
        return render(request, "journal/guide.html", context, status=422)
    if draft is None:
        return redirect("write-kind", guide.kind)
    return redirect("entry", _keep(request, draft).entry.key)


def _keep(request: HttpRequest, draft: Draft) -> Answer:
    try:
        return services.keep(person_who_saves(request), draft, timezone.now())
    except Person.DoesNotExist:
        # Claimed or deleted between the two steps: who asks is somebody else now.
        return services.keep(person_who_saves(request), draft, timezone.now())
