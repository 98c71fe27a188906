"""The editing desk: who may see it, who may say what, and what readers then see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from kindward.site.learn import library
from kindward.site.learn.models import ReviewEvent
from kindward.site.learn.roles import ROLES
from kindward.site.people.models import Account

pytestmark = pytest.mark.django_db

DESK = "/desk/editing/"
FLOWS = f"{DESK}article/three-flows/"
TOUCH = f"{DESK}practice/soothing-touch/"
TODAY = timezone.now().date()
REVIEW = {
    "reviewer": "Dr Rolf Example",
    "licence": "clinical psychologist, Norway",
    "reviewed_on": TODAY.isoformat(),
    "due_on": (TODAY + timedelta(days=365)).isoformat(),
    "verdict": "approved",
}


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("who", ["newcomer", "bob", "alice", "charlie", "dora", "rolf"])
def test_the_desk_is_there_for_editors_and_reviewers_alone(who, request):
    client: Client = request.getfixturevalue(who)
    expected = 200 if who in ("dora", "rolf") else 404
    for address in (DESK, FLOWS, TOUCH):
        answer = client.get(address)
        assert answer.status_code == expected, address
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("who", ["newcomer", "bob", "alice", "charlie", "dora", "rolf"])
@pytest.mark.parametrize(("part", "whose"), [("review/", "rolf"), ("state/", "dora")])
def test_each_form_is_for_one_role_and_for_nobody_else(who, part, whose, request):
    client: Client = request.getfixturevalue(who)
    assert client.get(FLOWS + part).status_code == (405 if who == whose else 404)
    assert client.post(FLOWS + part, {}).status_code == (422 if who == whose else 404)
    assert ReviewEvent.objects.count() == 0


def test_a_text_there_is_not_is_not_there(rolf, dora):
    for address in (f"{DESK}article/nothing/", f"{DESK}book/three-flows/", f"{DESK}article/soothing-touch/"):
        assert rolf.get(address).status_code == dora.get(address).status_code == 404


def test_somebody_who_lost_the_role_lost_the_desk(rolf):
    call_command("role", "rolf", "--remove", "reviewers", verbosity=0)
    assert rolf.get(DESK).status_code == 404


def test_an_inactive_account_has_no_desk(rolf):
    Account.objects.filter(username="rolf").update(is_active=False)
    assert rolf.get(DESK).status_code == 404


def test_the_list_has_every_practice_and_article(dora):
    entries = dora.get(DESK).context["entries"]
    assert {(entry.text.kind, entry.text.slug) for entry in entries} == set(library.texts())
    assert {entry.text.kind for entry in entries} == {"article", "practice"}


def test_readers_see_a_review_and_its_text_is_pinned(rolf, sends, newcomer):
    assert "No clinician has reviewed it yet." in words(newcomer.get("/learn/three-flows/"))
    assert sends(rolf, FLOWS + "review/", FLOWS, **REVIEW).status_code == 302
    assert "Reviewed by Dr Rolf Example, clinical psychologist, Norway, on" in words(
        newcomer.get("/learn/three-flows/")
    )
    event = ReviewEvent.objects.get()
    assert (event.by, event.verb, event.slug) == ("rolf", "reviewed", "three-flows")
    assert event.content_hash == library.texts()["article", "three-flows"].content_hash


def test_the_page_of_a_practice_shows_its_review_too(rolf, sends, newcomer):
    assert "No clinician has reviewed it yet." in words(newcomer.get("/practices/soothing-touch/"))
    sends(rolf, TOUCH + "review/", TOUCH, **REVIEW)
    assert "Reviewed by Dr Rolf Example" in words(newcomer.get("/practices/soothing-touch/"))


@pytest.fixture
def edits(monkeypatch):
    """Somebody edits a text's file, and the site is started anew."""

    def edit(kind, slug):
        from dataclasses import replace

        known = dict(library.texts())
        known[kind, slug] = replace(known[kind, slug], content_hash="e" * 64)
        for module in ("selectors", "desk_views", "templatetags.standing"):
            monkeypatch.setattr(f"kindward.site.learn.{module}.texts", lambda: known)

    return edit


def test_an_edited_text_falls_back_to_reviewed_an_earlier_version(rolf, sends, newcomer, edits):
    sends(rolf, FLOWS + "review/", FLOWS, **REVIEW)
    edits("article", "three-flows")
    page = words(newcomer.get("/learn/three-flows/"))
    assert "reviewed an earlier version" in page
    assert "Changed since its review" in page
    assert "an earlier version" in words(rolf.get(FLOWS))


def test_a_text_that_changed_under_the_reviewers_eyes_is_not_reviewed(rolf, newcomer, edits):
    page = rolf.get(FLOWS)
    form = page.context["review"]
    edits("article", "three-flows")
    answer = rolf.post(
        FLOWS + "review/", {"key": form["key"].value(), "read": form["read"].value(), **REVIEW}
    )
    assert answer.status_code == 422
    assert "The text has changed since you opened this page" in words(answer)
    assert answer.context["review"]["read"].value() == "e" * 64
    assert ReviewEvent.objects.count() == 0


def test_overdue_ones_come_first_and_say_so(rolf, dora, sends, newcomer):
    ago = {
        "reviewed_on": (TODAY - timedelta(days=300)).isoformat(),
        "due_on": (TODAY - timedelta(days=1)).isoformat(),
    }
    sends(rolf, TOUCH + "review/", TOUCH, **(REVIEW | ago))
    sends(rolf, FLOWS + "review/", FLOWS, **REVIEW)
    page = dora.get(DESK)
    first, *others = page.context["entries"]
    assert (first.text.slug, first.standing.state, first.standing.overdue) == ("soothing-touch", "due", True)
    assert not any(entry.standing.overdue for entry in others)
    assert others[-1].text.slug == "three-flows"
    assert "1 review overdue." in words(page)
    assert "and is late." in words(newcomer.get("/practices/soothing-touch/"))


def test_the_same_form_sent_twice_is_one_event(rolf):
    form = rolf.get(FLOWS).context["review"]
    sent = {"key": form["key"].value(), "read": form["read"].value(), **REVIEW}
    for _ in range(2):
        assert rolf.post(FLOWS + "review/", sent).status_code == 302
    assert ReviewEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"reviewer": ""}, "reviewer"),
        ({"licence": ""}, "licence"),
        ({"reviewed_on": (TODAY + timedelta(days=3)).isoformat()}, "reviewed_on"),
        ({"reviewed_on": "yesterday"}, "reviewed_on"),
        ({"due_on": TODAY.isoformat()}, "due_on"),
        ({"due_on": (TODAY + timedelta(days=800)).isoformat()}, "due_on"),
        ({"verdict": "splendid"}, "verdict"),
        ({"comment": "x" * 2001}, "comment"),
        ({"key": "short"}, "key"),
    ],
)
def test_a_review_that_is_not_whole_is_shown_again_with_what_is_missing(rolf, written, field):
    form = rolf.get(FLOWS).context["review"]
    sent = {"key": form["key"].value(), "read": form["read"].value(), **REVIEW, **written}
    answer = rolf.post(FLOWS + "review/", sent)
    assert answer.status_code == 422
    assert field in answer.context["review"].errors
    assert ReviewEvent.objects.count() == 0


def test_what_readers_see_holds_no_comment_and_no_markup_of_others(rolf, sends, newcomer):
    sends(
        rolf,
        FLOWS + "review/",
        FLOWS,
        **(REVIEW | {"reviewer": "<b>Rolf</b>", "comment": "the second paragraph"}),
    )
    page = words(newcomer.get("/learn/three-flows/"))
    assert "the second paragraph" not in page
    assert "&lt;b&gt;Rolf&lt;/b&gt;" in page
    assert "the second paragraph" in words(rolf.get(FLOWS))


def test_an_editor_publishes_takes_off_and_retires(dora, rolf, sends, newcomer):
    sends(rolf, FLOWS + "review/", FLOWS, **REVIEW)
    steps = [
        ("published", 200, True),
        ("drafted", 404, False),
        ("retired", 410, False),
        ("published", 200, True),
    ]
    for state, status, listed in steps:
        assert sends(dora, FLOWS + "state/", FLOWS, state=state).status_code == 302
        assert newcomer.get("/learn/three-flows/").status_code == status, state
        for place in ("/learn/", "/learn/feed.xml"):
            assert ("/learn/three-flows/" in words(newcomer.get(place))) is listed, state
    assert dora.get(FLOWS).context["standing"].state == "published"
    assert ReviewEvent.objects.count() == 5


def test_a_practice_stays_and_says_that_it_is_retired(dora, sends, newcomer):
    assert sends(dora, TOUCH + "state/", TOUCH, state="retired").status_code == 302
    assert "it is no longer kept up to date." in words(newcomer.get("/practices/soothing-touch/"))
    assert "stays in the catalogue" in words(dora.get(TOUCH))
    assert "not shown" not in words(dora.get(DESK))


def test_publishing_without_a_review_leaves_it_drafted(dora, sends, newcomer):
    sends(dora, FLOWS + "state/", FLOWS, state="published")
    assert dora.get(FLOWS).context["standing"].state == "drafted"
    assert "No clinician has reviewed it yet." in words(newcomer.get("/learn/three-flows/"))


def test_an_editor_cannot_set_what_only_a_review_can(dora, sends):
    for state in ("reviewed", "due"):
        assert sends(dora, FLOWS + "state/", FLOWS, state=state).status_code == 422
    assert ReviewEvent.objects.count() == 0


def test_changes_that_a_reviewer_asks_for_are_told(rolf, dora, sends, newcomer):
    sends(
        rolf, FLOWS + "review/", FLOWS, **(REVIEW | {"verdict": "change_first", "comment": "Soften the end."})
    )
    assert "asked for changes. They are not made yet." in words(newcomer.get("/learn/three-flows/"))
    assert dora.get(DESK).context["entries"][0].text.slug == "three-flows"
    assert "Soften the end." in words(dora.get(FLOWS))


@pytest.mark.usefixtures("alice_account")
def test_the_operator_gives_and_takes_roles(capsys):
    for role in ROLES:
        call_command("role", "alice", "--add", role)
    call_command("role", "alice", "--remove", "editors")
    assert capsys.readouterr().out.splitlines()[-2:] == ["alice: editors, reviewers", "alice: reviewers"]
    with pytest.raises(CommandError, match="there is no account “nobody”"):
        call_command("role", "nobody", "--add", "editors")
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("role", "alice", "--add", "kings")


def test_lists_cost_the_same_with_few_and_many_records(dora, rolf, sends, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(client, address):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = asked(dora, DESK), asked(Client(), "/learn/"), asked(Client(), "/learn/three-flows/")
    for slug in list(library.articles())[:6]:
        page = f"{DESK}article/{slug}/"
        sends(rolf, page + "review/", page, **REVIEW)
    many = asked(dora, DESK), asked(Client(), "/learn/"), asked(Client(), "/learn/three-flows/")
    assert few == many
    assert few[1:] == (1, 2)
