"""How much is found on the hands held aside. The figures are printed; docs/signs.md must hold exactly these."""

from __future__ import annotations

from pathlib import Path

import pytest

from kindward.safety.signs.measure import Share, report, talk

DOCS = Path(__file__).parents[4] / "docs" / "signs.md"
#: What was promised: at least this much found, at most this much false.
WANTED = {
    "explicit, found explicit": 0.95,
    "possible, found at any tier": 0.85,
    "false alarms: denial, idiom, harsh": 0.05,
    "self-talk, any sign": 0.05,
    "self-talk, panel": 0.02,
}


@pytest.fixture(scope="module")
def figures() -> dict[str, Share]:
    return report() | talk()


def test_the_docs_say_what_is_measured(figures: dict[str, Share], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        for name, wanted in WANTED.items():
            print(f"\nsigns, hands held aside: {name}: {figures[name]}; wanted {wanted}", end="")  # noqa: T201
    said = DOCS.read_text(encoding="utf-8")
    missing = [
        name for name in (*WANTED, "explicit, found at any tier") if f"{name} | {figures[name]}" not in said
    ]
    assert missing == []


@pytest.mark.parametrize("name", list(WANTED)[2:])
def test_false_alarms_stay_within_what_was_promised(figures: dict[str, Share], name: str) -> None:
    assert figures[name].value <= WANTED[name]


def test_a_share_of_nothing_is_unknown() -> None:
    assert Share(0, 0).interval == (0.0, 1.0)
