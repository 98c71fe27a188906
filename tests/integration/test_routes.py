"""Who may see what, and what every answer tells the browser."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from routes import ROUTES, Route, names

pytestmark = pytest.mark.django_db

EACH = pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES.keys())
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def test_every_address_is_in_the_table_and_nothing_else() -> None:
    assert set(names()) == set(ROUTES)


@EACH
def test_who_gets_what(route: Route, newcomer: Client, bob: Client, alice: Client, charlie: Client) -> None:
    got = tuple(client.get(route.path).status_code for client in (newcomer, bob, alice, charlie))
    assert got == route.answers


@EACH
def test_every_answer_is_guarded(route: Route, newcomer: Client) -> None:
    answer = newcomer.get(route.path)
    policy = answer["Content-Security-Policy"]
    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "camera=()" in answer["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in answer


#: Pages with a form carry the token that proves it was ours.
WITH_FORMS = ("/account/", "/you/import/", "/you/plan/", "/you/measure/three-flows/", "/programme/")


@EACH
def test_a_newcomer_gets_no_cookie_but_for_a_form(route: Route, newcomer: Client) -> None:
    cookies = set(newcomer.get(route.path).cookies)
    assert cookies <= ({"kindward-form", "kindward-login"} if route.path.startswith(WITH_FORMS) else set())


@EACH
def test_what_is_personal_is_stored_nowhere_and_not_compressed(route: Route, alice: Client) -> None:
    answer = alice.get(route.path, headers={"Accept-Encoding": "gzip"})
    if route.personal:
        assert "no-store" in answer["Cache-Control"]
        assert "Content-Encoding" not in answer
    else:
        assert "no-store" not in answer.get("Cache-Control", "")


@EACH
def test_head_is_get_without_the_body(route: Route, newcomer: Client) -> None:
    assert newcomer.head(route.path).status_code == newcomer.get(route.path).status_code


@pytest.mark.parametrize("path", ["/", "/practise/soothing-touch/?seconds=20&voice=text", "/practices/"])
def test_what_is_the_same_for_all_is_compressed_and_has_a_tag(path: str, newcomer: Client) -> None:
    answer = newcomer.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    again = newcomer.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_https_is_insisted_on_only_where_there_is_https(newcomer: Client, settings: object) -> None:
    assert "Strict-Transport-Security" not in newcomer.get("/healthz")
    settings.SECURE_HSTS_SECONDS = 63_072_000
    assert Client().get("/healthz", secure=True)["Strict-Transport-Security"] == "max-age=63072000"


def test_metrics_are_for_this_machine_alone(newcomer: Client) -> None:
    assert newcomer.get("/metrics").status_code == 200
    assert newcomer.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert newcomer.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404


def test_an_unknown_host_is_refused(newcomer: Client) -> None:
    assert newcomer.get("/practices/", headers={"Host": "elsewhere.example"}).status_code == 400


def test_a_missing_page_is_calm_and_leads_to_help(newcomer: Client) -> None:
    page = newcomer.get("/no-such-page/")
    assert page.status_code == 404
    assert 'href="/help/"' in page.content.decode()
