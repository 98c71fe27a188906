"""Pages to read: the same for everybody, there without a database, and telling the truth about themselves."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

import pytest
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from kindward.site.learn import library

READ = [
    "/learn/",
    "/learn/questions/",
    "/learn/three-flows/",
    "/learn/feed.xml",
    "/practices/soothing-touch/",
]
ATOM = "{http://www.w3.org/2005/Atom}"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.django_db
@pytest.mark.parametrize("path", READ)
def test_a_page_is_the_same_for_everybody_and_may_be_kept(path, newcomer, alice, charlie):
    answers = [client.get(path) for client in (newcomer, alice, charlie)]
    assert len({answer.content for answer in answers}) == 1
    for answer in answers:
        assert "no-store" not in answer["Cache-Control"]
        assert not answer.cookies
    again = newcomer.get(path, headers={"If-None-Match": answers[0]["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/learn/", "/learn/three-flows/"])
def test_it_is_compressed(path, newcomer):
    assert newcomer.get(path, headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


@pytest.fixture
def without_database(monkeypatch: pytest.MonkeyPatch, django_db_blocker: object) -> Iterator[None]:
    """The database is stopped: whoever asks it is told so."""

    def away(self: BaseDatabaseWrapper) -> None:
        raise OperationalError("could not connect to server")

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        monkeypatch.setattr(connections["default"], "connection", None)
        monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", away)
        yield


@pytest.mark.parametrize("path", READ)
@pytest.mark.usefixtures("without_database")
def test_with_the_database_stopped_there_is_still_something_to_read(path, newcomer):
    said = page(newcomer, path)
    if path not in ("/learn/", "/learn/feed.xml"):
        assert "Who reviewed it cannot be looked up right now." in said
        assert "No clinician has reviewed it yet." not in said


@pytest.mark.django_db
def test_the_list_leads_to_every_article_by_group(newcomer):
    said = page(newcomer, "/learn/")
    for slug in library.articles():
        assert f'href="/learn/{slug}/"' in said
    assert said.index("What compassion is") < said.index("Finding help") < said.index("Questions and answers")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", library.articles())
def test_every_article_has_its_text_references_practices_and_who_answers_for_it(slug, newcomer):
    article, said = library.articles()[slug], page(newcomer, f"/learn/{slug}/")
    assert article.title.replace("'", "&#x27;") in said
    for name in article.cited:
        assert f'href="#ref-{name}"' in said and f'id="ref-{name}"' in said
    for practice in article.related:
        assert f'href="/practise/{practice}/?seconds=' in said
    assert "Written by Kindward." in said
    assert "No clinician has reviewed it yet." in said


@pytest.mark.django_db
def test_references_lead_to_their_doi(newcomer):
    assert 'href="https://doi.org/10.1016/j.beth.2017.06.003" rel="noreferrer"' in page(
        newcomer, "/learn/what-research-shows/"
    )


@pytest.mark.django_db
def test_each_question_can_be_linked_to(newcomer):
    said = page(newcomer, "/learn/questions/")
    for section in library.articles()["questions"].sections:
        assert f'<h2 id="{section.anchor}">' in said
        assert f'<a href="#{section.anchor}">' in said


@pytest.mark.django_db
def test_a_practice_leads_to_what_there_is_to_read_about_it(newcomer):
    assert 'href="/learn/three-systems/"' in page(newcomer, "/practices/three-systems-check/")


@pytest.mark.django_db
def test_an_article_there_is_not_is_a_calm_page(newcomer):
    assert newcomer.get("/learn/nothing/").status_code == 404


@pytest.mark.django_db
def test_every_page_leads_to_what_there_is_to_read(newcomer):
    for path in ("/", "/about/", "/help/", "/care/"):
        assert 'href="/learn/"' in page(newcomer, path)


@pytest.mark.django_db
def test_the_feed_is_well_formed_and_has_whole_addresses(newcomer):
    answer = newcomer.get("/learn/feed.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = Xml.fromstring(answer.content)  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"http://testserver/learn/{slug}/" for slug in library.articles()
    ]
    assert all(entry.findtext(f"{ATOM}updated") for entry in entries)


@pytest.mark.django_db
def test_who_is_offline_may_keep_what_was_read(newcomer):
    worker = newcomer.get("/sw.js").content.decode()
    (kept,) = [line for line in worker.splitlines() if line.startswith("const MAY_KEEP")]
    assert r"learn\/|" in kept
    assert "desk" not in kept
