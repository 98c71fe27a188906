"""Shared by all tests: nothing reaches beyond this machine."""

import pytest
from pytest_socket import socket_allow_hosts

pytest_plugins = ["people_fixtures", "browser_fixtures"]


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What goes through a browser or kills a server is slow. Whoever needs the database needs the one of keys as well:
    what people answer is sealed."""
    for item in items:
        if {"a11y", "e2e", "fault"} & set(item.path.parts):
            item.add_marker("slow")
        asked = item.get_closest_marker("django_db")
        fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        if asked or fixtures:
            given = asked.kwargs if asked else {}
            both = pytest.mark.django_db(**{"databases": ["default", "keys"]} | given)
            item.add_marker(both, append=False)
