import io
import tracemalloc
from dataclasses import dataclass

import numpy as np
import pytest
import soundfile

from kindward.voice import VoiceError, get_voice
from kindward.voice.audio import BLOCK, mix, write_audio
from kindward.voice.base import CLIP_FORMATS, SAMPLE_RATE


@dataclass
class Cue:
    at_ms: int
    for_ms: int
    kind: str
    text: str = ""


@dataclass
class Timeline:
    seconds: float
    cues: list


@pytest.fixture
def timeline():
    return Timeline(
        24.5,
        [
            Cue(0, 3000, "silence"),
            Cue(0, 3000, "bell", "Bell"),
            Cue(3000, 1000, "speech", "May you be well."),
            Cue(4000, 5500, "silence"),
            Cue(9500, 1000, "prompt", "Across the seam of two blocks."),
            Cue(11000, 13500, "silence"),
            Cue(12000, 4000, "breath", "Breathe in"),
            Cue(16000, 6000, "breath", "Breathe out"),
        ],
    )


def whole(timeline, voice, **options):
    return np.concatenate(list(mix(timeline, voice, **options)))


def test_clips_lie_where_the_timeline_says_and_silence_is_silent(timeline, voice):
    sound = whole(timeline, voice, bells=False, breath=False)
    clip = voice.samples("May you be well.")
    at = 3 * SAMPLE_RATE

    assert np.array_equal(sound[at : at + len(clip)], clip)
    assert not sound[:at].any()
    assert not sound[11_000 * 24 + SAMPLE_RATE :].any()


def test_a_clip_across_two_blocks_is_whole(timeline, voice):
    clip = voice.samples("Across the seam of two blocks.")
    at = 9500 * SAMPLE_RATE // 1000

    assert at < BLOCK < at + len(clip)
    assert np.array_equal(whole(timeline, voice)[at : at + len(clip)], clip)


def test_bells_and_breath_are_heard_unless_left_out(timeline, voice):
    with_all, without = whole(timeline, voice), whole(timeline, voice, bells=False, breath=False)

    assert np.abs(with_all[:SAMPLE_RATE]).max() > 0.1 > np.abs(without[:SAMPLE_RATE]).max()
    assert np.abs(with_all[14 * SAMPLE_RATE : 16 * SAMPLE_RATE]).max() > 0.01
    assert not without[14 * SAMPLE_RATE : 16 * SAMPLE_RATE].any()


def test_a_bell_over_a_voice_never_clips(voice):
    cues = [
        Cue(0, 7000, "bell"),
        Cue(0, 7000, "bell"),
        Cue(0, 7000, "bell"),
        Cue(0, 1000, "speech", "All at once."),
    ]

    assert float(np.abs(whole(Timeline(8, cues), voice)).max()) < 1


@pytest.mark.parametrize("format", CLIP_FORMATS)
def test_a_file_is_exactly_as_long_as_its_timeline(timeline, voice, tmp_path, format):
    path = tmp_path / f"session.{format}"
    write_audio(timeline, voice, path, format)
    about = soundfile.info(str(path))

    assert about.frames == round(24.5 * SAMPLE_RATE)
    assert (about.samplerate, about.channels) == (SAMPLE_RATE, 1)
    assert [p.name for p in tmp_path.glob("*session*")] == [path.name]


def test_a_stream_that_cannot_seek_gets_the_same(timeline, voice, tmp_path):
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.got = b""

        def writable(self):
            return True

        def write(self, data):
            self.got += bytes(data)
            return len(data)

    pipe = Pipe()
    write_audio(timeline, voice, pipe, "wav")
    write_audio(timeline, voice, tmp_path / "session.wav", "wav")

    assert pipe.got == (tmp_path / "session.wav").read_bytes()


def test_an_existing_file_is_untouched_when_something_fails(timeline, voice, hummer, tmp_path):
    path = tmp_path / "session.opus"
    path.write_bytes(b"before")
    hummer.broken = True

    with pytest.raises(VoiceError):
        write_audio(timeline, voice, path, "opus")
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["session.opus"]


def test_a_disk_that_fills_up_is_an_error_and_never_half_a_file(timeline, voice, tmp_path, monkeypatch):
    from kindward.voice import audio

    class Small(audio._Careful):
        def write(self, data):
            if self._out.tell() > 1000:
                self.error = OSError(28, "No space left on device")
                return 0
            return super().write(data)

    monkeypatch.setattr(audio, "_Careful", Small)
    path = tmp_path / "session.wav"
    path.write_bytes(b"before")

    with pytest.raises(OSError, match="No space left"):
        write_audio(timeline, voice, path, "wav")
    assert path.read_bytes() == b"before"


def test_a_missing_folder_is_an_error(timeline, voice, tmp_path):
    with pytest.raises(FileNotFoundError):
        write_audio(timeline, voice, tmp_path / "none" / "session.opus", "opus")


def test_an_unknown_format_is_named(timeline, voice, tmp_path):
    with pytest.raises(VoiceError, match="“flac”"):
        write_audio(timeline, voice, tmp_path / "session.flac", "flac")


def test_the_text_voice_makes_a_file_of_bells_and_silence(timeline):
    sound = whole(timeline, get_voice("text"))

    assert sound[:SAMPLE_RATE].any()
    assert not sound[4 * SAMPLE_RATE : 11 * SAMPLE_RATE].any()


def test_memory_does_not_grow_with_the_session(voice):
    cues = [Cue(at, 800, "speech", f"Line {at}.") for at in range(0, 2_700_000, 15_000)]
    tracemalloc.start()
    for _ in mix(Timeline(2700, cues), voice):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 30_000_000
