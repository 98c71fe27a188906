"""References: whole, or told what is missing."""

import pytest

from kindward.practice.references import check_reference, load_references
from practice_scripts import CONTENT

WHOLE = {
    "authors": "Neff KD, Germer CK",
    "year": 2013,
    "title": "A pilot study",
    "in": "Journal of Clinical Psychology 69(1), 28-44",
    "doi": "10.1002/jclp.21923",
    "kind": "randomised trial",
}


def written(folder, **changes):
    data = {**WHOLE, **changes}
    path = folder / "a-study.yml"
    path.write_text("".join(f"{name}: {value}\n" for name, value in data.items() if value is not None))
    return path


def test_a_whole_reference_has_no_finding(tmp_path):
    assert check_reference(written(tmp_path)) == []


def test_an_address_stands_in_for_a_doi(tmp_path):
    assert check_reference(written(tmp_path, doi=None, url="https://example.org/paper")) == []


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"authors": None}, "authors", "is missing"),
        ({"year": "soon"}, "year", "is not a year"),
        ({"doi": None}, "doi", "neither doi nor url"),
        ({"doi": "jclp.21923"}, "doi", "is not a DOI"),
        ({"doi": None, "url": "example"}, "url", "is not an address"),
        ({"people": "many"}, "people", "is not a number of people"),
        ({"colour": "red"}, "colour", "is not a field"),
        ({"title": 12}, "title", "is not text"),
    ],
)
def test_what_is_not_whole_is_found_by_its_field(tmp_path, changes, field, said):
    (finding,) = check_reference(written(tmp_path, **changes))
    assert finding.field == field
    assert said in finding.message


def test_the_line_is_named(tmp_path):
    assert check_reference(written(tmp_path, year=12))[0].line == 2


@pytest.mark.parametrize(("text", "said"), [("a: b: c", "quoted if it holds a colon"), ("- a", "no fields")])
def test_a_file_that_is_no_reference_is_one_finding(tmp_path, text, said):
    path = tmp_path / "a-study.yml"
    path.write_text(text)
    (finding,) = check_reference(path)
    assert said in finding.message


def test_a_missing_file_is_one_finding(tmp_path):
    (finding,) = check_reference(tmp_path / "nowhere.yml")
    assert "there is no such file" in finding.message


def test_the_ones_that_ship_can_be_followed_to_their_source():
    references = load_references(CONTENT)
    assert len(references) == len(list((CONTENT / "references").glob("*.yml")))
    assert references["neff-germer-2013"].link == "https://doi.org/10.1002/jclp.21923"
    assert all(reference.link.startswith("http") for reference in references.values())
