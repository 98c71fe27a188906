"""A person's own words in a practice: spoken, and kept by nobody but their device."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

NAME = "Grandmother Ottilie"


def names_whom_she_loves(person):
    page = person.goes_to("/practices/loving-kindness/")
    page.get_by_text("Another length").click()
    page.get_by_label("Who is easy for you to love?").fill(NAME)


def begins(person):
    person.page.get_by_role("button", name="Begin").click()
    person.waits_for_state("playing")


@pytest.fixture
def speaker(bob):
    """Bob, who has named somebody and begun."""
    names_whom_she_loves(bob)
    begins(bob)
    return bob


def test_they_are_spoken_by_the_voice_under_sealed_names(speaker):
    own = [cue for cue in speaker.player("spoken") if NAME in cue["text"]]
    assert own
    assert all(cue["clip"].startswith("own/") for cue in own)
    assert all(
        not cue["clip"].startswith("own/") for cue in speaker.player("spoken") if NAME not in cue["text"]
    )
    lasts = speaker.page.evaluate(
        "(clip) => document.querySelector('kw-player').sound.clip(clip).then((sound) => sound?.duration)",
        own[0]["clip"],
    )
    assert lasts == pytest.approx(own[0]["for"], abs=0.1)
    assert any("/own/" in url for url in speaker.requests)


@pytest.mark.offline
def test_they_are_in_no_address_and_nowhere_on_the_server(speaker):
    own = next(cue for cue in speaker.player("spoken") if NAME in cue["text"])
    speaker.page.evaluate(
        "(clip) => document.querySelector('kw-player').sound.clip(clip).then(Boolean)", own["clip"]
    )
    speaker.passes_over(60)
    speaker.waits_for_state("ended")
    speaker.until_kept(sessions=1)
    assert [url for url in speaker.requests if "Grandmother" in url or "Ottilie" in url] == []
    assert {url.partition("?")[0] for url, body in speaker.sent if "Ottilie" in body} == {
        speaker.site.url + "/practise/loving-kindness/timeline/"
    }
    assert speaker.site.files_that_hold("Grandmother", "Ottilie") == []
    cached = speaker.page.evaluate("""(async () => {
      const all = [];
      for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) all.push(url);
      }
      return all;
    })()""")
    assert [url for url in cached if "/own/" in url] == []


def test_the_device_remembers_them_and_forgets_them_when_emptied(speaker):
    page = speaker.goes_to("/practices/loving-kindness/")
    page.get_by_text("Another length").click()
    field = page.get_by_label("Who is easy for you to love?")
    expect(field).to_have_value(NAME)
    field.fill("")
    begins(speaker)
    assert not any(NAME in cue["text"] for cue in speaker.player("spoken"))
    assert not any((cue["clip"] or "").startswith("own/") for cue in speaker.player("spoken"))


def test_without_script_the_page_does_not_ask_for_words_it_would_have_to_send(visitor):
    charlie = visitor(java_script_enabled=False)
    page = charlie.goes_to("/practices/loving-kindness/")
    page.get_by_text("Another length").click()
    expect(page.get_by_label("Minutes")).to_be_visible()
    expect(page.locator("input[data-word]:visible")).to_have_count(0)


def test_nobody_is_asked_for_them_before_the_page_can_keep_them(bob):
    page, held = bob.page, []
    page.route("**/kindward/words.*js", lambda route: held.append(route))
    with page.expect_request("**/kindward/words.*js"):
        page.goto(bob.site.url + "/practices/loving-kindness/", wait_until="domcontentloaded")
    page.get_by_text("Another length").click()
    field = page.get_by_label("Who is easy for you to love?")
    expect(field).to_be_attached()
    assert field.is_hidden(), "what is typed now would be written over once the script has come"
    held[0].continue_()
    field.fill(NAME)
    begins(bob)
    assert any(NAME in cue["text"] for cue in bob.player("spoken"))


def test_words_that_are_too_long_are_refused_kindly_and_the_session_is_there_all_the_same(bob):
    page = bob.goes_to("/practices/loving-kindness/")
    page.get_by_text("Another length").click()
    field = page.get_by_label("Who is easy for you to love?")
    expect(field).to_be_visible()
    field.press_sequentially("a" * 60)
    assert len(field.input_value()) == 40

    answer = bob.context.request.post(
        bob.site.url + "/practise/loving-kindness/timeline/",
        data={"seconds": 180, "words": {"loved": "b" * 60}},
        headers={"Origin": bob.site.url},
    )
    assert answer.status == 422
    error = answer.json()["error"]
    assert (error["code"], error["field"]) == ("invalid", "loved")
    assert "40" in error["message"]
    assert "bbb" not in error["message"]

    # Kept by a version that had room for more.
    page.evaluate("""localStorage.setItem("kindward:words", JSON.stringify({
      "loving-kindness": { loved: "c".repeat(60) } }))""")
    bob.expects_status = {422}
    bob.goes_to("/practise/loving-kindness/?seconds=180")
    bob.waits_for_state("playing")
    assert any("someone you love" in cue["text"] for cue in bob.player("spoken"))
    expect(page.get_by_text("Your own words cannot be spoken this time.")).to_be_visible()


@pytest.mark.offline
def test_without_a_network_the_usual_words_serve(bob):
    bob.goes_to("/")
    bob.waits_for_service_worker()
    names_whom_she_loves(bob)
    begins(bob)
    opened = bob.page.url.removeprefix(bob.site.url)
    bob.until("caches.match(location.href).then(Boolean)")
    bob.loses_network()
    bob.goes_to(opened)
    bob.waits_for_state("playing")
    assert any("someone you love" in cue["text"] for cue in bob.player("spoken"))
    expect(bob.page.get_by_text("Your own words cannot be spoken this time.")).to_be_visible()
