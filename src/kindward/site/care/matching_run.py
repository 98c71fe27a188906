"""One matching run: everybody who waits, everybody who has room, and an offer for each pair that is best now.

A centre with some weeks behind it looks ahead: who is likely to get somebody better soon is held, for twelve hours at
most (:mod:`kindward.matching.clinic`).

What is found is put into effect offer by offer, each a transaction that looks again whether it still holds. A worker
that is killed half-way leaves whole offers and people who wait still; the next run goes on with those.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from kindward.matching import Client, met_and_unmet
from kindward.matching import Therapist as LibraryTherapist
from kindward.matching.assessment import client_of
from kindward.matching.clinic import decide
from kindward.matching.clinic.kindward import BETTER, OTHERS, WHY
from kindward.matching.states import Standing
from kindward.site.care import log, offers
from kindward.site.care.held import note_held
from kindward.site.care.models import Assessment, Kind, Therapist
from kindward.site.care.past import history
from kindward.site.care.roles import TICK
from kindward.site.care.roster_selectors import is_open, roster
from kindward.site.care.standings import waiting

logger = logging.getLogger(__name__)
#: Who let an offer expire is not asked for the same person again before this.
REST = timedelta(hours=12)
#: Reasons to let somebody wait a little; with any other there is nobody for them now.
PAYS = frozenset({WHY[BETTER], WHY[OTHERS]})


def run(now: datetime) -> int:
    """Match everybody who waits and is not put to anybody; how many offers were made."""
    if not is_open():
        return 0
    rows = {str(row.case): (row, standing) for row, standing in waiting() if standing.is_sought}
    if not rows:
        return 0
    known = roster(now)
    clients = {name: client for name, pair in rows.items() if (client := _client(name, *pair, now))}
    therapists = {name: seen for name, (_, seen) in known.items()}
    pairs, held = _best(now, tuple(clients.values()), tuple(therapists.values()))
    note_held(held)
    made = 0
    for name in _longest_first(clients.values()):
        if name in held:
            continue
        if name not in pairs:
            _nobody(rows[name][0], now)
            continue
        therapist, fit = pairs[name]
        made += _offer(rows[name][0], known[therapist][0], fit, clients[name], therapists[therapist], now)
    return made


def _best(
    now: datetime, clients: tuple[Client, ...], therapists: tuple[LibraryTherapist, ...]
) -> tuple[dict[str, tuple[str, int]], frozenset[str]]:
    """By client: a therapist, and the fit; and those who are held because waiting is likely to pay."""
    if not clients or not therapists:
        return {}, frozenset()
    decided = decide(now, clients, therapists, history(now))
    held = frozenset(one.client for one in decided.holds if one.why in PAYS)
    return {one.client: (one.therapist, one.fit) for one in decided.offers}, held


def not_again(standing: Standing, now: datetime) -> frozenset[str]:
    """Therapists who are not asked for this case: those who declined or were with the person, and for some hours those
    who did not answer."""
    resting = {
        str(one.therapist)
        for one in standing.asked
        if one.how == "declined" or (one.how == "expired" and now - one.at < REST)
    }
    return frozenset(resting | {str(therapist) for therapist in standing.former})


def _client(name: str, row: Assessment, standing: Standing, now: datetime) -> Client | None:
    assert standing.clock is not None  # noqa: S101 - who waits has a clock
    started = standing.clock.started_at + standing.clock.held
    try:
        return client_of(name, row.answers, started, not_again(standing, now))
    except ValueError:
        logger.warning("a case cannot be matched: its answers are not complete")
        return None


def _longest_first(clients: Iterable[Client]) -> list[str]:
    return [client.id for client in sorted(clients, key=lambda client: (client.submitted_at, client.id))]


def _offer(
    row: Assessment, therapist: Therapist, fit: int, client: Client, theirs: LibraryTherapist, now: datetime
) -> int:
    met, unmet = met_and_unmet(client, theirs, now)
    try:
        offers.make(row, therapist, now, fit=fit, reasons={"met": met, "unmet": unmet})
    except offers.CannotOffer as reason:
        logger.info("an offer was not made: %s", reason)
        return 0
    return 1


@transaction.atomic
def _nobody(row: Assessment, now: datetime) -> None:
    try:
        case = log.hold(row)
    except Assessment.DoesNotExist:
        return
    if case.standing.is_sought and case.standing.state != "no_capacity":
        case.add(Kind.NO_CAPACITY, now, actor=TICK)
