"""Norms as data: a scale's mean, spread and reliability in a sample that is named."""

from __future__ import annotations

from .instrument import Norm
from .yaml_lines import Fields, is_number, is_whole

_EXPECTED = "of, sample, n, mean, sd, reliability, reliability_kind, source"


def read_norms(fields: Fields, scales: set[str]) -> tuple[Norm, ...]:
    """The field ``norms`` of a key, or of an operator's file; what is wrong is noted in ``fields``."""
    value = fields.data.get("norms") or []
    if not isinstance(value, list):
        fields.wrong("norms", "is not a list; expected lines of “- of: total”")
        return ()
    out = []
    for item in value:
        if not isinstance(item, dict) or set(item) != set(_EXPECTED.split(", ")):
            fields.wrong("norms", f"one is not whole; expected {_EXPECTED}")
        elif item["of"] not in scales:
            fields.wrong(
                "norms", f"“{item['of']}” is not a scale; expected one of {', '.join(sorted(scales))}"
            )
        elif not all(isinstance(item[name], str) for name in ("sample", "reliability_kind", "source")):
            fields.wrong("norms", "sample, reliability_kind and source are words")
        elif not is_whole(item["n"]) or not all(
            is_number(item[name]) for name in ("mean", "sd", "reliability")
        ):
            fields.wrong("norms", "n is a whole number, and mean, sd and reliability are numbers")
        elif item["n"] < 2 or item["sd"] <= 0 or not 0 <= item["reliability"] < 1:
            fields.wrong("norms", "expected n from 2 on, sd above 0, and reliability from 0 to below 1")
        else:
            out.append(
                Norm(
                    item["of"],
                    item["sample"],
                    item["n"],
                    float(item["mean"]),
                    float(item["sd"]),
                    float(item["reliability"]),
                    item["reliability_kind"],
                    item["source"],
                )
            )
    return tuple(out)
