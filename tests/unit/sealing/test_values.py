"""A sealed value opens with its key at its place, and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.sealing import Place, Unreadable, new_data_key, seal, unseal, values
from kindward.sealing.place import lengths_first
from kindward.sealing.values import STEP, new_nonce

KEY = bytes(range(32))
PARTS = st.text(max_size=40)
PLACES = st.builds(Place, PARTS, PARTS, PARTS, PARTS)
HERE = Place("alice", "practice_checkin", "morning", "answers")


@given(st.binary(max_size=300), PLACES)
def test_what_was_sealed_opens_where_it_belongs(plain: bytes, place: Place) -> None:
    assert unseal(KEY, seal(KEY, plain, place), place) == plain


@given(st.binary(max_size=60), PLACES, PLACES)
def test_it_opens_nowhere_else(plain: bytes, place: Place, other: Place) -> None:
    sealed = seal(KEY, plain, place)
    if other != place:
        with pytest.raises(Unreadable):
            unseal(KEY, sealed, other)


@pytest.mark.parametrize("part", Place._fields)
@given(st.text(max_size=20))
def test_not_with_another_person_table_row_or_field(part: str, instead: str) -> None:
    sealed = seal(KEY, b"a kind word", HERE)
    if instead != getattr(HERE, part):
        with pytest.raises(Unreadable):
            unseal(KEY, sealed, HERE._replace(**{part: instead}))


@given(st.binary(max_size=80), st.integers(min_value=0), st.integers(0, 7))
def test_one_bit_flipped_and_it_stays_shut(plain: bytes, byte: int, bit: int) -> None:
    sealed = bytearray(seal(KEY, plain, HERE))
    sealed[byte % len(sealed)] ^= 1 << bit
    with pytest.raises(Unreadable):
        unseal(KEY, bytes(sealed), HERE)


@given(st.binary(max_size=80), st.integers(min_value=0), st.binary(min_size=1, max_size=40))
def test_cut_or_grown_it_stays_shut(plain: bytes, at: int, more: bytes) -> None:
    sealed = seal(KEY, plain, HERE)
    for other in (sealed[: at % len(sealed)], sealed + more, more + sealed):
        with pytest.raises(Unreadable):
            unseal(KEY, other, HERE)


@given(st.binary(max_size=80), st.binary(max_size=80), st.integers(1, 100))
def test_two_values_do_not_swap_their_ends(one: bytes, two: bytes, at: int) -> None:
    first, second = seal(KEY, one, HERE), seal(KEY, two, HERE)
    mixed = first[:at] + second[at:]
    if mixed not in (first, second):
        with pytest.raises(Unreadable):
            unseal(KEY, mixed, HERE)


@given(st.binary(min_size=32, max_size=32))
def test_another_key_does_not_open_it(other: bytes) -> None:
    if other != KEY:
        with pytest.raises(Unreadable):
            unseal(other, seal(KEY, b"a kind word", HERE), HERE)


@given(st.binary(max_size=200))
def test_bytes_from_anywhere_are_refused_in_one_way(found: bytes) -> None:
    with pytest.raises(Unreadable):
        unseal(KEY, found, HERE)


@given(st.lists(PARTS, min_size=4, max_size=4), st.lists(PARTS, min_size=4, max_size=4))
def test_no_two_places_are_written_alike(one: list[str], two: list[str]) -> None:
    assert (lengths_first(*one) == lengths_first(*two)) == (one == two)


def test_a_border_between_parts_cannot_be_moved() -> None:
    assert Place("ab", "c", "", "").encoded() != Place("a", "bc", "", "").encoded()


def test_short_answers_have_one_length() -> None:
    lengths = {len(seal(KEY, answer, HERE)) for answer in (b'"no"', b'"still_here"', b"7", b"10", b"null")}
    assert len(lengths) == 1
    assert len(seal(KEY, bytes(STEP), HERE)) == lengths.pop() + STEP


def test_a_key_has_32_bytes() -> None:
    assert len(new_data_key()) == 32
    assert new_data_key() != new_data_key()
    for call in (seal, unseal):
        with pytest.raises(ValueError, match="32 bytes"):
            call(b"short", bytes([1]) * 100, HERE)


def test_the_same_value_never_looks_the_same() -> None:
    assert len({seal(KEY, b"the same", HERE) for _ in range(200)}) == 200


def test_every_value_has_a_nonce_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "new_nonce", lambda: b"used only once")
    assert seal(KEY, b"", HERE)[1:15] == b"used only once"


@pytest.mark.slow
def test_nonces_do_not_repeat_in_a_million() -> None:
    assert len({new_nonce() for _ in range(1_000_000)}) == 1_000_000
