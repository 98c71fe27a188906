"""Clips, captions, transcripts and whole files, as a player asks for them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import soundfile
from django.core.cache import cache
from django.test import Client

from kindward.site.practice import download_views
from kindward.site.practice.library import known_clips
from kindward.site.practice.own_words import HOURS_VALID, seal, unseal
from kindward.voice import get_voice
from kindward.voice.store import ClipStore
from practice_fixtures import send

SENTENCE = "This is hard right now."


@pytest.fixture(scope="module")
def address() -> str:
    key = get_voice("hibari").key(SENTENCE)
    assert key in known_clips("hibari")
    return f"/voice/hibari/{key}.opus"


def own_timeline(client: Client, **words: str) -> dict:
    cache.clear()
    answer = send(
        client,
        "/practise/loving-kindness-for-one/timeline/",
        {"seconds": 60, "voice": "hibari", "words": words},
    )
    assert answer.status_code == 200, answer.content
    assert "no-store" in answer["Cache-Control"]
    return answer.json()


def test_a_clip_is_sound_as_long_as_the_timeline_says_and_kept_for_ever(
    newcomer: Client, address: str
) -> None:
    answer = newcomer.get(address)
    sound, rate = soundfile.read(io.BytesIO(answer.content))
    assert len(sound) / rate * 1000 == pytest.approx(get_voice("hibari").milliseconds(SENTENCE), abs=2)
    assert answer["Content-Type"] == "audio/ogg"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-1", slice(0, 2)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=5-99999999", slice(5, None)),
    ],
)
def test_a_part_of_a_clip(newcomer: Client, address: str, asked: str, part: slice) -> None:
    whole = newcomer.get(address).content
    answer = newcomer.get(address, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, whole[part])
    start = part.indices(len(whole))[0]
    assert answer["Content-Range"] == f"bytes {start}-{start + len(answer.content) - 1}/{len(whole)}"


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_part_beyond_the_end(newcomer: Client, address: str, asked: str) -> None:
    answer = newcomer.get(address, headers={"Range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"].startswith("bytes */")


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=9-3x", "lines=1-2", "bytes=-"])
def test_a_range_that_makes_no_sense_is_ignored(newcomer: Client, address: str, asked: str) -> None:
    assert newcomer.get(address, headers={"Range": asked}).status_code == 200


def test_a_part_of_something_that_has_changed_is_the_whole(newcomer: Client, address: str) -> None:
    answer = newcomer.get(address, headers={"Range": "bytes=0-1", "If-Range": '"another"'})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        "/voice/hibari/" + "0" * 20 + ".opus",
        "/voice/nobody/" + "0" * 20 + ".opus",
        "/voice/text/" + "0" * 20 + ".mp3",
    ],
)
def test_only_sentences_of_practices_are_spoken(newcomer: Client, wrong: str) -> None:
    assert newcomer.get(wrong).status_code == 404


@pytest.mark.django_db
def test_own_words_are_spoken_and_leave_no_trace_on_disk(newcomer: Client, settings: object) -> None:
    before = set(settings.VOICE_CACHE.rglob("*"))
    made = own_timeline(newcomer, dear="Zebulon")
    cue = next(cue for cue in made["cues"] if "Zebulon" in cue["text"])
    answer = newcomer.get(f"{made['clip_base']}{cue['clip']}.mp3")
    sound, rate = soundfile.read(io.BytesIO(answer.content))
    assert len(sound) / rate == pytest.approx(cue["for"], abs=0.06)
    assert "no-store" in answer["Cache-Control"]
    assert set(settings.VOICE_CACHE.rglob("*")) == before


@pytest.mark.django_db
def test_sentences_without_own_words_keep_their_shared_clips(newcomer: Client) -> None:
    clips = [cue["clip"] for cue in own_timeline(newcomer, dear="Zebulon")["cues"] if "clip" in cue]
    assert any(clip.startswith("own/") for clip in clips)
    assert any(clip in known_clips("hibari") for clip in clips)


def test_a_sealed_sentence_opens_only_for_its_voice_and_its_time() -> None:
    token = seal("May Zebulon be well.", "hibari")
    assert unseal(token, "hibari") == "May Zebulon be well."
    assert unseal(token, "espeak") is None
    assert unseal(token[:-4] + "AAAA", "hibari") is None
    assert unseal("A" * 60, "hibari") is None
    assert unseal(seal("old", "hibari", hour=400_000), "hibari") is None
    assert "Zebulon" not in token
    assert HOURS_VALID == 48


def test_a_name_somebody_made_up_is_not_spoken(newcomer: Client) -> None:
    assert newcomer.get("/voice/hibari/own/" + "A" * 60 + ".opus").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"seconds": 60, "words": {"nobody": "x"}}, "nobody"),
        ({"seconds": 60, "words": {"dear": "x" * 500}}, "dear"),
        ({"seconds": "banana"}, "seconds"),
        ({"seconds": 60, "words": ["x"]}, "words"),
        ({"seconds": 60, "voice": "nobody"}, "voice"),
        ([1], "words"),
    ],
)
def test_words_that_do_not_fit_are_said_in_the_one_shape(newcomer: Client, body: object, field: str) -> None:
    cache.clear()
    answer = send(newcomer, "/practise/loving-kindness-for-one/timeline/", body)
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == field


def test_another_site_cannot_have_words_spoken(newcomer: Client) -> None:
    answer = send(
        newcomer, "/practise/loving-kindness-for-one/timeline/", {}, **{"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_the_timeline_of_the_page_is_that_of_the_api_and_may_be_kept(newcomer: Client) -> None:
    page = newcomer.get("/practise/self-compassion-break/timeline/?seconds=60&voice=text")
    api = newcomer.get("/api/v1/practices/self-compassion-break/timeline?seconds=60&voice=text")
    assert page.json() == api.json()
    assert "public" in page["Cache-Control"]
    assert not page.cookies


def test_captions_and_transcript(newcomer: Client) -> None:
    captions = newcomer.get("/practise/self-compassion-break/captions.vtt?seconds=60&voice=text")
    words = newcomer.get("/practise/self-compassion-break/transcript.txt?seconds=60&voice=text")
    assert captions.content.startswith(b"WEBVTT")
    assert captions["Content-Type"] == "text/vtt; charset=utf-8"
    assert SENTENCE in words.content.decode()


@pytest.mark.django_db
def test_a_whole_session_as_one_file(newcomer: Client) -> None:
    cache.clear()
    answer = newcomer.get("/practise/soothing-touch/download.opus?seconds=20&voice=espeak")
    sound, rate = soundfile.read(io.BytesIO(b"".join(answer.streaming_content)))
    assert len(sound) / rate == pytest.approx(20, abs=0.5)
    assert 'filename="kindward-soothing-touch-0.3-min.opus"' in answer["Content-Disposition"]


@pytest.mark.django_db
def test_files_are_made_one_at_a_time(newcomer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(download_views, "_PATIENCE_SECONDS", 0.01)
    with download_views._TURN:
        answer = newcomer.get(
            "/practise/soothing-touch/download.opus?seconds=20", headers={"Accept": "application/json"}
        )
    assert (answer.status_code, json.loads(answer.content)["error"]["code"]) == (503, "busy")


def test_a_voice_that_only_shows_text_makes_no_file(newcomer: Client) -> None:
    assert newcomer.get("/practise/soothing-touch/download.mp3?seconds=20&voice=text").status_code == 422


def test_the_engine_is_loaded_while_the_page_is_looked_at_unless_the_clip_is_there(
    newcomer: Client, settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VOICE_CACHE = tmp_path
    loads: list[str] = []
    monkeypatch.setattr("kindward.voice.spoken.SpokenVoice.preload", lambda voice: loads.append(voice.name))
    made = newcomer.get("/practise/self-compassion-break/timeline/?seconds=60&voice=hibari").json()
    assert loads == ["hibari"]
    first = next(cue["clip"] for cue in made["cues"] if "clip" in cue)
    ClipStore(tmp_path).write(first, "opus", b"spoken before")
    newcomer.get("/practise/self-compassion-break/timeline/?seconds=60&voice=hibari")
    assert loads == ["hibari"]
