"""The page reads a text exactly as the library does, from the same file, quickly, and looks as it should."""

from types import SimpleNamespace

import pytest
from benchmarks.selftalk.lines import ASIDE, CHOOSING, HELPING, read_lines

from kindward.selftalk import shipped_model
from kindward.selftalk.gaps import NINETY, OFF_WHEN_SURE, OFF_WHEN_UNSURE
from kindward.site.selftalk.pictures import SAME, what_is_said

ODD = [
    "",
    "!!",
    "ＦＵＬＬ ﬁne — “don’t”… ❤️🙄 café naïve 42",
    "你好",
    "x" * 5000,
    "it's ok, n't 's o'clock ... u r ok",
]
RATE_ALL = """async (texts) => {
  const { rate, shippedModel } = await import("/static/selftalk/model.js");
  const model = await shippedModel(), began = performance.now();
  const said = texts.map((text) => {
    const { warmth, sure, words, speaks } = rate(text, model);
    return [warmth, sure, words, speaks];
  });
  return { said, each: (performance.now() - began) / texts.length };
}"""


def test_page_and_library_agree_on_every_line(visitor):
    texts = [line.text for line in read_lines(CHOOSING + HELPING + ASIDE)] + ODD
    page = visitor().goes_to("/practices/")
    answer = page.evaluate(RATE_ALL, texts)
    for text, (warmth, sure, words, speaks) in zip(texts, answer["said"], strict=True):
        said = shipped_model().rate(text)
        assert (words, speaks) == (said.words, said.speaks), text
        assert warmth == pytest.approx(said.warmth, abs=1e-6) and sure == pytest.approx(
            said.sure, abs=1e-6
        ), text
    assert answer["each"] < 20


HARSH = "I am a pathetic loser and I ruin everything I ever touch, every single time."
WARM = "Oh love, I am so sorry, you did your best and I am here with you, come and rest."
SAY = """async ([toSelf, toFriend]) => {
  await import("/static/selftalk/said.js");
  const said = document.createElement("kw-said");
  for (const when of ["warmer", "alike", "own-warmer"]) {
    const sentence = document.createElement("p");
    sentence.dataset.when = when;
    said.append(sentence);
  }
  document.querySelector("main").append(said);
  const word = await said.read({ toSelf, toFriend });
  return { word, hidden: said.hidden, shown: [...said.children].filter((one) => !one.hidden).length };
}"""


@pytest.mark.parametrize(("own", "friend"), [(HARSH, WARM), (WARM, WARM), (WARM, HARSH), ("Typical.", WARM)])
def test_the_page_says_what_the_library_would_say(visitor, own, friend):
    page = visitor().goes_to("/practices/")
    word = what_is_said(SimpleNamespace(day=None, said_to_self=own, said_to_friend=friend, correction=None))
    shown = page.evaluate(SAY, [own, friend])
    assert shown == {"word": word, "hidden": word is None, "shown": 0 if word is None else 1}


def test_page_and_library_take_the_same_to_be_sure(visitor):
    page = visitor().goes_to("/practices/")
    numbers = page.evaluate(
        """import("/static/selftalk/said.js").then(
          (said) => [said.OFF_WHEN_SURE, said.OFF_WHEN_UNSURE, said.NINETY, said.SAME])"""
    )
    assert numbers == [OFF_WHEN_SURE, OFF_WHEN_UNSURE, NINETY, SAME]


def test_what_stays_on_the_device_is_read_there_and_sent_nowhere(visitor):
    alice = visitor()
    page = alice.goes_to("/write/friend-reframe/")
    page.locator("[data-places] input[value=device]").check()
    for name, text in (("said_to_self", HARSH), ("said_to_friend", WARM)):
        page.locator(f"textarea[name={name}]").evaluate("(box, text) => { box.value = text; }", text)
    # Told once for both: what is said after the first would not say that the second is kept.
    page.locator("textarea[name=said_to_friend]").dispatch_event("input")
    page.get_by_text("Kept only on this device.").wait_for()
    alice.goes_to("/write/").get_by_text("were warmer than your words to yourself").wait_for()
    assert not [address for address, body in alice.sent if "pathetic" in body]
