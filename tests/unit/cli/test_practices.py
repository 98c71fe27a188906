"""``kindward practices``."""

import json

FIELDS = {"slug", "title", "flows", "kind", "min_seconds", "max_seconds", "reviewer", "reviewed_on"}


def test_as_json_every_practice_has_the_published_fields(kindward):
    rows = json.loads(kindward("practices", "--format", "json").stdout)
    assert len(rows) == 30
    assert all(row.keys() >= FIELDS for row in rows)
    (row,) = [row for row in rows if row["slug"] == "self-compassion-break"]
    assert (row["flows"], row["min_seconds"], row["max_seconds"]) == (["to_self"], 40, 600)


def test_letters_beyond_ascii_are_written_as_they_are(kindward):
    assert "\\u" not in kindward("practices", "--format", "json").stdout


def test_the_table_names_every_practice_once(kindward):
    lines = kindward("practices").stdout.splitlines()
    assert sum(line.startswith("self-compassion-break ") for line in lines) == 1
    assert "40 s to 10 min" in next(line for line in lines if line.startswith("self-compassion-break "))
    assert lines[-1].startswith("30 practices.")


def test_the_table_tells_which_reviews_are_missing(kindward):
    assert "wait for a clinician's review" in kindward("practices").stdout


def test_the_list_can_go_to_a_file(kindward, tmp_path):
    kindward("practices", "--format", "json", "-o", tmp_path / "list.json")
    assert len(json.loads((tmp_path / "list.json").read_text())) == 30
