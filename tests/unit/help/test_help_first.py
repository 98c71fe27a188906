"""Help answers before everything else, and knows nothing about who asks.

No test here may use the database: pytest-django refuses it, which proves that help works when it is stopped.
"""

from __future__ import annotations

import gzip
import logging

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from kindward.site.help import answers
from kindward.site.help.middleware import HelpFirst


class TellTale(HttpRequest):
    """A request that fails as soon as anybody looks at who is asking."""

    def __init__(self) -> None:
        pass

    def refuse(self) -> None:
        raise AssertionError("help looked at who is asking")

    session = user = COOKIES = POST = body = property(refuse)  # type: ignore[assignment]


@pytest.mark.parametrize(
    "path", ["/help/", "/help", "/help/gb/", "/help/GB", "/help/choose/", "/help/help.css"]
)
def test_help_answers_without_a_database(stranger: Client, path: str) -> None:
    assert stranger.get(path).status_code == 200


def test_help_stands_first() -> None:
    assert settings.MIDDLEWARE[0] == "kindward.site.help.middleware.HelpFirst"


def test_nothing_behind_it_is_asked() -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        raise AssertionError("something stood between a person and help")

    first = HelpFirst(broken)
    assert first(RequestFactory().get("/help/ie/")).status_code == 200
    with pytest.raises(AssertionError, match="stood between"):
        first(RequestFactory().get("/helpful/"))


def test_it_does_not_look_at_login_cookies_or_body() -> None:
    request = TellTale()
    request.method, request.path_info = "GET", "/help/us/"
    request.META = {"HTTP_COOKIE": "kindward-login=abc", "REMOTE_ADDR": "192.0.2.7"}
    assert answers.answer(request).status_code == 200


def test_it_sets_no_cookie_and_varies_with_none(stranger: Client) -> None:
    response = stranger.get("/help/us/", headers={"cookie": "kindward-device=abc"})
    assert not response.cookies
    assert response["Vary"] == "Accept-Encoding"


def test_no_log_line_is_written(stranger: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        stranger.get("/help/us/")
        stranger.get("/help/zz/")
        stranger.post("/help/us/")
    assert caplog.records == []


def test_an_unknown_country_gets_the_choice(stranger: Client) -> None:
    response = stranger.get("/help/zz/")
    assert response.status_code == 404
    assert "Where are you?" in response.content.decode()


def test_nothing_can_be_sent_to_help(stranger: Client) -> None:
    response = stranger.post("/help/us/", {"words": "private"})
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_head_has_the_length_and_no_body(stranger: Client) -> None:
    whole, head = stranger.get("/help/us/"), stranger.head("/help/us/")
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))


def test_it_is_compressed_for_those_who_can_read_that(stranger: Client) -> None:
    plain = stranger.get("/help/us/")
    packed = stranger.get("/help/us/", headers={"accept-encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content


def test_a_copy_that_is_still_right_is_not_sent_again(stranger: Client) -> None:
    tag = stranger.get("/help/us/")["ETag"]
    again = stranger.get("/help/us/", headers={"if-none-match": f'W/"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert stranger.get("/help/gb/", headers={"if-none-match": tag}).status_code == 200


def test_a_browser_may_show_its_copy_when_we_are_away(stranger: Client) -> None:
    assert stranger.get("/help/us/")["Cache-Control"] == "public, max-age=300, stale-if-error=2592000"


def test_the_policy_allows_no_script_and_no_form(stranger: Client) -> None:
    for response in (stranger.get("/help/"), stranger.get("/help/zz/"), stranger.post("/help/")):
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "form-action 'none'" in policy
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Content-Type-Options"] == "nosniff"


def test_a_host_nobody_expects_gets_help_too(stranger: Client) -> None:
    assert stranger.get("/help/us/", headers={"host": "unexpected.example"}).status_code == 200


def test_over_https_it_asks_for_https_next_time(settings: object) -> None:
    settings.SECURE_HSTS_SECONDS = 60  # type: ignore[attr-defined]
    assert (
        answers.answer(RequestFactory().get("/help/", secure=True))["Strict-Transport-Security"]
        == "max-age=60"
    )
    assert "Strict-Transport-Security" not in answers.answer(RequestFactory().get("/help/")).headers
