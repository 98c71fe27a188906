"""From the first page to the end of a session, as people go."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import expect

SEEN = """
window.seen = [];
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (when, ...rest) {
  const at = when - this.context.currentTime + performance.now() / 1000;
  const clip = { kind: "clip", at, lasts: this.buffer.duration };
  window.seen.push(clip);
  const stop = this.stop.bind(this);
  this.stop = (...after) => { clip.cut = true; stop(...after); };
  return start.call(this, when, ...rest);
};
addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  const line = document.querySelector(".line")?.textContent;
  if (!line || line === window.lastLine) return;
  window.lastLine = line;
  window.seen.push({ kind: "line", at: performance.now() / 1000, text: line });
}).observe(document.body, { subtree: true, childList: true, characterData: true }));
"""


def begins(person: Any, length: str = "1 min") -> None:
    person.goes_to("/practices/self-compassion-break/")
    person.page.get_by_label(length).check()
    person.page.get_by_role("button", name="Begin").click()
    person.waits_for_state("playing")


def test_one_tap_leads_to_the_first_words_without_form_account_or_prompt(bob):
    bob.goes_to("/")
    bob.page.get_by_role("button", name="Begin").click()
    assert bob.page.locator(".line").inner_text() != ""
    expect(bob.page.locator("input:visible, dialog:visible")).to_have_count(0)


@pytest.mark.alone
def test_a_whole_minute_is_spoken_in_line_with_its_captions_and_kept(bob):
    bob.page.add_init_script(SEEN)
    begins(bob, "1 min")
    lines = [cue for cue in bob.player("timeline.cues") if cue["kind"] in ("speech", "prompt")]
    started = time.monotonic()
    bob.waits_for_state("ended", 75)
    took = time.monotonic() - started
    assert took == pytest.approx(60, abs=2.5)

    seen = bob.page.evaluate("window.seen")
    shown = [item for item in seen if item["kind"] == "line"]
    spoken = sorted(
        (item for item in seen if item["kind"] == "clip" and item["lasts"] < 6.9), key=lambda item: item["at"]
    )
    assert [item["text"] for item in shown] == [cue["text"] for cue in lines]
    assert len(spoken) == len(lines)
    for line, clip, cue in zip(shown[1:], spoken[1:], lines[1:], strict=True):
        assert abs(line["at"] - clip["at"]) < 0.1, cue["text"]
        assert clip["lasts"] == pytest.approx(cue["for"], abs=0.1)

    bob.page.get_by_label("Quite").check()
    bob.page.get_by_label("No", exact=True).check()
    bob.page.get_by_role("button", name="Done").click()
    bob.page.get_by_role("heading", name="Go gently.").wait_for()
    kept = bob.until_kept(sessions=1, check_ins=1)
    (session,), (check_in,) = kept["sessions"], kept["check_ins"]
    assert session["practice"] == "self-compassion-break"
    assert session["ended"] == "finished"
    assert 58 <= session["seconds_practised"] <= 63
    assert (check_in["session"], check_in["soothing"], check_in["hurt"]) == (session["key"], 3, "no")


@pytest.mark.alone
def test_stop_silences_every_channel_within_300_ms(bob):
    bob.page.add_init_script("""
      navigator.vibrate = (pattern) => { window.vibrated = pattern; return true; };
      localStorage.setItem("kindward:prefs", JSON.stringify({ vibrate: true }));
    """)
    bob.goes_to("/")
    bob.page.get_by_role("link", name="A hard moment").click()
    bob.page.goto(bob.site.url + "/practices/soothing-rhythm-breathing/")
    bob.page.get_by_role("button", name="Begin").click()
    bob.waits_for_state("playing")
    bob.until("document.querySelector('kw-player').sound?.playing.size > 0")
    after = bob.page.evaluate("""async () => {
      const player = document.querySelector("kw-player"), { sound } = player, before = performance.now();
      dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
      while (sound.master.gain.value > 0.0001 && performance.now() - before < 2000) {
        await new Promise((done) => setTimeout(done, 5));
      }
      return {
        ms: performance.now() - before, state: player.state, scheduled: sound.playing.size,
        pacer: Boolean(document.querySelector(".breath")), vibration: window.vibrated,
      };
    }""")
    assert after["ms"] < 300
    assert after["state"] == "ended"
    assert after["scheduled"] == 0
    assert after["pacer"] is False
    assert after["vibration"] == 0
    expect(bob.page.get_by_role("heading", name="You stopped.")).to_be_visible()
    expect(bob.page.locator("main").get_by_role("link", name="help right now")).to_be_visible()


def test_whoever_still_hurts_is_not_told_to_take_it_along(bob):
    bob.practises("/practise/self-compassion-break/?seconds=60")
    bob.page.get_by_label("Yes, and it is still here").check()
    bob.page.get_by_role("button", name="Done").click()
    bob.page.get_by_role("heading", name="Go gently.").wait_for()
    farewell = bob.page.locator(".farewell")
    expect(farewell).to_contain_text("You can leave the practice here.")
    expect(farewell).not_to_contain_text("Take a little of it along")
    expect(farewell.get_by_role("link", name="help right now")).to_be_visible()
    expect(farewell.get_by_role("link", name="Sixty seconds with the five senses")).to_be_visible()
    (check_in,) = bob.until_kept(sessions=1, check_ins=1)["check_ins"]
    assert check_in["hurt"] == "still_here"


def test_stop_asks_for_no_confirmation_and_the_minutes_count(bob):
    before = time.monotonic()
    begins(bob)
    bob.until("document.querySelector('kw-player').session.practised > 6")
    bob.page.get_by_role("button", name="Stop").click()
    assert bob.player("state") == "ended"
    most = time.monotonic() - before
    (kept,) = bob.until_kept(sessions=1)["sessions"]
    assert kept["ended"] == "stopped"
    assert 6 <= kept["seconds_practised"] <= round(most)


def test_ease_off_leads_to_something_steadier_and_is_kept_as_such(bob):
    begins(bob)
    bob.until("document.querySelector('kw-player').session.practised > 6")
    bob.page.get_by_role("button", name="Ease off").click()
    bob.until("document.querySelector('kw-player').practice.slug === 'five-senses'")
    bob.waits_for_state("playing")
    assert "five things" in bob.page.locator(".line").inner_text()
    assert [kept["ended"] for kept in bob.until_kept(sessions=1)["sessions"]] == ["eased_off"]


def test_pause_holds_the_place_and_goes_on_from_there(bob):
    begins(bob)
    bob.until("document.querySelector('kw-player').position > 2")
    bob.page.get_by_role("button", name="Pause").click()
    held = bob.player("position")
    bob.page.wait_for_timeout(700)
    assert bob.player("position") == held
    assert bob.player("sound.playing.size") == 0
    bob.page.get_by_role("button", name="Go on").click()
    bob.until(f"document.querySelector('kw-player').position > {held} + 0.3")


def test_fifteen_seconds_on_and_back_by_arrow_keys_land_on_whole_sentences(bob):
    begins(bob)
    # Held at its beginning, so that the seconds are the same on every machine.
    bob.page.keyboard.press("Space")
    bob.moves_to("0")
    bob.page.keyboard.press("ArrowRight")
    there = bob.player("position")
    assert there >= 12
    starts = [cue["at"] for cue in bob.player("timeline.cues")]
    line = bob.page.locator(".line").inner_text()
    bob.page.keyboard.press("ArrowLeft")
    assert bob.player("position") < 3
    assert line in [cue["text"] for cue in bob.player("timeline.cues")]
    assert starts[0] == 0


def test_a_voice_that_is_turned_off_leaves_words_and_bells(visitor):
    alice = visitor()
    alice.page.add_init_script('localStorage.setItem("kindward:prefs", JSON.stringify({ voice: "text" }))')
    begins(alice)
    assert alice.player("timeline.voice") == "text"
    assert alice.page.locator(".line").get_attribute("aria-live") == "polite"
    assert not [url for url in alice.requests if "/voice/" in url]


def test_the_page_of_a_length_that_cannot_be_read_says_so_and_plays(bob):
    bob.goes_to("/practise/loving-kindness/?seconds=banana")
    assert "could not be read as a length" in bob.page.get_by_role("status").first.inner_text()
    bob.waits_for_state("playing")


def test_without_javascript_the_session_is_there_to_read(visitor):
    charlie = visitor(java_script_enabled=False)
    page = charlie.goes_to("/practise/self-compassion-break/?seconds=120")
    expect(page.get_by_text("This is hard right now.")).to_be_visible()
    expect(page.get_by_text("Other people know this feeling too.")).to_be_visible()
    assert page.get_by_text("seconds)").count() > 3


def test_the_minutes_of_a_page_that_was_closed_count_too(bob):
    begins(bob)
    bob.until("document.querySelector('kw-player').session.practised > 6")
    bob.page.goto("about:blank")
    bob.goes_to("/practices/")
    assert [kept["ended"] for kept in bob.until_kept(sessions=1)["sessions"]] == ["left"]
