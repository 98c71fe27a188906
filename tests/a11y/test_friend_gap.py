"""The friend gap and the sentence beside a reframe, with axe, at every width and light."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from kindward.site.selftalk.pictures import gap_picture

SHOW = """(html) => new Promise((seen) => {
  const main = document.querySelector("main"), style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/static/selftalk/selftalk.css";
  style.addEventListener("load", () => seen(true));
  document.head.append(style);
  main.innerHTML = "<h1>Your writing</h1>" + html;
})"""


@pytest.fixture
def parts(rf):
    """Both parts as HTML: six weeks that close, and a sentence with its correction open."""
    pairs = [(-0.8, 0.7), (-0.7, 0.8), (-0.3, 0.6), (-0.4, 0.8), (0.1, 0.7), (0.3, 0.6)]
    reframes = [
        SimpleNamespace(
            day=date(2026, 3, 1) + timedelta(7 * at),
            said_to_self="I am a pathetic loser and I ruin everything I ever touch, every single time.",
            said_to_friend="",
            correction={"to_friend": friend} if at == 0 else {"to_self": own, "to_friend": friend},
        )
        for at, (own, friend) in enumerate(pairs)
    ]
    gap = render_to_string("selftalk/gap.html", {"gap": gap_picture(reframes)})
    said = render_to_string("selftalk/said.html", {"said": "warmer", "correct_url": "/x/"}, rf.get("/"))
    return (gap + said).replace("<details", "<details open")


def test_the_friend_gap_and_its_sentence(visitor, look, parts):
    person = visitor()
    person.goes_to("/practices/")
    person.page.evaluate(SHOW, parts)
    person.page.get_by_text("have come closer together").last.wait_for()
    look(person, "friend gap")
