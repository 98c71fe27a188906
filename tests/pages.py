"""Every page a person can see, taken from the table of all addresses, and some that have many forms."""

from __future__ import annotations

from routes import NOBODY, NOT_THERE, OPEN, ROUTES, VISITORS, WRITES, Route

#: Countries with many lines, with few, with none, with no number; and one that is no country (404).
HELP = ["/help/us/", "/help/de/", "/help/in/", "/help/ad/", "/help/kp/", "/help/zz/"]
#: A practice with own words, one that steadies only, one that is fierce; and an address with nothing there (404).
MORE = ["/practices/loving-kindness/", "/practices/five-senses/", "/practices/fierce-break/", "/nowhere/"]

#: Answers that are not pages though their address names no kind of file.
_NO_PAGE = (
    "/api/",
    "/healthz",
    "/readyz",
    "/metrics",
    "timeline/",
    "/download/",
    "/keys/1/",
    "/login/code/",
    "/give/",
)


def for_everybody() -> list[str]:
    """Pages for somebody who has never been here."""
    return [*(route.path for route in _pages() if route.answers in (OPEN, VISITORS)), *HELP, *MORE]


def of_ones_own() -> list[str]:
    """Pages that look different to somebody who has signed in, or are for them alone."""
    return [
        route.path
        for route in _pages()
        if route.personal and route.answers not in (NOT_THERE, VISITORS, WRITES, NOBODY)
    ]


def _pages() -> list[Route]:
    return [
        route
        for route in ROUTES.values()
        if route.answers != NOBODY
        and not any(part in route.path for part in _NO_PAGE)
        and not _is_file(route.path)
    ]


def _is_file(path: str) -> bool:
    return "." in path.partition("?")[0]
