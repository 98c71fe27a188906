"""The operator's ring: the newest key wraps, all of them open, and none opens for somebody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.sealing import KeyRing, KeysAway, Unreadable, new_data_key, unwrap, wrap
from kindward.sealing.ring import version_of

OLD, NEW = "an-old-secret-of-many-characters-1", "a-new-secret-of-many-characters-22"


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing.read(OLD)


def test_a_data_key_comes_out_as_it_went_in(ring: KeyRing) -> None:
    key = new_data_key()
    assert unwrap(ring, wrap(ring, key, "alice"), "alice") == key


def test_it_is_bound_to_whose_it_is(ring: KeyRing) -> None:
    with pytest.raises(Unreadable):
        unwrap(ring, wrap(ring, new_data_key(), "alice"), "bob")


def test_the_newest_wraps_and_the_older_still_opens(ring: KeyRing) -> None:
    key = new_data_key()
    before = wrap(ring, key, "alice")
    both = ring.with_new_key()
    after = wrap(both, key, "alice")
    assert (version_of(before), version_of(after)) == (1, 2)
    assert unwrap(both, before, "alice") == unwrap(both, after, "alice") == key


def test_once_taken_out_the_old_key_opens_nothing(ring: KeyRing) -> None:
    both = ring.with_new_key()
    wrapped = wrap(both, new_data_key(), "alice")
    with pytest.raises(KeysAway, match="version 2"):
        unwrap(ring, wrapped, "alice")
    with pytest.raises(KeysAway, match="version 1"):
        unwrap(both.only(2), wrap(ring, new_data_key(), "alice"), "alice")


def test_another_secret_under_the_same_version_says_so(ring: KeyRing) -> None:
    with pytest.raises(KeysAway, match="does not open"):
        unwrap(KeyRing.read(NEW), wrap(ring, new_data_key(), "alice"), "alice")


@given(st.integers(min_value=0), st.integers(0, 7))
def test_a_flipped_bit_is_noticed(byte: int, bit: int) -> None:
    ring = KeyRing.read(OLD)
    wrapped = bytearray(wrap(ring, bytes(32), "alice"))
    wrapped[byte % len(wrapped)] ^= 1 << bit
    with pytest.raises(Unreadable):
        unwrap(ring, bytes(wrapped), "alice")


@given(st.binary(max_size=120))
def test_what_is_no_wrapped_key_is_refused(found: bytes) -> None:
    with pytest.raises(Unreadable):
        unwrap(KeyRing.read(OLD), found, "alice")


def test_a_ring_is_read_as_it_is_written(ring: KeyRing) -> None:
    three = ring.with_new_key().with_new_key()
    assert KeyRing.read(three.as_text()).secrets == three.secrets
    assert KeyRing.read(f"2:{NEW}, 1:{OLD}").newest == 2
    assert KeyRing.read(f" {OLD}\n").newest == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no key"),
        ("1:short", "shorter than 32"),
        (f"{'a' * 40} {'b' * 40}", "VERSION:SECRET"),
        (f"1:{'a' * 40} 1:{'b' * 40}", "twice"),
        (f"0:{'a' * 40}", "1 or more"),
    ],
)
def test_a_ring_that_cannot_be_says_why(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        KeyRing.read(text)


def test_no_secret_is_shown(ring: KeyRing) -> None:
    assert OLD[:8] not in repr(ring)
