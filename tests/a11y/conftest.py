"""Looking at pages with axe, whose rules are the part of WCAG 2.0 to 2.2, A and AA, that a machine can check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import pytest

from browser_fixtures import Visitor

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = 390, 1280
#: Colours do not depend on the width, nor places on the light: two looks see each width and each light once.
TWO_LOOKS = ((PHONE, "light"), (DESK, "dark"))

Look = Callable[..., None]


@cache
def axe_script() -> str:
    from axe_playwright_python.base import AXE_SCRIPT

    return AXE_SCRIPT


def findings(person: Visitor) -> list[str]:
    """What axe finds on the page as it is now: one line for each rule and place."""
    page = person.page
    # A colour on its way from one light to the other belongs to neither.
    page.evaluate("for (const change of document.getAnimations()) change.finish()")
    if not page.evaluate("Boolean(globalThis.axe)"):
        page.evaluate(axe_script())
    answer = page.evaluate(
        "(values) => axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })", RULES
    )
    assert answer["passes"], "axe has looked at something"
    return [
        f"{found['id']}: {node['html'][:110]} ({' '.join(node['failureSummary'].split())[:160]})"
        for found in answer["violations"]
        for node in found["nodes"]
    ]


@pytest.fixture
def look() -> Look:
    """Looks at the present page at the given widths and lights, with all its details open."""

    def looks(person: Visitor, name: str = "", ways: Iterable[tuple[int, str]] = TWO_LOOKS) -> None:
        page, found = person.page, {}
        # Where a tap led here the page may still be arriving, and its style sheet with it.
        page.wait_for_load_state()
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        for width, light in ways:
            page.set_viewport_size({"width": width, "height": 844})
            # The page as a whole: what stands half under a bar at the window's end is scrolled to, and is not small.
            whole = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": max(844, whole)})
            page.emulate_media(color_scheme=light)
            if lines := findings(person):
                found[f"{name or page.url} at {width} px, {light}"] = lines
        assert found == {}

    return looks
