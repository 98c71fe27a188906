"""Pages about practising. What they show is the same for everybody."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kindward.practice import Script, Timeline, content_folder
from kindward.practice.lengths import nearest_offered, offered_lengths, read_seconds, say_length
from kindward.practice.references import load_references
from kindward.site.practice.library import catalogue
from kindward.site.practice.timelines import timeline_json, timeline_of, usual_voice, voice_named
from kindward.voice import VoiceError
from kindward.voice.bells import BELL

#: What a length control stands on before anybody chose.
FIRST_SESSION_SECONDS = 180
FLOWS = (
    ("", "Any direction"), ("to_others", "To others"), ("from_others", "From others"), ("to_self", "To yourself"),
    ("grounding", "Only steadying"),
)  # fmt: skip
KINDS = (
    ("", "Any way"), ("formal", "Sitting down for it"), ("informal", "In the middle of the day"),
    ("writing", "Writing"), ("imagery", "Imagining"), ("fierce", "Fierce: protecting, saying no"),
)  # fmt: skip
TIMES = (("", "Any time"), ("30", "30 seconds"), ("60", "1 minute"), ("180", "3 minutes"), ("300", "5 minutes"),
         ("600", "10 minutes"), ("1200", "20 minutes"), ("2700", "45 minutes"))  # fmt: skip
#: Of a hard moment: what asks for nothing first, what asks for words of one's own last.
DOORS = (
    {
        "slug": "self-compassion-break", "seconds": 60, "name": "A kind break",
        "words": "Name it, you are not alone in it, one kind word.",
    },
    {"slug": "soothing-touch", "seconds": 60, "name": "Soothing touch", "words": "A hand where it helps, or none."},
    {
        "slug": "five-senses", "seconds": 60, "name": "Find the ground",
        "words": "What you see, feel and hear, right here.",
    },
    {
        "slug": "friend-reframe", "seconds": 120, "name": "As to a friend",
        "words": "What you would say to a friend in your place. A little writing, two minutes.",
    },
)  # fmt: skip


@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    """GET /practices/: the catalogue, with ``?flow=&kind=&time=``. A value it does not know counts as none."""
    asked = {
        "flow": _known(request, "flow", FLOWS), "kind": _known(request, "kind", KINDS),
        "time": _known(request, "time", TIMES),
    }  # fmt: skip
    scripts = [script for script in catalogue().values() if _fits(script, **asked)]
    count = len(scripts)
    if not count:
        found = "Nothing fits all three. Leave one of them open."
    else:
        found = "1 practice" if count == 1 else f"{count} practices"
    context = {"scripts": scripts, "found": found, "flows": FLOWS, "kinds": KINDS, "times": TIMES, **asked}
    return render(request, "practice/catalogue.html", context)


@require_safe
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /practices/<slug>/: what it is, for whom not, what is known, who stands behind it."""
    script = _script(slug)
    wished = read_seconds(request.GET.get("seconds", "")) or FIRST_SESSION_SECONDS
    known = load_references(content_folder())
    names = list(dict.fromkeys(name for item in script.evidence for name in item.references))
    context = {
        "script": script,
        "gentler": _script(script.gentler),
        "ease_off": _script(script.ease_off),
        "evidence": [
            {"says": item.says, "references": [known[name] for name in item.references]}
            for item in script.evidence
        ],
        "references": [known[name] for name in names],
        "speaks": voice_named("").speaks,
    }
    return render(request, "practice/practice.html", context | length_control(script, wished))


@require_safe
def practise(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /practise/<slug>/?seconds=&minutes=&voice=: the player, and below it the session as text."""
    script = _script(slug)
    seconds, notice = _asked_seconds(request, script)
    try:
        timeline = timeline_of(slug, seconds, request.GET.get("voice", ""))
    except VoiceError:
        timeline = timeline_of(slug, seconds)
    if abs(timeline.seconds - seconds) > 0.5 and not notice:
        takes = f"{say_length(script.min_seconds)} to {say_length(script.max_seconds)}"
        notice = f"{script.title} takes {takes}. Here it is with {say_length(timeline.seconds)}."
    context = {
        "script": script,
        "timeline": timeline,
        "notice": notice,
        "steps": steps_to_read(timeline),
        "data": player_data(script, timeline),
    }
    return render(request, "practice/player.html", context)


@require_safe
def hard_moment(request: HttpRequest) -> HttpResponse:
    """GET /hard-moment/: four doors of about a minute, and crisis help."""
    return render(request, "practice/hard_moment.html", {"doors": DOORS})


@require_safe
def device_settings(request: HttpRequest) -> HttpResponse:
    """GET /settings/: voice, loudness, light and keys, all kept by the browser."""
    voices = [
        ("", "Kindward’s voice, unhurried"), ("hibari-slow", "Kindward’s voice, slower"),
        ("hibari-quick", "Kindward’s voice, a little quicker"), ("browser", "A voice of this browser"),
        ("text", "No voice, words only"),
    ]  # fmt: skip
    if usual_voice() == "text":
        voices = [("", "No voice, words only"), ("browser", "A voice of this browser")]
    return render(request, "practice/settings.html", {"voices": voices})


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """GET /offline/: what the browser shows for a page it does not have when the network is away."""
    return render(request, "practice/offline.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """GET /about/: what this is, and what is kept."""
    return render(request, "practice/about.html", {"country": settings.KINDWARD_COUNTRY})


def player_data(script: Script, timeline: Timeline) -> dict[str, Any]:
    """What the player element needs, as plain data."""
    ease_off = catalogue()[script.ease_off]
    return {
        "practice": {
            "slug": script.slug, "title": script.title, "flows": script.flows, "tone": script.tone,
            "ease_off": {"slug": ease_off.slug, "title": ease_off.title},
        },
        "timeline": timeline_json(timeline),
        "bell": BELL.as_json(),
        "urls": {
            "timeline": f"/practise/{script.slug}/timeline/", "sessions": "/api/v1/sessions",
            "checkIns": "/api/v1/check-ins",
        },
    }  # fmt: skip


def steps_to_read(timeline: Timeline) -> list[dict[str, Any]]:
    """The session as text: steps with their lines and, where it is longer than a breath, the silence after each."""
    steps: list[dict[str, Any]] = []
    cues = [cue for cue in timeline.cues if not cue.over]
    for cue, after in pairwise([*cues, None]):
        if cue is None or cue.kind == "silence":
            continue
        if not steps or steps[-1]["title"] != cue.step:
            steps.append({"title": cue.step, "lines": []})
        rest = round(after.for_ms / 1000) if after is not None and after.kind == "silence" else 0
        steps[-1]["lines"].append({"text": cue.text, "rest": rest if rest >= 3 else 0})
    return steps


def _script(slug: str) -> Script:
    script = catalogue().get(slug)
    if script is None:
        raise Http404
    return script


def length_control(script: Script, wished: float) -> dict[str, Any]:
    """What the length control needs: what it offers, and the offered length nearest to the wished one."""
    return {"lengths": offered_lengths(script), "chosen": nearest_offered(script, wished)}


def _known(request: HttpRequest, name: str, choices: tuple[tuple[str, str], ...]) -> str:
    value = request.GET.get(name, "")
    return value if value in dict(choices) else ""


def _fits(script: Script, flow: str, kind: str, time: str) -> bool:
    if (flow == "grounding" and script.flows) or (flow and flow != "grounding" and flow not in script.flows):
        return False
    if kind and kind not in (script.tone, *script.form.split()):
        return False
    return not time or script.min_seconds <= int(time) <= script.max_seconds


def _asked_seconds(request: HttpRequest, script: Script) -> tuple[float, str]:
    """The asked length in seconds, and what to say if it could not be read. Minutes, when given, go first."""
    minutes, seconds = request.GET.get("minutes", "").strip(), request.GET.get("seconds", "").strip()
    usual = float(nearest_offered(script, FIRST_SESSION_SECONDS))
    for text, unit in ((minutes, 60), (seconds, 1)):
        if text:
            read = read_seconds(text) if unit == 1 else _minutes(text)
            if read is None:
                return (
                    usual,
                    f"“{text[:20]}” could not be read as a length. Here it is with {say_length(usual)}.",
                )
            return read, ""
    return usual, ""


def _minutes(text: str) -> float | None:
    try:
        minutes = float(text.replace(",", "."))
    except ValueError:
        return None
    return minutes * 60 if 0 < minutes < 1000 else None
