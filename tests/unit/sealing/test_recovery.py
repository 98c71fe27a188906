"""A recovery code opens a person's own key, is hard to guess and easy to copy by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.sealing import BadCode, Unreadable, new_data_key
from kindward.sealing.recovery import SIGNS, new_code, read_code, unwrap_copy, wrap_copy

CODE = new_code()


def test_a_copy_opens_with_its_code() -> None:
    key = new_data_key()
    assert unwrap_copy(CODE, wrap_copy(CODE, key, "alice"), "alice") == key


def test_neither_another_code_nor_another_person_opens_it() -> None:
    copy = wrap_copy(CODE, new_data_key(), "alice")
    with pytest.raises(Unreadable):
        unwrap_copy(new_code(), copy, "alice")
    with pytest.raises(Unreadable):
        unwrap_copy(CODE, copy, "bob")


def test_a_code_is_seven_groups_of_four() -> None:
    assert [len(group) for group in CODE.split("-")] == [4] * 7
    assert len({new_code() for _ in range(500)}) == 500


def test_it_may_be_written_small_without_hyphens_and_with_look_alikes() -> None:
    written = CODE.lower().replace("-", "").replace("0", "o").replace("1", "l")
    assert read_code(written) == CODE
    assert read_code(f" {CODE} \n") == CODE


@given(st.integers(0, 27), st.sampled_from(SIGNS))
def test_a_slip_in_one_sign_is_mostly_noticed_and_never_opens(at: int, sign: str) -> None:
    signs = CODE.replace("-", "")
    slipped = signs[:at] + sign + signs[at + 1 :]
    if slipped != signs:
        with pytest.raises((BadCode, Unreadable)):
            unwrap_copy(slipped, wrap_copy(CODE, bytes(32), "alice"), "alice")


@pytest.mark.parametrize(
    ("written", "said"),
    [(CODE[:-1], "28 signs; this has 27"), ("U" * 28, "no “U”"), ("0" * 28, "not as it was given")],
    # Named, because codes are made anew in each process that runs tests.
    ids=["too short", "no such sign", "a slip"],
)
def test_what_cannot_be_a_code_says_what_is_wrong(written: str, said: str) -> None:
    with pytest.raises(BadCode, match=said):
        read_code(written)


@given(st.binary(max_size=120))
def test_what_is_no_copy_is_refused(found: bytes) -> None:
    with pytest.raises(Unreadable):
        unwrap_copy(CODE, found, "alice")
