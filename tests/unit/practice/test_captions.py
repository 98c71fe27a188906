"""Captions: WebVTT that any player reads."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kindward.practice import compose
from kindward.practice.captions import timestamp, to_webvtt
from practice_scripts import Metronome, script, scripts

TIMES = re.compile(r"^(\d\d):(\d\d):(\d\d)\.(\d{3}) --> (\d\d):(\d\d):(\d\d)\.(\d{3})$")


def blocks(vtt):
    return vtt.rstrip("\n").split("\n\n")


def milliseconds(parts):
    hours, minutes, seconds, thousandths = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def test_a_file_is_its_header_and_its_captions():
    lamp = script("## The light\n\nHere is a lamp. (bell, 4-60)")
    assert to_webvtt(compose(lamp, 30, Metronome())) == (
        "WEBVTT - Lamp\n"
        "\n"
        "the-light-1\n00:00:00.000 --> 00:00:01.000\nHere is a lamp.\n"
        "\n"
        "the-light-2\n00:00:01.000 --> 00:00:04.000\n[bell]\n"
    )


def test_signs_of_the_format_are_written_out():
    lamp = script(
        "## Q & A\n\nFor {who}. (4-60)", more='words:\n  who: {ask: "Who?", default: "you", limit: 30}'
    )
    vtt = to_webvtt(compose(lamp, 30, Metronome(), {"who": "Tom & Jerry -- yes"}))
    assert "For Tom &amp; Jerry -- yes." in vtt
    assert "\nq-a-1\n" in vtt


def test_breaths_are_captions_too():
    lamp = script("## Light\n\nBreathe. (breathe 4 in, 6 out, 20)")
    assert "[breathe in]" in to_webvtt(compose(lamp, 20, Metronome()))


def test_hours_are_always_written():
    assert timestamp(0) == "00:00:00.000"
    assert timestamp(3_723_045) == "01:02:03.045"


@given(scripts(), st.integers(5, 1500))
def test_every_file_is_well_formed(read, seconds):
    timeline = compose(read, seconds, Metronome())
    header, *cues = blocks(to_webvtt(timeline))
    assert header == "WEBVTT - Lamp"
    names, last = set(), 0
    for cue in cues:
        name, times, text = cue.split("\n")
        assert "-->" not in name
        assert "-->" not in text
        names.add(name)
        match = TIMES.match(times)
        start, end = milliseconds(match.groups()[:4]), milliseconds(match.groups()[4:])
        assert last <= start < end <= timeline.milliseconds
        last = start
    assert len(names) == len(cues)
    spoken = [cue.split("\n")[2] for cue in cues if "[" not in cue]
    assert spoken == [cue.text for cue in timeline.spoken]
