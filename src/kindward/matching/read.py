"""A problem from JSON. What is wrong is refused in one line: file, record and id, field, what it is, what was expected.

Fields that are not known are passed over in clients and therapists and at the top, so that later versions may add
some; in ``prefers`` and ``weights`` they are refused, for a slip there would silently cost somebody their wish.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NoReturn, TypeVar

from .errors import ProblemError
from .fields import Record, shown, weight
from .problem import MODALITIES, WEIGHTS, WINDOWS, Client, Licence, Prefers, Problem, Therapist

_PREFERS = ("gender", "style", "culture", "approaches")
_WINDOWS = dict.fromkeys(WINDOWS)
_One = TypeVar("_One", Client, Therapist)


def read_problem(data: bytes, name: str = "-") -> Problem:
    """The problem in ``data``, UTF-8 JSON; ``name`` of the file is for refusals. Raises :class:`ProblemError`."""
    try:
        values = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise ProblemError(f"{name}: file: not UTF-8 text; expected JSON") from None
    except json.JSONDecodeError as error:
        at = f"{name}:{error.lineno}"
        raise ProblemError(f"{at}: file: not JSON ({error.msg.lower()}); expected a problem") from None
    except (ValueError, RecursionError) as error:
        raise ProblemError(f"{name}: file: not JSON ({error}); expected a problem") from None
    try:
        return problem_of(values)
    except ProblemError as error:
        raise ProblemError(f"{name}: {error}") from None


def problem_of(values: object) -> Problem:
    """The problem in plain values, as JSON holds them. Raises :class:`ProblemError`."""
    whole = Record("problem", values)
    return Problem(
        whole.moment("now"),
        _each(whole, "clients", _client),
        _each(whole, "therapists", _therapist),
        _weights(whole),
        _pairs(whole, "frozen"),
        _pairs(whole, "previous"),
    )


def _client(record: Record) -> Client:
    wishes = record.values.get("prefers")
    prefers = Record(f"{record.where}: prefers", {} if wishes is None else wishes)
    prefers.only(_PREFERS)
    return Client(
        id=record.text("id"),
        submitted_at=record.moment("submitted_at"),
        jurisdiction=record.text("jurisdiction"),
        languages=record.words("languages", needed=True),
        age_group=record.text("age_group"),
        modalities=record.words("modalities", MODALITIES, needed=True),
        windows=record.words("windows", _WINDOWS, needed=True),
        needs=record.words("needs"),
        max_fee=record.maybe_money("max_fee"),
        insurance=record.maybe_text("insurance"),
        excluded=record.words("excluded"),
        prefers=Prefers(
            prefers.maybe_text("gender"),
            prefers.maybe_text("style"),
            prefers.words("culture"),
            prefers.words("approaches"),
        ),
    )


def _therapist(record: Record) -> Therapist:
    return Therapist(
        id=record.text("id"),
        licences=tuple(
            _licence(Record(f"{record.where}: licences[{at}]", values))
            for at, values in enumerate(record.records("licences"))
        ),
        languages=record.words("languages", needed=True),
        age_groups=record.words("age_groups", needed=True),
        modalities=record.words("modalities", MODALITIES, needed=True),
        fee=record.money("fee"),
        windows=record.words("windows", _WINDOWS, needed=True),
        capacity=record.count("capacity"),
        load=record.count("load", 0),
        specialties=record.words("specialties"),
        insurances=record.words("insurances"),
        gender=record.maybe_text("gender"),
        style=record.maybe_text("style"),
        cultures=record.words("cultures"),
        approaches=record.words("approaches"),
        excluded=record.words("excluded"),
    )


def _licence(record: Record) -> Licence:
    return Licence(record.text("jurisdiction"), record.day("expires_on"))


def _each(whole: Record, name: str, read: Callable[[Record], _One]) -> tuple[_One, ...]:
    out: dict[str, _One] = {}
    for at, values in enumerate(whole.records(name)):
        one = read(Record(_where(name, at, values), values))
        if one.id in out:
            raise ProblemError(f"{name}[{at}]: id: {shown(one.id)} is there twice; expected each id once")
        out[one.id] = one
    return tuple(out.values())


def _where(name: str, at: int, values: object) -> str:
    known = values.get("id") if isinstance(values, dict) else None
    return f"{name}[{at}] {shown(known)}" if isinstance(known, str) and known else f"{name}[{at}]"


def _weights(whole: Record) -> Mapping[str, float]:
    given = whole.values.get("weights")
    if given is None:
        return dict(WEIGHTS)
    record = Record("weights", given)
    record.only(WEIGHTS)
    weights = {name: weight(record, name) for name in WEIGHTS}
    if not any(weights.values()):
        raise ProblemError("weights: all are 0; expected one above 0")
    return weights


def _pairs(whole: Record, name: str) -> tuple[tuple[str, str], ...]:
    out: dict[str, str] = {}
    for at, values in enumerate(whole.records(name, needed=False)):
        record = Record(f"{name}[{at}]", values)
        client, therapist = record.text("client"), record.text("therapist")
        if client in out:
            raise record.refusal("client", f"{shown(client)} is there twice; expected one therapist each")
        out[client] = therapist
    return tuple(out.items())


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")
