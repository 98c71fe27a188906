"""Every claim of an answer is true: checked by predicates of its own."""

from dataclasses import replace
from datetime import date

import pytest

from kindward.matching import Licence, MatchingError, answer, match, met_and_unmet, why_not
from match_problems import ANNA, NOW, THEO, fewest_changes, may_meet, problem


@pytest.fixture(scope="module")
def told(town):
    return answer(town, 0.5)


def people(town):
    return (
        {client.id: client for client in town.problem.clients},
        {therapist.id: therapist for therapist in town.problem.therapists},
    )


def holds(claim, client, therapist, now):
    """Whether ``requirement:what`` is so, for these two."""
    name, _, what = claim.partition(":")
    wish = client.prefers
    both = len(set(client.windows) & set(therapist.windows))
    enough = min(3, len(client.windows))
    return {
        "licence": any(
            lic.jurisdiction == what == client.jurisdiction and lic.expires_on >= now.date()
            for lic in therapist.licences
        ),
        "language": what in client.languages and what in therapist.languages,
        "age_group": what == client.age_group and what in therapist.age_groups,
        "modality": what in client.modalities and what in therapist.modalities,
        "window": what in client.windows and what in therapist.windows,
        "fee": (client.max_fee is None and client.insurance is None)
        or (client.max_fee is not None and therapist.fee <= client.max_fee),
        "insurance": what == client.insurance and what in therapist.insurances,
        "not-excluded": client.id not in therapist.excluded and therapist.id not in client.excluded,
        "capacity": therapist.capacity > therapist.load,
        "need": what in client.needs and what in therapist.specialties,
        "approach": what in wish.approaches and what in therapist.approaches,
        "culture": what in wish.culture and what in therapist.cultures,
        "style": what == wish.style == therapist.style,
        "gender": what == wish.gender == therapist.gender,
        "windows": what == f"{min(both, enough)}/{enough}" and both >= enough,
    }[name]


def test_all_that_is_said_to_be_met_is_met_and_the_rest_is_not(town, told):
    clients, therapists = people(town)
    assert len(told["assignments"]) > 50
    for row in told["assignments"]:
        pair = clients[row["client"]], therapists[row["therapist"]]
        assert [claim for claim in row["met"] if not holds(claim, *pair, NOW)] == []
        assert [claim for claim in row["unmet"] if holds(claim, *pair, NOW)] == []


def test_every_requirement_and_every_wish_is_spoken_of(town, told):
    clients, _ = people(town)
    for row in told["assignments"]:
        client, claims = clients[row["client"]], [*row["met"], *row["unmet"]]
        names = {claim.partition(":")[0] for claim in row["met"]}
        assert {"licence", "language", "age_group", "modality", "window", "not-excluded", "capacity"} <= names
        assert names & {"fee", "insurance"}
        assert len(set(claims)) == len(claims)
        wishes = len(client.needs) + len(client.prefers.approaches) + len(client.prefers.culture)
        wishes += (client.prefers.style is not None) + (client.prefers.gender is not None)
        spoken = ("need:", "approach:", "culture:", "style:", "gender:")
        assert sum(claim.startswith(spoken) for claim in claims) == wishes


def test_nobody_is_left_out_or_told_twice(town, told):
    ids = [row["client"] for row in (*told["assignments"], *told["unmatched"])]
    assert sorted(ids) == sorted(client.id for client in town.problem.clients)


def test_the_nearest_miss_needs_just_what_it_says_and_nobody_needs_less(town, told):
    clients, therapists = people(town)
    missed = [row for row in told["unmatched"] if row["reason"] != "capacity"]
    assert len({row["reason"] for row in missed}) > 3
    for row in missed:
        client, nearest = clients[row["client"]], therapists[row["nearest"]["therapist"]]
        names = [change["requirement"] for change in row["nearest"]["change"]]
        assert not may_meet(client, nearest, NOW)
        assert may_meet(client, nearest, NOW, but=names)
        assert row["reason"] == (names[0] if len(names) == 1 else "several")
        assert len(names) == fewest_changes(client, town.problem.therapists, NOW)


def test_who_is_left_for_want_of_a_place_is_eligible_and_every_place_is_taken(town, told):
    clients, therapists = people(town)
    taken = [row["therapist"] for row in told["assignments"]]
    short = [row for row in told["unmatched"] if row["reason"] == "capacity" and "price" in row["nearest"]]
    assert short
    for row in short:
        client = clients[row["client"]]
        for therapist in therapists.values():
            if may_meet(client, therapist, NOW):
                assert taken.count(therapist.id) == therapist.free
        assert may_meet(client, therapists[row["nearest"]["therapist"]], NOW)


def test_a_price_is_what_one_more_place_adds(town, told):
    """Give that therapist one more place: the whole gains what the price says."""
    row = next(row for row in told["unmatched"] if "price" in row["nearest"])
    more = [
        replace(one, capacity=one.capacity + 1) if one.id == row["nearest"]["therapist"] else one
        for one in town.problem.therapists
    ]
    before, after = town.objective(), match(replace(town.problem, therapists=tuple(more))).objective()
    assert row["nearest"]["price"] == {
        "matched": after.matched - before.matched,
        "urgent": after.urgent_matched - before.urgent_matched,
        "fit": (after.total_fit - before.total_fit) / 1000,
    }


@pytest.mark.parametrize(
    ("change", "reason", "whose"),
    [
        ({"licences": (Licence("US-OR", date(2026, 1, 1)),)}, "licence", "law"),
        ({"languages": ("es",)}, "language", "both"),
        ({"modalities": ("phone",)}, "modality", "both"),
        ({"windows": ("sun-ev",)}, "window", "both"),
        ({"age_groups": ("teen",)}, "age_group", "therapist"),
        ({"fee": 120.0}, "fee", "client"),
        ({"excluded": ("anna",)}, "excluded", "therapist"),
        ({"load": 4}, "capacity", "therapist"),
    ],
)
def test_the_reason_names_the_requirement_and_whose_it_is(change, reason, whose):
    (row,) = answer(match(problem([ANNA], [replace(THEO, **change)])), 0)["unmatched"]
    assert row["reason"] == reason
    (told,) = row["nearest"]["change"]
    assert (told["requirement"], told["whose"]) == (reason, whose)


def test_an_expired_licence_is_told_with_its_day():
    lapsed = replace(THEO, licences=(Licence("US-OR", date(2026, 1, 1)), Licence("US-WA", date(2027, 1, 1))))
    (row,) = answer(match(problem([ANNA], [lapsed])), 0)["unmatched"]
    assert row["nearest"]["change"][0]["found"] == ["US-WA", "US-OR until 2026-01-01"]


def test_the_easier_change_is_nearer():
    expensive, elsewhere = (
        replace(THEO, id="a", licences=()),
        replace(THEO, id="b", fee=120.0),
    )
    (row,) = answer(match(problem([ANNA], [expensive, elsewhere])), 0)["unmatched"]
    assert (row["reason"], row["nearest"]["therapist"]) == ("fee", "b")


def test_where_there_are_no_therapists_that_is_the_reason():
    (row,) = answer(match(problem([ANNA], [])), 0)["unmatched"]
    assert row == {"client": "anna", "reason": "no-therapists", "nearest": {}}


def test_a_pair_that_is_not_eligible_is_told_so():
    met, unmet = met_and_unmet(replace(ANNA, languages=("fr",)), replace(THEO, fee=200.0), NOW)
    assert unmet[:2] == ["language", "fee"]
    assert "licence:US-OR" in met


def test_another_pair_would_cost_at_least_the_loss_that_is_told(town):
    """Make the pair be, as an offer that is out, and see what is reached without it being chosen freely."""
    before, told = town.objective(), 0
    tables = town.tables
    for at in range(0, len(town.pairs), len(town.pairs) // 12):
        row = int(town.pairs.clients()[at])
        client, therapist = tables.clients.rows[row].id, tables.therapists.rows[town.pairs.therapist[at]].id
        loss = why_not(town, client, therapist)["loss"]
        after = match(replace(town.problem, frozen=((client, therapist),))).objective()
        lost = (
            before.matched - after.matched,
            before.urgent_matched - after.urgent_matched,
            before.total_fit - after.total_fit,
        )
        assert lost >= (loss["matched"], loss["urgent"], round(1000 * loss["fit"]))
        told += any(loss.values())
    assert told


def test_a_pair_that_is_chosen_loses_nothing(town):
    for pair in list(town.matched())[:20]:
        told = why_not(town, pair.client, pair.therapist)
        assert told == {
            "eligible": True,
            "fit": pair.fit / 1000,
            "loss": {"matched": 0, "urgent": 0, "fit": 0.0},
        }


def test_why_not_names_what_keeps_two_apart():
    found = match(problem([ANNA], [replace(THEO, fee=200.0, languages=("fr",))]))
    told = why_not(found, "anna", "theo")
    assert [change["requirement"] for change in told["change"]] == ["fee", "language"]
    with pytest.raises(MatchingError, match="there is no uma"):
        why_not(found, "anna", "uma")
