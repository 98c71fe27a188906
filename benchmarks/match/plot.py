"""A small picture of how time grows with the number of clients, both on scales of tens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor, log10

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640, 360, 64, 28, 150, 48
_STYLES = ("#1f6f6b", "#b5542d", "#5b5ea6", "#7a7a7a")

Line = Sequence[tuple[float, float]]


def draw(lines: Mapping[str, Line], title: str, across: str, up: str) -> str:
    """An SVG of these lines, each a list of points above 0; legible in light and dark."""
    xs = [x for line in lines.values() for x, _ in line]
    ys = [y for line in lines.values() for _, y in line]
    left, right = log10(min(xs)), log10(max(xs))
    low, high = floor(log10(min(ys))), floor(log10(max(ys))) + 1

    def at(x: float, y: float) -> tuple[float, float]:
        share_x = (log10(x) - left) / (right - left)
        share_y = (log10(y) - low) / (high - low)
        wide, tall = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        return round(_LEFT + share_x * wide, 1), round(_TOP + (1 - share_y) * tall, 1)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{title}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
    ]
    for power in range(low, high + 1):
        x, y = at(min(xs), 10.0**power)
        out.append(f'<path d="M{x} {y}H{_WIDTH - _RIGHT}" stroke="#dddddd"/>')
        out.append(f'<text x="{x - 8}" y="{y + 4}" text-anchor="end" fill="#333333">{10.0**power:g}</text>')
    for x_value in sorted(set(xs)):
        x, y = at(x_value, 10.0**low)
        out.append(f'<text x="{x}" y="{y + 20}" text-anchor="middle" fill="#333333">{x_value:,.0f}</text>')
    out.append(f'<text x="{_LEFT}" y="16" fill="#333333">{up}</text>')
    out.append(
        f'<text x="{_WIDTH - _RIGHT}" y="{_HEIGHT - 8}" text-anchor="end" fill="#333333">{across}</text>'
    )
    for (name, line), colour in zip(lines.items(), _STYLES, strict=False):
        points = [at(x, y) for x, y in line]
        path = " ".join(f"{x},{y}" for x, y in points)
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{path}"/>')
        out += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points]
        out.append(f'<text x="{points[-1][0] + 10}" y="{points[-1][1] + 4}" fill="{colour}">{name}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"
