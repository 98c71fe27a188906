"""A sealed stream opens whole, or not at all."""

import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.sealing import Unreadable
from kindward.sealing.stream import CHUNK_BYTES, SealedReader, SealingWriter, read_head

SECRET = bytes(range(32))
HEAD = b'{"kind":"data"}'
LENGTHS = (0, 1, 1000, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES)
SEALED_CHUNK = CHUNK_BYTES + 16
START = 4 + 4 + len(HEAD) + 16


def sealed(plain: bytes, head: bytes = HEAD, piece: int = 70_001) -> bytes:
    out = io.BytesIO()
    with SealingWriter(out, SECRET, head) as writer:
        for start in range(0, len(plain), piece):
            writer.write(plain[start : start + piece])
    return out.getvalue()


def opened(whole: bytes, secret: bytes = SECRET) -> bytes:
    return SealedReader(io.BytesIO(whole), secret).read()


@pytest.mark.parametrize("length", LENGTHS)
def test_what_was_written_comes_back(length: int) -> None:
    plain = bytes(itertools.islice(itertools.cycle(range(251)), length))
    assert opened(sealed(plain)) == plain


@given(st.binary(max_size=300), st.integers(min_value=0), st.integers(0, 7))
def test_one_bit_flipped_anywhere_and_it_stays_shut(plain: bytes, byte: int, bit: int) -> None:
    whole = bytearray(sealed(plain))
    whole[byte % len(whole)] ^= 1 << bit
    with pytest.raises(Unreadable):
        opened(bytes(whole))


@given(st.binary(max_size=300), st.integers(min_value=1))
def test_cut_anywhere_it_stays_shut(plain: bytes, off: int) -> None:
    whole = sealed(plain)
    with pytest.raises(Unreadable):
        opened(whole[: len(whole) - 1 - off % len(whole)])


def test_cut_between_two_chunks_it_stays_shut() -> None:
    whole = sealed(bytes(2 * CHUNK_BYTES + 5))
    with pytest.raises(Unreadable):
        opened(whole[: START + SEALED_CHUNK])
    with pytest.raises(Unreadable):
        opened(whole[: START + 2 * SEALED_CHUNK])


def test_no_chunk_is_moved_doubled_or_taken_out() -> None:
    whole = sealed(bytes(3 * CHUNK_BYTES))
    start, first, second, rest = (
        whole[:START],
        whole[START : START + SEALED_CHUNK],
        whole[START + SEALED_CHUNK : START + 2 * SEALED_CHUNK],
        whole[START + 2 * SEALED_CHUNK :],
    )
    for other in (second + first + rest, first + first + second + rest, first + rest):
        with pytest.raises(Unreadable):
            opened(start + other)


def test_something_put_behind_the_end_is_seen() -> None:
    with pytest.raises(Unreadable):
        opened(sealed(b"a kind word") + b"more")


def test_another_secret_opens_nothing() -> None:
    with pytest.raises(Unreadable):
        opened(sealed(b"a kind word"), bytes(32))


def test_its_head_can_be_read_before_and_changed_by_nobody() -> None:
    whole = sealed(b"a kind word")
    assert read_head(io.BytesIO(whole)) == HEAD
    with pytest.raises(Unreadable):
        opened(whole.replace(b'"data"', b'"date"'))


def test_one_that_was_not_finished_opens_nowhere() -> None:
    out = io.BytesIO()
    writer = SealingWriter(out, SECRET)
    writer.write(bytes(CHUNK_BYTES + 1))
    writer.close()
    with pytest.raises(Unreadable):
        opened(out.getvalue())


def test_an_error_on_the_way_leaves_nothing_that_opens() -> None:
    out = io.BytesIO()
    with pytest.raises(OSError, match="full"), SealingWriter(out, SECRET) as writer:
        writer.write(b"half of it")
        raise OSError("the disk is full")
    with pytest.raises(Unreadable):
        opened(out.getvalue())


def test_two_streams_of_the_same_words_share_nothing() -> None:
    first, second = sealed(bytes(64)), sealed(bytes(64))
    assert first[START:] != second[START:]


def test_a_head_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="65536"):
        SealingWriter(io.BytesIO(), SECRET, bytes(2**16 + 1))
