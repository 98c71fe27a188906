"""How quick the voice is: ``python benchmarks/voice/speed.py [SLUG]``, else the session with most speech.

Prints, on one core and with an empty cache: every clip of a 20-minute session, the first line after the model
was loaded in the background, how many times faster than real time the voice speaks, the same for espeak-ng in
the same run, a first session with the person's own words, and writing the whole session to a file.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from kindward.practice import compose, load_catalogue
from kindward.voice import VoiceUnavailable, get_voice
from kindward.voice.audio import write_audio
from kindward.voice.base import SAMPLE_RATE
from kindward.voice.encode import decode, encode
from kindward.voice.lengths.build import shipped_voice
from kindward.voice.warm import warm

MINUTES = 20


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    voice = shipped_voice("hibari")
    line = "You can let that be true for a moment."
    print(f"loading the model: {clock(voice.engine.load):.2f} s (in the background at start)")
    print(f"first line after that, spoken and encoded: {clock(lambda: voice.clip_bytes(line)) * 1000:.0f} ms")

    timeline = session(sys.argv[1] if len(sys.argv) > 1 else None)
    texts = list(dict.fromkeys(cue.text for cue in timeline.spoken))
    speech = sum(cue.for_ms for cue in timeline.spoken) / 1000
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("opus", "mp3"):
            cold = get_voice("hibari", Path(folder) / kind)
            took = clock(lambda cold=cold, kind=kind: warm(texts, cold, format=kind))
            size = sum(path.stat().st_size for path in Path(folder, kind).rglob(f"*.{kind}"))
            what = f"{timeline.practice}, {MINUTES} minutes: {len(texts)} clips, {speech:.0f} s of speech"
            print(f"{what}, as {kind}, cold: {took:.1f} s, {size / 1e6:.2f} MB")
        files(timeline, get_voice("hibari", Path(folder) / "opus"), Path(folder))
    own_words()
    engines(texts[:60])
    alignment(texts[:40], voice)
    print(f"most memory used: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def session(slug):
    """The timeline asked for, or that practice's whose 20 minutes hold most speech."""
    scripts = [
        s for s in load_catalogue().values() if s.max_seconds >= MINUTES * 60 and slug in (None, s.slug)
    ]
    timelines = [compose(script, MINUTES * 60, get_voice("hibari")) for script in scripts]
    return max(timelines, key=lambda timeline: sum(cue.for_ms for cue in timeline.spoken))


def own_words():
    """How long composing takes when the person's words were never spoken before."""
    worst = (0.0, "")
    for script in load_catalogue().values():
        words = {word.name: "Aurelia" for word in script.words}
        if words:
            voice = shipped_voice("hibari")
            took = clock(lambda s=script, w=words, v=voice: compose(s, s.max_seconds, v, w))
            worst = max(worst, (took, script.slug))
    print(f"composing with words nobody said before, at worst: {worst[0] * 1000:.0f} ms ({worst[1]})")


def files(timeline, voice, folder):
    for kind in ("opus", "mp3", "wav"):
        path = folder / f"session.{kind}"
        took = clock(lambda path=path, kind=kind: write_audio(timeline, voice, path, kind))
        print(f"whole session as one {kind} file: {took:.1f} s, {path.stat().st_size / 1e6:.2f} MB")


def engines(texts):
    """Real-time factors of the bare engines, then of finished clips."""
    for name in ("hibari", "espeak"):
        try:
            engine = get_voice(name).engine
        except VoiceUnavailable as error:
            print(error)
            continue
        engine.load()
        start, seconds = time.perf_counter(), 0.0
        for text in texts:
            seconds += len(engine.say(engine.words(text), 0.8)) / SAMPLE_RATE
        print(f"{name} alone: {seconds / (time.perf_counter() - start):.0f} times faster than real time")


def alignment(texts, voice):
    """By how much the sound in a clip moves when it is encoded and decoded again."""
    for kind in ("opus", "mp3"):
        shifts, longer = [], []
        for text in texts:
            clip = voice.samples(text)
            heard = decode(encode(clip, kind))
            size = 1 << (len(clip) + len(heard)).bit_length()
            both = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(clip, size)), size)
            at = int(np.argmax(both))
            shifts.append(abs(at - size if at > size // 2 else at) * 1000 / SAMPLE_RATE)
            longer.append(abs(len(heard) - len(clip)))
        print(
            f"{kind} decoded: moved by at most {max(shifts):.2f} ms, {max(longer)} samples longer or shorter"
        )


def clock(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
