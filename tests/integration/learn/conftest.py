"""The people of the editing desk: Dora edits, Rolf reviews, and Alice, Bob and Charlie do neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from kindward.site.learn.services import set_role
from kindward.site.people.models import Account
from people_fixtures import PASSWORD


def at_the_desk(name: str, role: str) -> Client:
    account = Account.objects.create_user(name, password=PASSWORD)
    set_role(name, role, True)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def dora(db: None) -> Client:
    """Dora, an editor."""
    return at_the_desk("dora", "editors")


@pytest.fixture
def rolf(db: None) -> Client:
    """Rolf, a clinician who reviews."""
    return at_the_desk("rolf", "reviewers")


@pytest.fixture
def sends(rolf: Client) -> Iterator[Callable[..., Any]]:
    """Sends a form as the page holds it, with what somebody wrote into it."""

    def send(client: Client, address: str, page: str, **written: str) -> Any:
        shown = client.get(page)
        form = shown.context["review" if address.endswith("review/") else "word"]
        filled = {name: form[name].value() or "" for name in form.fields}
        return client.post(
            address, {name: value for name, value in (filled | written).items() if value != ""}
        )

    yield send
