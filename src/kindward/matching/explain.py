"""What holds between one client and one therapist, in words that a page or a script can look up.

Each is ``requirement`` or ``requirement:what``. Hard ones: ``licence:US-CA``, ``language:en``, ``modality:video``,
``window:mon-am`` (one for each in common), ``age_group:adult``, ``fee`` (within the limit, or there is none),
``insurance:plan-a`` (accepted), ``not-excluded``, ``capacity``. Wishes: ``need:shame``, ``approach:act``,
``culture:…``, ``style:warm``, ``gender:woman``, and ``windows:1/3`` for one window in common of the
three that are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from .fit import ENOUGH_WINDOWS
from .problem import WINDOWS, Client, Therapist

_WEEK = {window: at for at, window in enumerate(WINDOWS)}


def met_and_unmet(client: Client, therapist: Therapist, now: datetime) -> tuple[list[str], list[str]]:
    """What is met of everything that is required and wished, and what is not; a fit of 1 leaves nothing unmet.

    ``now`` says which licences are valid. For an eligible pair what is unmet are wishes only.
    """
    met: list[str] = []
    unmet: list[str] = []
    for name, holds in (*_hard(client, therapist, now), *_wishes(client, therapist)):
        (met if holds else unmet).append(name)
    return met, unmet


def _hard(client: Client, therapist: Therapist, now: datetime) -> Iterator[tuple[str, bool]]:
    valid = {lic.jurisdiction for lic in therapist.licences if lic.expires_on >= now.date()}
    yield f"licence:{client.jurisdiction}", client.jurisdiction in valid
    yield from _common("language", client.languages, therapist.languages)
    yield f"age_group:{client.age_group}", client.age_group in therapist.age_groups
    yield from _common("modality", client.modalities, therapist.modalities)
    yield from _common("window", sorted(client.windows, key=_WEEK.__getitem__), therapist.windows)
    accepted = client.insurance is not None and client.insurance in therapist.insurances
    if accepted:
        yield f"insurance:{client.insurance}", True
    if within_fee(client, therapist):
        yield "fee", True
    elif not accepted:
        yield "fee", False
    yield "not-excluded", client.id not in therapist.excluded and therapist.id not in client.excluded
    yield "capacity", therapist.free > 0


def within_fee(client: Client, therapist: Therapist) -> bool:
    """Whether the client can pay the fee themselves: it is within their limit, or they have no limit at all."""
    if client.max_fee is None:
        return client.insurance is None
    return therapist.fee <= client.max_fee


def _common(name: str, ours: Iterable[str], theirs: Collection[str]) -> Iterator[tuple[str, bool]]:
    """What both have; where that is nothing, that it is unmet."""
    both = [word for word in (ours if name == "window" else sorted(set(ours))) if word in theirs]
    yield from ((f"{name}:{word}", True) for word in both)
    if not both:
        yield name, False


def _wishes(client: Client, therapist: Therapist) -> Iterator[tuple[str, bool]]:
    wish = client.prefers
    yield from ((f"need:{word}", word in therapist.specialties) for word in sorted(set(client.needs)))
    yield from ((f"approach:{word}", word in therapist.approaches) for word in sorted(set(wish.approaches)))
    yield from ((f"culture:{word}", word in therapist.cultures) for word in sorted(set(wish.culture)))
    if wish.style is not None:
        yield f"style:{wish.style}", wish.style == therapist.style
    if wish.gender is not None:
        yield f"gender:{wish.gender}", wish.gender == therapist.gender
    enough = min(ENOUGH_WINDOWS, len(set(client.windows)))
    both = min(enough, len(set(client.windows) & set(therapist.windows)))
    yield f"windows:{both}/{enough}", both == enough
