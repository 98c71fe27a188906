"""Settings and their description say the same."""

import re
from pathlib import Path

HERE = Path(__file__).parents[3]
READ = re.compile(r"env\.\w+\(\s*\"(KINDWARD_[A-Z_]+)\"")


def read_by_the_site() -> set[str]:
    return set(READ.findall((HERE / "src/kindward/site/settings.py").read_text()))


def described() -> set[str]:
    rows = re.findall(r"^\| `(KINDWARD_[A-Z_]+)` \|", (HERE / "docs/settings.md").read_text(), re.MULTILINE)
    assert len(rows) == len(set(rows)), "a setting is described twice"
    return set(rows)


def test_every_setting_is_described_and_every_description_is_of_a_setting() -> None:
    assert read_by_the_site() == described()


def test_no_other_part_reads_a_setting_that_is_not_described() -> None:
    used = {
        name
        for path in (HERE / "src").rglob("*.py")
        for name in re.findall(r"(?:environ|getenv)\W+(?:get\W+)?(KINDWARD_[A-Z_]+)", path.read_text())
    }
    assert used <= described()


def test_defaults_that_are_numbers_are_described_as_they_are() -> None:
    source = (HERE / "src/kindward/site/settings.py").read_text()
    text = (HERE / "docs/settings.md").read_text()
    for name, default in re.findall(r"env\.int\(\"(KINDWARD_[A-Z_]+)\", (\d+)\)", source):
        assert f"| `{name}` | `{default}` |" in text
