"""Tables as spreadsheets save them."""

from __future__ import annotations

from pathlib import Path

from kindward.safety.table import read_table


def test_columns_may_stand_in_any_order_and_lines_may_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("\ufeffb\ta\n\n# a remark\n 2 \t1\n", encoding="utf-8")
    rows, findings = read_table(path, ["a", "b"])
    assert findings == []
    assert [(row.line, row.cells) for row in rows] == [(4, {"a": "1", "b": "2"})]


def test_empty_fields_at_the_end_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("a\tb\n1\n", encoding="utf-8")
    assert read_table(path, ["a", "b"])[0][0].cells == {"a": "1", "b": ""}


def test_quotes_a_spreadsheet_adds_are_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text('a\tb\n"one, two"\t3\n', encoding="utf-8")
    assert read_table(path, ["a", "b"])[0][0].cells["a"] == "one, two"


def said(path: Path) -> str:
    rows, findings = read_table(path, ["a", "b"])
    assert rows == []
    return str(findings[0])


def test_a_column_too_few_or_too_many_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("a\tc\n1\t2\n", encoding="utf-8")
    assert said(path) == f"{path}:1: columns: no column b; unknown column c; expected a b"


def test_a_line_with_a_field_too_many_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("a\tb\n1\t2\t3\n", encoding="utf-8")
    assert said(path) == f"{path}:2: columns: 3 fields; expected 2, with one tab between"


def test_a_file_in_another_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_bytes("a\tb\nÅland\t1\n".encode("utf-16"))
    assert "not UTF-8" in said(path)


def test_an_empty_file_and_a_missing_file_are_said(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    assert "no such file" in said(path)
    path.write_text("")
    assert "the file is empty" in said(path)
