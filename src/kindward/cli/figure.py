"""The three arcs, drawn in braille dots: small when the breath is out, wide when it is in."""

from __future__ import annotations

import math
from functools import lru_cache

from rich.text import Text

from .look import ARC_STYLES

#: Bits of a braille cell by column and row of its eight dots.
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
#: Size of the figure when the breath is out, as a share of its size when the breath is in.
_SMALLEST = 0.55
#: Radius of each circle and distance of its centre from the middle, as shares of the whole.
_RADIUS, _OFFSET = 0.63, 0.42
#: The two lower arcs reach less far down than the upper one reaches up: this puts the whole in the middle.
_DOWN = 0.105


@lru_cache(maxsize=128)
def arcs(rows: int, step: int, steps: int = 60) -> tuple[Text, ...]:
    """``rows`` lines, each twice as many cells wide; ``step`` of ``steps`` is how far the arcs stand open."""
    reach = (_SMALLEST + (1 - _SMALLEST) * step / steps) * (4 * rows / 2 - 1)
    middle = 4 * rows / 2 - 0.5
    dots: dict[tuple[int, int], int] = {}
    owners: dict[tuple[int, int], int] = {}
    centres = [
        (math.cos(angle) * _OFFSET * reach, (math.sin(angle) * _OFFSET + _DOWN) * reach)
        for angle in (math.radians(-90), math.radians(30), math.radians(150))
    ]
    radius = _RADIUS * reach
    for arc, (cx, cy) in enumerate(centres):
        others = [centre for n, centre in enumerate(centres) if n != arc]
        for turn in range(360):
            x = cx + radius * math.cos(math.radians(turn))
            y = cy + radius * math.sin(math.radians(turn))
            if any(math.hypot(x - ox, y - oy) < radius - 0.2 for ox, oy in others):
                continue  # Inside another arc: only the outline is drawn.
            column, row = round(middle + x), round(middle + y)
            cell = (column // 2, row // 4)
            dots[cell] = dots.get(cell, 0) | _BITS[column % 2][row % 4]
            owners[cell] = arc
    lines = []
    for row in range(rows):
        line = Text()
        for column in range(2 * rows):
            bits = dots.get((column, row), 0)
            line.append(chr(0x2800 + bits) if bits else " ", ARC_STYLES[owners[column, row]] if bits else "")
        lines.append(line)
    return tuple(lines)
