"""A server's log does not say that somebody opened help."""

from __future__ import annotations

import logging

import pytest

from kindward.site.help.quiet import QuietAboutHelp


def kept(name: str, message: str, *args: object) -> bool:
    return QuietAboutHelp().filter(logging.LogRecord(name, logging.INFO, "", 0, message, args, None))


@pytest.mark.parametrize("path", ["/help/", "/help/gb/", "/help"])
def test_a_line_about_help_is_dropped(path: str) -> None:
    assert not kept("gunicorn.access", '192.0.2.7 "GET %s HTTP/1.1" 200', path)


def test_other_lines_stay() -> None:
    assert kept("gunicorn.access", '192.0.2.7 "GET %s HTTP/1.1" 200', "/practices/")


def test_our_own_words_to_the_operator_stay() -> None:
    assert kept("kindward.site.help.shelf", "/data/helplines/ie.tsv:2: kind: is wrong")
