"""Template tags for what the whole product shares: the three-arc signature, and how lengths are said."""

from __future__ import annotations

import json
import math

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kindward.practice.lengths import say_length, say_short

register = template.Library()

FLOWS = ("others", "from", "self")
FLOW_WORDS = {"to_others": "to others", "from_others": "from others", "to_self": "to yourself"}
SPAN = 150.0


def arc_path(flow: int, share: float = 1.0, radius: float = 34.0) -> str:
    """SVG path of one arc of the signature in a box of 120 by 120, opened to ``share`` (0 to 1) around its middle."""
    middle = math.radians(-90 + 120 * flow)
    cx, cy = 60 + 11 * math.cos(middle), 60 + 11 * math.sin(middle)
    half = math.radians(SPAN * max(share, 0.04) / 2)
    x1, y1 = cx + radius * math.cos(middle - half), cy + radius * math.sin(middle - half)
    x2, y2 = cx + radius * math.cos(middle + half), cy + radius * math.sin(middle + half)
    return f"M{x1:.2f} {y1:.2f}A{radius:g} {radius:g} 0 0 1 {x2:.2f} {y2:.2f}"


@register.simple_tag
def signature(size: int, width: float = 9, levels: str = "1 1 1", rest: bool = False) -> SafeString:
    """The three arcs, ``levels`` open (0 to 1 each: to others, from others, to self); ``rest`` draws the rest."""
    paths: list[str] = []
    for flow, share in enumerate(map(float, levels.split())):
        if rest:
            paths.append(f'<path class="arc-rest" d="{arc_path(flow)}"/>')
        if share > 0:
            paths.append(f'<path class="arc-{FLOWS[flow]}" d="{arc_path(flow, share)}"/>')
    return format_html(
        '<svg class="signature" width="{0}" height="{0}" viewBox="0 0 120 120" stroke-width="{1}"'
        ' aria-hidden="true">{2}</svg>',
        size,
        width,
        mark_safe("".join(paths)),  # noqa: S308 - numbers and fixed class names only
    )


#: Steps in which an uncertain edge fades.
EDGE_STEPS = 7


@register.simple_tag
def three_flows(size: int, levels: list[tuple[float, float]], width: float = 10) -> SafeString:
    """The signature opened to what was measured: a level and an uncertainty (0 to 1) for each flow, in their order.

    What is sure is solid; from there to the farthest it may reach, the edge fades.
    """
    paths: list[str] = []
    for flow, (level, error) in enumerate(levels):
        paths.append(f'<path class="arc-rest" d="{arc_path(flow)}"/>')
        if level <= 0:
            continue
        name = FLOWS[flow]
        for step in range(EDGE_STEPS):
            reach = level + error * (1 - 2 * step / (EDGE_STEPS - 1))
            paths.append(
                f'<path class="arc-{name} arc-soft" d="{arc_path(flow, min(max(reach, 0.04), 1))}"/>'
            )
        paths.append(f'<path class="arc-{name}" d="{arc_path(flow, max(level - error, 0.04))}"/>')
    return format_html(
        '<svg class="signature" width="{0}" height="{0}" viewBox="0 0 120 120" stroke-width="{1}"'
        ' aria-hidden="true">{2}</svg>',
        size,
        width,
        mark_safe("".join(paths)),  # noqa: S308 - numbers and fixed class names only
    )


@register.filter("say_length")
def say_length_in_words(seconds: float) -> str:
    """Seconds in words."""
    return say_length(seconds)


@register.filter
def short_length(seconds: float) -> str:
    """Seconds in few letters."""
    return say_short(seconds)


@register.filter
def flow_word(flow: str) -> str:
    """A flow as people say it."""
    return FLOW_WORDS[flow]


@register.filter
def data_json(value: object) -> SafeString:
    """A value as JSON that is safe inside a ``<script type="application/json">`` data block."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S308


@register.filter
def under(name: str) -> str:
    """A scale's name as words: ``to_others`` as “to others”."""
    return name.replace("_", " ").replace("-", " ")
