"""Matching: clients and therapists as a problem, the exact best assignment, its proof and its reasons.

``read_problem`` -> ``match`` -> ``answer``; ``Standing(match).insert(client)`` for one more. The steps by themselves
are ``tables_of``, ``eligible_pairs``, ``fits_of``, ``assign``.
"""

from .answer import answer, assignments, pairs_as_csv, unmatched
from .assign import Assignment, Market, assign
from .eligible import Pairs, eligible_pairs
from .errors import MatchingError, ProblemError
from .explain import met_and_unmet
from .fit import fits_of
from .match import Match, Matched, Objective, match
from .nearest import why_not
from .problem import MODALITIES, WEIGHTS, WINDOWS, Client, Licence, Prefers, Problem, Therapist, is_urgent
from .read import problem_of, read_problem
from .standing import Inserted, Standing
from .tables import Tables, tables_of

__all__ = [
    "MODALITIES", "WEIGHTS", "WINDOWS", "Assignment", "Client", "Inserted", "Licence", "Market", "Match", "Matched",
    "MatchingError", "Objective", "Pairs", "Prefers", "Problem", "ProblemError", "Standing", "Tables", "Therapist",
    "answer", "assign", "assignments", "eligible_pairs", "fits_of", "is_urgent", "match", "met_and_unmet",
    "pairs_as_csv", "problem_of", "read_problem", "tables_of", "unmatched", "why_not",
]  # fmt: skip
