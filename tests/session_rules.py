"""The rules that every session keeps, told from its script and its timeline alone."""

from __future__ import annotations

from kindward.practice import Script, Timeline
from kindward.practice.material import Item, items_of
from kindward.practice.script import Pause, Sentence
from kindward.practice.words import fill_words, personalise


def main_cues(timeline):
    """The cues that follow one another: speech, prompts and silences."""
    return [cue for cue in timeline.cues if not cue.over]


def assert_no_gap_and_no_overlap(timeline: Timeline) -> None:
    at = 0
    for cue in main_cues(timeline):
        assert cue.at_ms == at
        assert cue.for_ms > 0
        at += cue.for_ms
    assert at == timeline.milliseconds


def assert_what_lies_over_lies_over_silence(timeline: Timeline) -> None:
    silences = [cue for cue in timeline.cues if cue.kind == "silence"]
    for cue in timeline.cues:
        if cue.over:
            under = next(s for s in silences if s.at_ms <= cue.at_ms < s.at_ms + s.for_ms)
            assert cue.at_ms + cue.for_ms <= timeline.milliseconds
            if cue.kind == "breath":
                assert cue.at_ms + cue.for_ms <= under.at_ms + under.for_ms


def said_by(items: list[Item], script: Script, words=None) -> list[tuple[str, str]]:
    """Step and text of all sentences of these items, in the order of the script."""
    filled = fill_words(script, words)
    lines = sorted(pair for item in items for pair in item.lines)
    return [
        (script.sections[place.section].title, personalise(part.text, filled))
        for place, line in lines
        for part in line.parts
        if isinstance(part, Sentence)
    ]


def items_entered(timeline: Timeline, script: Script, words=None) -> int:
    """How many of the script's items are in the session; fails if they are not the first ones."""
    said = [(cue.step, cue.text) for cue in timeline.spoken]
    items = items_of(script)
    for count in range(1, len(items) + 1):
        if said_by(list(items[:count]), script, words) == said:
            return count
    raise AssertionError(f"{script.slug} at {timeline.seconds} s says something that its script does not")


def assert_every_pause_within_its_bounds(timeline: Timeline, script: Script, count: int) -> None:
    """Walk script and timeline side by side, each silence against the pause that asked for it."""
    silences = {cue.at_ms: cue.for_ms for cue in timeline.cues if cue.kind == "silence"}
    spoken = iter(timeline.spoken)
    at = 0
    for _, line in sorted(pair for item in items_of(script)[:count] for pair in item.lines):
        for part in line.parts:
            if isinstance(part, Pause):
                lasts = silences.get(at, 0)
                assert part.shortest <= lasts <= part.longest, (timeline.seconds, line.lineno, lasts)
            else:
                lasts = next(spoken).for_ms
            at += lasts
    assert at == timeline.milliseconds
