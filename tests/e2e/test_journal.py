"""Writing, one question at a time: kept as it is typed, found again, lost by nothing that a network or a login does."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from browser_fixtures import WAITING

HARSH = "You always spoil the soup"
KIND = "You were tired, and you cooked for everyone"
NEW = "I am learning, and I was tired"
SECRET = "Nobody but me has read about the lighthouse"
#: How many entries the device holds, whether one can be read there, and whether its keys can be taken out.
STORED = """async () => {
  const ask = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const db = await ask(indexedDB.open("kindward-writing", 1));
  const get = (name) => ask(db.transaction(name).objectStore(name).getAll());
  const [entries, keys] = [await get("entries"), await get("keys")];
  const texts = entries.map((one) => new TextDecoder().decode(one.data)).join("");
  db.close();
  return [entries.length, texts.includes("winter"), keys.map((key) => key.extractable)];
}"""
#: As a practice leaves it.
OLD = {
    "id": "an-old-writing",
    "slug": "friend-reframe",
    "title": "Friend reframe",
    "at": 1_795_000_000_000,
    "fields": {
        "said": {"ask": "What?", "text": "Harsh soup"},
        "friend": {"ask": "And?", "text": "Kind soup"},
    },
}
#: All but the first letter take their time.
SLOW_TO_LOCK = """
  const lock = crypto.subtle.encrypt.bind(crypto.subtle);
  let before = false;
  crypto.subtle.encrypt = async (...all) => {
    const late = before;
    before = true;
    if (late) await new Promise((done) => setTimeout(done, 1000));
    return lock(...all);
  };
"""
UNSENT = "localStorage.getItem('kindward:unsent')"


@pytest.fixture
def bob(visitor):
    return visitor()


def box(person, label):
    return person.page.get_by_label(label)


def writes(person, label, text):
    box(person, label).press_sequentially(text)


def hands_in(person, label, text):
    """Type, until the server has answered about all of it: in the middle of slow typing the same is told of a part."""
    with person.page.expect_response(
        lambda answer: answer.url.endswith("/you/writing/save/") and text in answer.request.post_data
    ):
        writes(person, label, text)


def goes_on(person, button="Go on"):
    person.page.get_by_role("button", name=button, exact=True).click()


def is_told(person, words):
    expect(person.page.locator("[data-told], .told").first).to_contain_text(words)


def reframes(person):
    person.goes_to("/write/friend-reframe/")
    writes(person, "What happened?", "Too much salt.")
    goes_on(person)
    writes(person, "What have you been telling yourself", HARSH)
    goes_on(person)
    writes(person, "A friend you love", KIND)
    goes_on(person)
    writes(person, "Which one sentence", NEW)


def saves(person):
    return [json.loads(body) for url, body in person.sent if url.endswith("/you/writing/save/")]


def test_a_friend_reframe_from_its_first_question_to_reading_it_again(bob):
    reframes(bob)
    is_told(bob, "Kept on this server, sealed.")
    goes_on(bob, "Done")
    bob.page.wait_for_url("**/you/writing/*/")
    for text in (HARSH, KIND, NEW):
        expect(bob.page.get_by_text(text).first).to_be_visible()
    expect(bob.page.get_by_role("region", name="Side by side")).to_be_visible()
    assert bob.page.title() == "Your pages"
    page = bob.goes_to("/you/writing/?show=kind")
    expect(page.get_by_text(NEW)).to_be_visible()
    assert bob.site.files_that_hold("spoil the soup") == []


def test_by_keyboard_alone_on_a_narrow_page(visitor):
    bob = visitor(width=320)
    bob.goes_to("/write/day-with-kindness/")
    bob.page.get_by_role("button", name="Go on", exact=True).wait_for()
    box(bob, "Where did you do something kind").focus()
    for words in ("I held a door.", "Sun on a wall.", "I went to bed."):
        bob.page.keyboard.type(words)
        bob.page.keyboard.press("Tab")
        if not bob.page.evaluate("document.activeElement.matches('[data-next]')"):
            bob.page.keyboard.press("Tab")
        assert bob.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        bob.page.keyboard.press("Enter")
    bob.page.wait_for_url("**/you/writing/*/")
    expect(bob.page.get_by_text("Sun on a wall.")).to_be_visible()


def test_two_devices_keep_both_and_say_so(visitor):
    alice = visitor()
    alice.signs_up("alice-of-two-devices")
    reframes(alice)
    is_told(alice, "Kept on this server, sealed.")
    goes_on(alice, "Done")
    alice.page.wait_for_url("**/you/writing/*/")
    address = alice.page.url.removeprefix(alice.site.url) + "edit/"
    phone = visitor()
    phone.signs_in("alice-of-two-devices")
    for device in (alice, phone):
        device.goes_to(address)
        expect(box(device, "What happened?")).to_have_value("Too much salt.")
    hands_in(phone, "What happened?", " From the phone.")
    is_told(phone, "Kept on this server, sealed.")
    hands_in(alice, "What happened?", " From the laptop.")
    is_told(alice, "Another device had changed this meanwhile. Both versions are kept")
    page = alice.goes_to("/you/writing/")
    expect(page.locator("[data-entry]")).to_have_count(2)
    whole = page.locator("main").text_content()
    assert "From the phone." in whole
    assert "From the laptop." in whole


@pytest.mark.offline
def test_a_letter_written_offline_is_delivered_once(bob):
    bob.goes_to("/")
    bob.waits_for_service_worker()
    bob.loses_network()
    bob.goes_to("/write/letter-from-a-friend/")
    goes_on(bob)
    writes(bob, "What would you like them to know", "The winter is long.")
    is_told(bob, "Your words are on this device and are sent later.")
    # The page dies with the network still away, and another one finds it.
    bob.goes_to("/write/")
    expect(bob.page.get_by_text("The winter is long.")).to_be_visible()
    stored = bob.page.evaluate(STORED)
    assert stored == [1, False, [False]]
    bob.is_online_again()
    bob.opens_a_tab("/practices/")
    bob.goes_to("/practices/")
    bob.until(f"{UNSENT} === null")
    page = bob.goes_to("/you/writing/")
    expect(page.locator("[data-entry]")).to_have_count(1)
    assert "The winter is long." in page.locator("main").text_content()


@pytest.mark.offline
def test_done_without_a_network_leads_to_where_it_waits_and_the_guide_finds_it_again(bob):
    bob.goes_to("/")
    bob.waits_for_service_worker()
    bob.loses_network()
    bob.goes_to("/write/note/")
    writes(bob, "What is on your mind?", "Snow on the sill.")
    goes_on(bob, "Done")
    bob.page.wait_for_url("**/write/#on-this-device")
    shelf = bob.page.locator("#on-this-device")
    expect(shelf.get_by_text("Snow on the sill.")).to_be_in_viewport()
    written_on = bob.page.evaluate(
        "new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })"
    )
    expect(shelf.get_by_text(written_on)).to_be_visible()
    bob.goes_to("/write/note/")
    is_told(bob, f"What you wrote on {written_on} waits on this device.")
    bob.page.get_by_role("button", name="Go on with it").click()
    expect(box(bob, "What is on your mind?")).to_have_value("Snow on the sill.")
    bob.goes_to("/write/")
    bob.page.get_by_role("link", name="Go on writing").click()
    expect(box(bob, "What is on your mind?")).to_have_value("Snow on the sill.")


def test_where_the_server_cannot_keep_it_done_says_so_and_nothing_covers_it(bob):
    bob.expects_status = {503}
    bob.goes_to("/write/note/")
    bob.context.route("**/you/writing/save/", lambda route: route.fulfill(status=503, body="{}"))
    writes(bob, "What is on your mind?", "Rain.")
    goes_on(bob, "Done")
    is_told(bob, "Until then you find them under Write.")
    told, leave = bob.page.locator("[data-told]").bounding_box(), bob.page.locator(".leave").bounding_box()
    assert told["y"] + told["height"] <= leave["y"]
    assert told["y"] >= 0
    done = bob.page.get_by_role("button", name="Done", exact=True).bounding_box()
    assert done["y"] + done["height"] <= leave["y"]
    bob.context.unroute("**/you/writing/save/")


def test_signed_out_while_typing_loses_nothing(visitor):
    alice = visitor()
    alice.expects_status = {409}
    alice.signs_up("alice-signed-out")
    alice.goes_to("/write/note/")
    hands_in(alice, "What is on your mind?", "Before. ")
    is_told(alice, "Kept on this server, sealed.")
    alice.context.clear_cookies(name="kindward-login")
    hands_in(alice, "What is on your mind?", "After.")
    is_told(alice, "You were signed out meanwhile. Nothing is lost")
    expect(box(alice, "What is on your mind?")).to_have_value("Before. After.")
    alice.signs_in("alice-signed-out")
    alice.until("localStorage.getItem('kindward:unsent') === null")
    page = alice.goes_to("/you/writing/")
    expect(page.locator("[data-entry]")).to_have_count(1)
    assert "Before. After." in page.locator("main").text_content()


def signs_out(person):
    page = person.goes_to("/account/logout/")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()


def test_on_a_shared_device_what_waits_is_kept_for_who_wrote_it(visitor):
    alice = visitor()
    alice.expects_status = {503}
    alice.signs_up("alice-who-shares")
    alice.goes_to("/write/note/")
    alice.context.route("**/you/writing/save/", lambda route: route.fulfill(status=503, body="{}"))
    hands_in(alice, "What is on your mind?", "For nobody but me.")
    is_told(alice, "Your words are on this device and are sent later.")
    signs_out(alice)
    alice.context.unroute("**/you/writing/save/")

    alice.signs_up("dora-who-shares")
    page = alice.goes_to("/write/")
    expect(page.get_by_role("heading", name="Waiting for somebody else")).to_be_visible()
    assert "For nobody but me." not in page.locator("main").inner_text()
    expect(alice.goes_to("/you/writing/").locator("[data-entry]")).to_have_count(0)
    signs_out(alice)

    alice.signs_in("alice-who-shares")
    alice.until("localStorage.getItem('kindward:unsent') === null")
    expect(alice.goes_to("/you/writing/").locator("[data-entry]")).to_have_count(1)


def test_on_a_shared_device_what_was_practised_waits_for_who_practised(visitor):
    alice = visitor()
    alice.expects_status = {503}
    alice.signs_up("alice-who-practises")
    alice.context.route("**/api/v1/sessions", lambda route: route.fulfill(status=503, body="{}"))
    alice.practises()
    alice.until(f"{WAITING}.then((all) => all.length === 1)")
    signs_out(alice)
    alice.context.unroute("**/api/v1/sessions")

    alice.signs_up("dora-who-came-next")
    page = alice.goes_to("/you/")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert alice.page.evaluate(WAITING) == ["/api/v1/sessions"]
    signs_out(alice)

    alice.signs_in("alice-who-practises")
    alice.goes_to("/you/")
    alice.until(f"{WAITING}.then((all) => all.length === 0)")
    expect(alice.goes_to("/you/").get_by_text("1 day with a practice")).to_be_visible()


def test_a_server_that_cannot_keep_it_is_told_kindly_and_asked_again(bob):
    bob.expects_status = {503}
    bob.goes_to("/write/note/")
    bob.context.route("**/you/writing/save/", lambda route: route.fulfill(status=503, body="{}"))
    hands_in(bob, "What is on your mind?", "It stays in the page.")
    is_told(bob, "Your words are on this device and are sent later.")
    expect(box(bob, "What is on your mind?")).to_have_value("It stays in the page.")
    bob.context.unroute("**/you/writing/save/")
    is_told(bob, "Kept on this server, sealed.")


def test_on_this_device_alone_nothing_is_sent_until_it_is_taken_over(bob):
    bob.goes_to("/write/note/")
    bob.page.get_by_label("Only on this device").check()
    writes(bob, "What is on your mind?", "For this shelf.")
    is_told(bob, "Kept only on this device.")
    goes_on(bob, "Done")
    bob.page.wait_for_url("**/write/")
    expect(bob.page.get_by_text("For this shelf.")).to_be_visible()
    assert saves(bob) == []
    bob.page.get_by_role("button", name="Keep it on this server, sealed").click()
    expect(bob.page.get_by_text("It is with what you wrote.")).to_be_visible()
    expect(bob.page.get_by_text("For this shelf.")).to_have_count(0)
    assert [one["parts"] for one in saves(bob)] == [{"text": "For this shelf."}]


def test_where_the_device_is_slow_the_last_letters_are_waited_for(bob):
    bob.page.add_init_script(SLOW_TO_LOCK)
    bob.goes_to("/write/note/")
    bob.page.get_by_label("Only on this device").check()
    writes(bob, "What is on your mind?", "For this shelf.")
    is_told(bob, "Kept only on this device.")
    goes_on(bob, "Done")
    bob.page.wait_for_url("**/write/")
    expect(bob.page.get_by_text("For this shelf.")).to_be_visible()


def test_what_practices_left_on_the_device_is_taken_over(bob):
    bob.goes_to("/write/")
    bob.page.evaluate("(all) => localStorage.setItem('kindward:writing', JSON.stringify(all))", [OLD])
    bob.page.reload()
    bob.page.get_by_role("button", name="Take all of it into my sealed writing").click()
    expect(bob.page.get_by_text("It is with what you wrote, sealed.")).to_be_visible()
    assert [one["parts"] for one in saves(bob)] == [
        {"said_to_self": "Harsh soup", "said_to_friend": "Kind soup"}
    ]
    assert "soup" not in bob.page.evaluate("JSON.stringify(localStorage)")


def test_a_locked_letter_never_leaves_readable(bob):
    bob.goes_to("/write/locked/")
    box(bob, "A passphrase").fill("a lamp beside")
    box(bob, "Once more").fill("a lamp beside")
    goes_on(bob)
    key = bob.page.locator(".recovery-key").inner_text()
    box(bob, "Type its last four characters").fill("none")
    goes_on(bob, "I have it")
    expect(bob.page.get_by_text("Those are not the last four.")).to_be_visible()
    box(bob, "Type its last four characters").fill(key[-4:].lower())
    goes_on(bob, "I have it")
    writes(bob, "Write your letter", SECRET)
    is_told(bob, "Kept, locked.")
    # The darkest words may be written here: help stands beside them, found in the page alone.
    writes(bob, "Write your letter", ". I have decided to end my life tonight.")
    expect(bob.page.get_by_role("link", name="Talk to somebody now").first).to_be_visible()
    box(bob, "Write your letter").fill(SECRET)
    goes_on(bob, "Done")
    bob.page.wait_for_url("**/you/writing/*/")
    for secret in ("lighthouse", "decided to end", "a lamp beside", key):
        assert [url for url, body in bob.sent if secret in body] == []
        assert [url for url in bob.requests if secret in url] == []
    assert json.loads(saves(bob)[-1]["parts"]["locked"])["iterations"] >= 600_000
    assert SECRET not in bob.page.content()
    opens(bob, "not the right one")
    expect(bob.page.get_by_text("That does not open it.")).to_be_visible()
    opens(bob, "a lamp beside")
    expect(bob.page.get_by_text(SECRET)).to_be_visible()
    bob.page.reload()
    bob.page.get_by_label("This is the recovery key").check()
    opens(bob, key.replace("-", " ").lower())
    expect(bob.page.get_by_text(SECRET)).to_be_visible()


def opens(person, secret):
    box(person, "Passphrase").fill(secret)
    goes_on(person, "Open it")


@pytest.mark.offline
def test_my_plan_is_written_and_there_without_a_network_one_tap_from_a_hard_moment(bob):
    bob.goes_to("/you/writing/plan/edit/")
    writes(bob, "How do you notice", "I stop answering.")
    for _ in range(5):
        goes_on(bob)
    writes(bob, "How can what is around you", "Grace has the key.")
    goes_on(bob, "Done")
    bob.page.wait_for_url("**/write/my-plan/")
    expect(bob.page.get_by_text("A copy is on this device")).to_be_visible()
    bob.waits_for_service_worker()
    bob.goes_to("/hard-moment/")
    bob.loses_network()
    bob.page.get_by_role("link", name="My plan for hard moments").click()
    expect(bob.page.get_by_text("I stop answering.")).to_be_visible()
    expect(bob.page.get_by_text("Grace has the key.")).to_be_visible()
    expect(bob.page.get_by_role("link", name="Crisis help")).to_be_visible()


def test_search_stays_in_the_page(bob):
    for words in ("A café in the rain.", "The lamp was on."):
        bob.goes_to("/write/note/")
        hands_in(bob, "What is on your mind?", words)
        is_told(bob, "Kept on this server, sealed.")
    page = bob.goes_to("/you/writing/")
    before = len(bob.requests)
    page.get_by_label("Search on this page").press_sequentially("cafe")
    expect(page.get_by_text("One found.")).to_be_visible()
    expect(page.locator("[data-entry]:visible")).to_have_count(1)
    assert [url for url in bob.requests[before:] if "caf" in url] == []
    assert [url for url, body in bob.sent if "cafe" in body] == []
