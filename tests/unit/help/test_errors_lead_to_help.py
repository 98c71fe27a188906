"""Every error page has the help link, at the same place, without a database."""

from __future__ import annotations

import pytest
from django.template import loader
from django.test import RequestFactory

from kindward.site import errors

LINK = 'href="/help/"'


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 429, 500, 503])
def test_an_error_page_leads_to_help(status: int) -> None:
    response = errors.error_page(RequestFactory().get("/somewhere/"), status)
    text = response.content.decode()
    assert response.status_code == status
    assert text.index("</header>") > text.index(LINK)


def test_an_error_page_that_cannot_be_made_leads_to_help_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> object:
        raise OSError("the templates are gone")

    monkeypatch.setattr(loader, "get_template", broken)
    assert LINK in errors.error_page(RequestFactory().get("/somewhere/"), 500).content.decode()
