"""The trainer: which practice next, how long, and why; and the simulator that shows what its choices do."""

from .choose import Way
from .curriculum import Curriculum, load_curriculum
from .errors import NothingToOffer, TrainerError
from .evaluate import Estimate, doubly_robust
from .events import Alternative, CheckedIn, Context, Decision, Fact, Measured, Practised
from .learn import update_population
from .log import Logged
from .population import Population, from_curriculum
from .records import Records
from .state import PersonState
from .trainer import Trainer

__all__ = [
    "Alternative", "CheckedIn", "Context", "Curriculum", "Decision", "Estimate", "Fact", "Logged",
    "Measured", "NothingToOffer",
    "PersonState", "Population", "Practised", "Records", "Trainer", "TrainerError", "Way", "doubly_robust",
    "from_curriculum",
    "load_curriculum", "update_population",
]  # fmt: skip
