"""Words and colours that the commands share. The colours are the product's: one hue per flow."""

from __future__ import annotations

from ..practice.lengths import say_short

FLOW_WORDS = {"to_others": "to others", "from_others": "from others", "to_self": "to oneself"}
FLOW_STYLES = {"to_others": "#d07a4f", "from_others": "#6fa582", "to_self": "#8b8dd8"}
#: The three arcs, in the order in which they stand: top, lower right, lower left.
ARC_STYLES = (FLOW_STYLES["to_others"], FLOW_STYLES["from_others"], FLOW_STYLES["to_self"])


def span(low: float, high: float) -> str:
    """``40 s to 10 min``."""
    return f"{say_short(low)} to {say_short(high)}"
