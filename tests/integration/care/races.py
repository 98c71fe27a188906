"""Many at the same moment: what they do, and what came of it. Run as a script it does all on the SQLite file of
``KINDWARD_DATA`` and prints what came of it as JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from threading import Barrier

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at_once(count: int, deed: Callable[[int], object]) -> Counter[str]:
    """What those get who do the same at once: a result's name, or an error's. The temporary PostgreSQL has few
    connections, so there eight threads share the deeds."""
    from django.db import connection, connections

    threads = count if connection.vendor == "sqlite" else min(8, count)
    start = Barrier(threads)

    def do(number: int) -> str:
        if number < threads:
            start.wait()
        try:
            return type(deed(number)).__name__
        except Exception as problem:
            return type(problem).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return Counter(pool.map(do, range(count)))


def centre(therapists: int = 1, capacity: int = 1) -> None:
    """An open centre in Washington."""
    from kindward.site.care.models import DutySheet, Licence, Therapist
    from kindward.site.people.models import Account

    DutySheet.objects.create(
        jurisdictions=["US-WA"], night_cover="x", threat_procedure="x", emergency_contact="x", licence_evidence="x",
        retention="x", complaints="x", written_by="dana", opened_at=NOW, opened_by="dana",
    )  # fmt: skip
    for number in range(therapists):
        made = Therapist.objects.create(
            account=Account.objects.create_user(f"t{number}", email=f"t{number}@example.org"), name=f"T{number}",
            languages=["en"], age_groups=["adult"], modalities=["video"], windows=["tue-ev"], capacity=capacity,
        )  # fmt: skip
        Licence.objects.create(
            therapist=made, jurisdiction="US-WA", number="1", expires_on=date(2027, 1, 1), checked_on=date(2026, 1, 1),
            checked_by="dana",
        )  # fmt: skip


def askers(count: int) -> list[object]:
    """So many people ask."""
    from kindward.site.care import services
    from kindward.site.people.models import Person

    made = []
    for number in range(count):
        begun = services.begin(Person.objects.create(device_hash=f"device-{number}"), NOW)
        given = {
            "jurisdiction": "US-WA", "languages": ["en"], "age_group": "adult", "modalities": ["video"],
            "windows": ["tue-ev"],
        }  # fmt: skip
        services.answer(begun, given, NOW)
        services.take_over(begun, NOW)
        made.append(begun)
    return made


def fifty_accepts() -> dict[str, object]:
    """Fifty taps on “accept” at once."""
    from kindward.site.care import offers
    from kindward.site.care.models import Event, Match, Therapist

    (asked,) = askers(1)
    offer = offers.make(asked, Therapist.objects.get(), NOW)  # type: ignore[arg-type]
    got = at_once(50, lambda number: offers.accept(offer, NOW, text=f"Hello {number}"))
    return {
        "got": got,
        "matches": Match.objects.count(),
        "accepted": Event.objects.filter(kind="accepted").count(),
    }


def accept_decline_expire_cancel() -> dict[str, object]:
    """Everything that can end one offer, at once."""
    from kindward.site.care import offers, services
    from kindward.site.care.models import Event, Offer, Therapist

    (asked,) = askers(1)
    offer = offers.make(asked, Therapist.objects.get(), NOW)  # type: ignore[arg-type]
    deeds: list[Callable[[], object]] = [
        lambda: offers.accept(offer, NOW, text="Hello"),
        lambda: offers.decline(offer, NOW),
        lambda: offers.expire(offer, NOW + timedelta(hours=7)),
        lambda: services.cancel(asked, NOW),  # type: ignore[arg-type]
    ]
    got = at_once(4, lambda number: deeds[number]())
    seqs = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    return {
        "errors": [name for name in got if name not in ("Match", "NoneType", "bool", "OfferGone")],
        "out": Offer.objects.filter(state="out").count(),
        "in_order": seqs == list(range(1, len(seqs) + 1)),
    }


def ticks_of_many_workers() -> dict[str, object]:
    """Six people ask, and eight workers tick at once, three times."""
    from kindward.site.care.models import Event, Notice, Offer

    askers(6)
    errors: list[str] = []
    for hours in (0, 13, 14):
        now = NOW + timedelta(hours=hours)
        got = at_once(8, partial(_tick, now))
        errors += [name for name in got if name != "NoneType"]
    per_case = Counter(Offer.objects.values_list("case", flat=True))
    told = Counter(Event.objects.filter(kind="escalated").values_list("case", "reason"))
    return {
        "errors": errors,
        "offers_a_case": sorted(set(per_case.values())),
        "cases": len(per_case),
        "told": sorted(set(told.values())),
        "notices": Notice.objects.filter(kind="offer").count() == sum(per_case.values()),
    }


def _tick(now: datetime, _number: int) -> None:
    from kindward.site.jobs import care

    care.tick(now)


def two_for_the_last_place() -> dict[str, object]:
    """Eight cases are put to one therapist with one place, at once."""
    from kindward.site.care import offers
    from kindward.site.care.models import Offer, Therapist

    asked, therapist = askers(8), Therapist.objects.get()
    got = at_once(8, lambda number: offers.make(asked[number], therapist, NOW))  # type: ignore[arg-type]
    return {"got": got, "out": Offer.objects.filter(state="out").count()}


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    from kindward.site.care.models import Assessment, DutySheet, Match, Offer, Therapist
    from kindward.site.prepare import prepare

    settings.KINDWARD_DATA.mkdir(parents=True, exist_ok=True)
    prepare()
    told = {}
    for race, therapists, capacity in (
        (fifty_accepts, 1, 1), (accept_decline_expire_cancel, 1, 1), (ticks_of_many_workers, 3, 2),
        (two_for_the_last_place, 1, 1),
    ):  # fmt: skip
        for model in (Match, Offer, Assessment, DutySheet, Therapist):
            for row in model.objects.all():
                row.delete()
        from kindward.site.people.models import Account, Person

        Person.objects.all().delete()
        Account.objects.all().delete()
        _forget_events()
        centre(therapists, capacity)
        told[race.__name__] = race()
    sys.stdout.write(json.dumps(told) + "\n")


def _forget_events() -> None:
    """Between races alone: the database refuses it while its triggers stand."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE care_event DISABLE TRIGGER USER")
            cursor.execute("DELETE FROM care_event")
            cursor.execute("ALTER TABLE care_event ENABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'care_event'"
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("DELETE FROM care_event")
        for _, sql in triggers:
            cursor.execute(sql)


if __name__ == "__main__":
    main()
