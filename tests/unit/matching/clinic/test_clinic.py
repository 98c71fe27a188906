"""The policy for people and therapists as a site knows them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kindward.matching import Licence, MatchingError, Problem, match
from kindward.matching.clinic import History, decide
from match_problems import ANNA, NOW, THEO

NEW = History(24.0)
NIA = replace(THEO, id="nia", specialties=(), licences=(Licence("US-OR", date(2027, 1, 1)),))


def test_somebody_who_suits_is_asked_with_fit_and_price():
    decision = decide(NOW, [ANNA], [THEO], NEW)
    (offer,) = decision.offers
    assert (offer.client, offer.therapist, offer.price) == ("anna", "theo", 0)
    assert offer.fit == match(Problem(NOW, (ANNA,), (THEO,))).objective().total_fit
    assert decision.holds == ()


@pytest.mark.parametrize(
    ("therapist", "why"),
    [
        (replace(THEO, load=4), "no free place"),
        (replace(THEO, licences=(Licence("US-OR", date(2026, 3, 1)),)), "nobody suits"),
        (replace(THEO, languages=("es",)), "nobody suits"),
        (replace(THEO, excluded=("anna",)), "nobody suits"),
    ],
)
def test_who_may_not_or_cannot_is_never_asked(therapist, why):
    decision = decide(NOW, [ANNA], [therapist], NEW)
    assert decision.offers == ()
    assert [(held.client, held.why) for held in decision.holds] == [("anna", why)]


def test_no_more_are_offered_than_have_room():
    waiting = [replace(ANNA, id=f"anna-{n}", submitted_at=NOW - timedelta(hours=13 + n)) for n in range(5)]
    decision = decide(NOW, waiting, [THEO], NEW)
    assert len(decision.offers) == THEO.free == 2
    assert {held.why for held in decision.holds} == {"others went first"}


def test_a_hold_says_what_it_may_gain_and_what_it_costs():
    # Nia is free and is not what Anna needs; Theo is, and a place of his opens every few hours.
    full, often = replace(THEO, load=4), History(240.0, (), {"theo": 60})
    (held,) = decide(NOW, [ANNA], [full, NIA], often).holds
    assert held.why == "better is likely"
    assert held.gain > held.cost > 0


def test_after_twelve_hours_the_same_person_is_offered_what_is_free():
    full, often = replace(THEO, load=4), History(240.0, (), {"theo": 60})
    (offer,) = decide(NOW + timedelta(hours=9), [ANNA], [full, NIA], often).offers
    assert offer.therapist == "nia"


def test_who_asked_before_makes_a_scarce_place_dear():
    # Theo alone speaks Spanish, and many before needed that; Anna is as well served by Nia.
    before = tuple(replace(ANNA, id=f"b{n}", languages=("es",)) for n in range(30))
    theo, nia = replace(THEO, capacity=3, load=2), replace(NIA, specialties=("shame",), languages=("en",))
    (offer,) = decide(NOW, [ANNA], [theo, nia], History(96.0, before)).offers
    assert offer.therapist == "nia"


def test_the_order_of_lists_changes_nothing():
    waiting = [replace(ANNA, id=f"anna-{n}", needs=("shame", "grief")[: n % 3]) for n in range(6)]
    staff, history = [THEO, NIA, replace(NIA, id="omar", load=3)], History(96.0, tuple(waiting), {"nia": 2})
    turned = History(96.0, tuple(reversed(waiting)), {"nia": 2})
    assert decide(NOW, waiting, staff, history) == decide(NOW, waiting[::-1], staff[::-1], turned)


def test_an_empty_clinic_decides_nothing():
    assert decide(NOW, [], [], NEW) == decide(NOW, [], [THEO], NEW)
    assert [held.why for held in decide(NOW, [ANNA], [], NEW).holds] == ["nobody suits"]


def test_slips_are_told():
    with pytest.raises(MatchingError, match="expected more than 0"):
        decide(NOW, [ANNA], [THEO], History(0.0))
    with pytest.raises(MatchingError, match="there twice"):
        decide(NOW, [ANNA, ANNA], [THEO], NEW)
