import pytest
from django.db import OperationalError
from django.test import Client


def test_alive_without_a_database(newcomer: Client) -> None:
    # pytest-django refuses every query here, since the test asks for no database.
    assert newcomer.get("/healthz").content == b"alive\n"


@pytest.mark.django_db
def test_ready_says_each_thing_that_saving_needs(newcomer: Client) -> None:
    answer = newcomer.get("/readyz").json()
    assert answer["checks"].keys() >= {"database", "keys", "disk", "content"}
    assert answer["ready"], answer


def test_not_ready_when_the_database_is_away(newcomer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("the database is away")

    monkeypatch.setattr("kindward.site.health.transaction.atomic", away)
    answer = newcomer.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["ok"] is False
