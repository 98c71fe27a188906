"""The rolling clinic: people keep asking, places keep opening, therapists say yes, no or nothing.

``decide`` says what to do now, from people and therapists as a site knows them; ``world`` makes a clinic up, ``run``
lives through it with a policy, ``hindsight`` says what could have been reached, ``rows`` puts them side by side.
"""

from .clinic import Decision, Held, History, Offered, decide
from .hindsight import hindsight
from .kindward import Choice, Kindward
from .plain import BatchOptimum, FirstCome, Hold24, NextAvailable
from .run import Run, run
from .scene import Policy, Scene
from .table import POLICIES, RATIOS, USUAL, rows
from .world import Demand, Past, World, world

__all__ = [
    "POLICIES", "RATIOS", "USUAL", "BatchOptimum", "Choice", "Decision", "Demand", "FirstCome", "Held", "History",
    "Hold24", "Kindward", "NextAvailable", "Offered", "Past", "Policy", "Run", "Scene", "World", "decide", "hindsight",
    "rows", "run", "world",
]  # fmt: skip
