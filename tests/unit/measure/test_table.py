"""Answers in CSV, block by block."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.measure.instruments import load_instruments
from kindward.measure.table import TableError, read_blocks

PHQ_2, CEAS = load_instruments()["phq-2"], load_instruments()["ceas-to-self"]


def read(text, instrument=PHQ_2, size=1 << 20):
    """Ids, answers (None for missing) and bad lines of a whole table."""
    data = text if isinstance(text, bytes) else text.encode()
    ids, answers, bad = [], [], []
    for block in read_blocks(instrument, io.BytesIO(data), size):
        ids += block.ids
        answers += [[None if np.isnan(a) else int(a) for a in row] for row in block.answers]
        bad += [str(one) for one in block.bad]
    return ids, answers, bad


def test_one_line_is_one_response():
    assert read("id,item1,item2\na,0,3\nb,,2\n") == (["a", "b"], [[0, 3], [None, 2]], [])


def test_the_last_line_needs_no_end():
    assert read("id,item1,item2\na,0,3")[1] == [[0, 3]]


def test_columns_may_stand_in_any_order_among_others():
    text = "when,item2,id,item1,note\n2026,3,a,0,hello\n2027,1,b,,\n"
    assert read(text) == (["a", "b"], [[0, 3], [None, 1]], [])


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffid,item1,item2\na,0,3\n",
        "id,item1,item2\r\na,0,3\r\n",
        " ID , Item1,ITEM2\na,0,3\n",
        '"id","item1","item2"\n"a","0","3"\n',
        "id,item1,item2\na, 0 ,3\n",
        "id,item1,item2\na,0.0,3.0\n",
        "id,item1,item2\na,0,+3\n",
        "id,item1,item2\n\na,0,3\n\n\n",
    ],
)
def test_what_spreadsheets_do_to_a_table_is_understood(text):
    assert read(text) == (["a"], [[0, 3]], [])


def test_numbers_of_two_digits():
    answers = [1, 10, 2, 9, 10, 10, 1, 3, 4, 5, 6, 7, 8]
    head = "id," + ",".join(f"item{n}" for n in range(1, 14))
    assert read(f"{head}\na,{','.join(map(str, answers))}\n", CEAS)[1] == [answers]


def test_ids_may_be_anything():
    text = 'id,item1,item2\n"Doe, J",0,1\n"say ""hi""",1,1\nZoë 💛,2,1\n,3,1\n'
    assert read(text)[0] == ["Doe, J", 'say "hi"', "Zoë 💛", ""]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("b,4,1", "3: column 2 (item1): “4” is not an answer; expected 0 to 3, or nothing"),
        ("b,1,-1", "3: column 3 (item2): “-1” is not an answer"),
        ("b,1,x", "3: column 3 (item2): “x” is not an answer"),
        ("b,1,NA", "3: column 3 (item2): “NA” is not an answer"),
        ("b,1.5,1", "3: column 2 (item1): “1.5” is not an answer"),
        ("b,1e0,1", "3: column 2 (item1): “1e0” is not an answer"),
        ("b,٣,1", "3: column 2 (item1): “٣” is not an answer"),
        ("b,999999999999999999999,1", "3: column 2 (item1): “9999999999999999999…” is not an answer"),
        ("b,1", "3: column 3 (item2): the line ends before it; expected 3 columns, found 2"),
        ("b,1,1,1", "3: column 3 (item2): the line goes on after it; expected 3 columns, found 4"),
        ('"b,1,1', "3: column 1 (id): not CSV"),
    ],
)
def test_a_bad_line_is_told_with_line_and_column_and_the_others_are_read(line, said):
    ids, answers, bad = read(f"id,item1,item2\na,0,1\n{line}\nc,2,3\n")
    assert ids == ["a", "c"]
    assert answers == [[0, 1], [2, 3]]
    assert len(bad) == 1
    assert bad[0].startswith(said)


def test_bytes_that_are_no_text_are_a_bad_line():
    ids, _, bad = read(b"id,item1,item2\na,0,1\n\xff\xfe,0,1\nc,0,1\n")
    assert ids == ["a", "c"]
    assert bad == ["3: column 1 (id): not UTF-8 text"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: head: id, item1, item2 are not there; expected id,item1,…,item2"),
        ("id,item1\na,1\n", "1: head: item2 is not there"),
        ("id;item1\na;1\n", "1: head: item2 is not there"),
        ("id,item1,item2,item2\n", "1: head: item2 is there twice"),
        (b"\xff,a\n", "1: file: not UTF-8 text"),
        (b"\xff\xfe\x00\xdcabcd\n\x00", "1: file: begins as UTF-16 text and is none"),
    ],
)
def test_a_head_that_does_not_fit_is_refused(text, said):
    with pytest.raises(TableError) as refused:
        read(text)
    assert said in str(refused.value)


def test_of_many_columns_that_are_not_there_only_the_number_is_told():
    with pytest.raises(TableError) as refused:
        read("name\nAlice\n", CEAS)
    assert str(refused.value) == (
        "1: head: id, item1, item2 and 11 more are not there; expected id,item1,…,item13"
    )


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_columns_may_be_parted_as_the_spreadsheets_of_a_country_do(delimiter):
    text = 'id,item1,item2,note\na,0,3,\n"b",,2,\nc,7,1,\nd,1\n'.replace(",", delimiter)
    ids, answers, bad = read(text)
    assert (ids, answers) == (["a", "b"], [[0, 3], [None, 2]])
    assert [line.split(":")[0] for line in bad] == ["4", "5"]


def test_commas_in_a_note_do_not_part_columns_where_semicolons_do():
    assert read("id;item1;item2;note\na;0;3;well, yes, fine\n") == (["a"], [[0, 3]], [])
    assert read('"note; a, b";id,item1;item2\n;a;0;3\n'.replace("id,", "id;")) == (["a"], [[0, 3]], [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_a_file_may_be_utf_16_with_its_mark(encoding, size):
    text = "\ufeffid\titem1\titem2\tਁ\r\nÅsa\t0\t3\t\r\n😀\t\t2\t\r\n"
    assert read(text.encode(encoding), size=size) == (["Åsa", "😀"], [[0, 3], [None, 2]], [])


def test_half_a_character_at_the_end_of_utf_16_is_told():
    with pytest.raises(TableError, match="begins as UTF-16 text and is none"):
        read("\ufeffid,item1,item2\na,0,3\n".encode("utf-16-le") + b"x")


def test_a_file_without_line_ends_is_not_read_to_its_end():
    class Endless(io.BytesIO):
        def read(self, size=-1):
            return b"1" * size

    with pytest.raises(TableError, match="2: file: a line goes on"):
        list(read_blocks(PHQ_2, Endless(b"id,item1,item2\n")))


fields = st.sampled_from(["0", "1", "2", "3", "", "3.0", " 2", "7", "x", "-1", '"1"', '"', "é"])


@given(
    st.lists(st.lists(fields, min_size=1, max_size=5), max_size=12),
    st.integers(1, 40),
    st.sampled_from(["\n", "\r\n"]),
)
def test_how_much_is_read_at_once_changes_nothing(lines, size, end):
    text = end.join(["id,item1,item2", *(",".join(line) for line in lines)])
    assert read(text, size=size) == read(text)


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="\r\n\0"), max_size=5),
            st.none() | st.integers(0, 3),
            st.none() | st.integers(0, 3),
        )
    )
)
def test_what_a_csv_writer_writes_is_read_back(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([("id", "item1", "item2"), *rows])
    ids, answers, bad = read(out.getvalue())
    assert (ids, bad) == ([row[0] for row in rows], [])
    assert answers == [list(row[1:]) for row in rows]


def test_a_large_table_comes_in_small_blocks():
    text = b"id,item1,item2\n" + b"somebody,0,1\n" * 50_000
    sizes = [len(block.ids) for block in read_blocks(PHQ_2, io.BytesIO(text), 1 << 14)]
    assert sum(sizes) == 50_000
    assert max(sizes) <= (1 << 14) / len("somebody,0,1\n") + 1
