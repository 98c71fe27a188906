"""A session in a terminal: the arcs, the current line alone, the next one faint, a thin line of time."""

from __future__ import annotations

import textwrap

from rich.text import Text

from .figure import arcs
from .sitting import Moment

#: Columns of text; a short measure is easier to take in.
MEASURE = 46
_STEPS = 60
#: Rows kept for the current line and the next.
_WORD_ROWS = 7


def draw(
    moment: Moment, title: str, width: int, height: int, *, still: bool = False, dots: bool = True
) -> list[Text]:
    """Exactly ``height`` lines of at most ``width`` columns; ``still``: no motion; ``dots``: has braille."""
    top = _spread(Text(f" {title}", "bold"), Text("need help?  kindward help ", "dim"), width)
    foot = _foot(moment, width)
    room = max(height - 1 - len(foot), 1)
    words = _words(moment, width)
    # The figure stands still while lines of different length come and go under it.
    figure = _figure(moment, room - _WORD_ROWS - 2, width, still, dots)
    middle = [*figure, *([Text("")] if figure else []), *words][:room]
    above = max((room - len(figure) - _WORD_ROWS) // 2, 0) if figure else (room - len(middle)) // 2
    above = min(above, room - len(middle))
    body = [Text("")] * above + middle + [Text("")] * (room - above - len(middle))
    return [top, *body, *foot][:height]


def left_in_words(milliseconds: int) -> str:
    """``about 40 seconds left``: in tens of seconds, half minutes, minutes, so that nobody counts along."""
    seconds = milliseconds / 1000
    if seconds <= 5:
        return "nearly there"
    if seconds < 55:
        return f"about {max(round(seconds / 10), 1) * 10} seconds left"
    minutes = round(seconds / 30) / 2 if seconds < 300 else float(round(seconds / 60))
    said = "a minute" if minutes == 1 else f"{minutes:g} minutes"
    return f"about {said} left"


def _words(moment: Moment, width: int) -> list[Text]:
    measure = max(min(MEASURE, width - 4), 8)
    out = [_centre(Text(line, "bold"), width) for line in balanced(moment.line, measure)]
    if moment.writes:
        out += [Text(""), _centre(Text("On paper, or in your mind. Nothing is kept here.", "italic"), width)]
    if moment.breath:
        out += [Text(""), _centre(Text(moment.breath.lower(), "italic"), width)]
    elif moment.following:
        out += [
            Text(""),
            *(_centre(Text(line, "dim"), width) for line in balanced(moment.following, measure)),
        ]
    return out


def balanced(text: str, measure: int) -> list[str]:
    """``text`` on as few lines as ``measure`` columns allow, of about the same length: no word left alone."""
    lines = textwrap.wrap(text, measure)
    for columns in range(max(len(text) // max(len(lines), 1), 8), measure):
        if len(even := textwrap.wrap(text, columns)) == len(lines):
            return even
    return lines


def _figure(moment: Moment, rows: int, width: int, still: bool, dots: bool) -> list[Text]:
    rows = min(rows, 11, (width - 2) // 2)
    if still or rows < 5 or not dots:
        if moment.breath and not still:
            filled = round(moment.open * 24)
            return [_centre(Text("●" * filled if dots else "*" * filled, "bold"), width)]
        return []
    return [_centre(line, width) for line in arcs(rows, round(moment.open * _STEPS), _STEPS)]


def _foot(moment: Moment, width: int) -> list[Text]:
    columns = max(min(MEASURE, width - 4), 8)
    filled = round(columns * moment.done)
    bar = Text("━" * filled, "#8b8dd8") + Text("─" * (columns - filled), "dim")
    said = "paused; space goes on" if moment.paused else left_in_words(moment.left_ms)
    keys = "space pause   ← → 15 s   e ease off   q stop"
    keys = keys if len(keys) <= width else "space  ←→  e  q"
    return [
        _centre(bar, width),
        _centre(Text(said, "" if moment.paused else "dim"), width),
        Text(""),
        _centre(Text(keys, "dim"), width),
    ]


def _centre(text: Text, width: int) -> Text:
    return Text(" " * max((width - text.cell_len) // 2, 0)) + text


def _spread(left: Text, right: Text, width: int) -> Text:
    gap = width - left.cell_len - right.cell_len
    if gap < 2:
        left.truncate(max(width, 1), overflow="ellipsis")
        return left
    return left + Text(" " * gap) + right
