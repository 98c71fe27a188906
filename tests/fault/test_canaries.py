"""What is sealed is in no file: each field of each model holds a text that is nowhere else; all bytes are searched."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from browser_fixtures import PASSWORD
from care_site import CareSite, manage

TESTS = Path(__file__).parents[1]
PLANTING = f"""
import json, sys
sys.path.insert(0, {str(TESTS)!r})
from importlib import import_module
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from kindward.site.people.kept import KEPT
from kindward.site.people.models import Account, Person
from rows_of_everything import Everything
account = Account.objects.create_user('alice', password='a lamp beside the notebook')
planted = Everything(Person.objects.create(account=account))
login = SessionStore()
login[SESSION_KEY] = str(account.pk)
login[BACKEND_SESSION_KEY] = 'allauth.account.auth_backends.AuthenticationBackend'
login[HASH_SESSION_KEY] = Account.objects.get().get_session_auth_hash()
login.create()
sealed = {{(label, name): text for (label, name), text in planted.canaries.items() if name in KEPT[label].sealed}}
print(json.dumps({{
    'login': login.session_key,
    'sealed': {{f'{{label}}.{{name}}': text for (label, name), text in sealed.items()}},
    'clear': {{f'{{label}}.{{name}}': text for (label, name), text in planted.canaries.items()
              if (label, name) not in sealed}},
}}))
"""
WRITTEN = "written-in-the-page-canary"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CareSite, dict[str, Any], Path]]:
    folder = tmp_path_factory.mktemp("canaries")
    (folder / "data").mkdir()
    (folder / "temp").mkdir()
    site = CareSite(folder / "data")
    try:
        yield from _made(site, folder)
    finally:
        site.stop()


def _made(site: CareSite, folder: Path) -> Iterator[tuple[CareSite, dict[str, Any], Path]]:
    settings = {"TMPDIR": str(folder / "temp"), "KINDWARD_LOG_LEVEL": "debug"}
    site.start(**settings)
    site.stop()
    told = json.loads(site.does(PLANTING))
    # Before the helper works on what was planted.
    told["planted"] = site.database.read_bytes()
    site.start(**settings)
    _goes_about(site, told["login"])
    (folder / "passphrase").write_text(PASSWORD, encoding="utf-8")
    for arguments in (
        ("backup",),
        ("backup-keys", "-o", folder / "keys.kwb", "--passphrase-file", folder / "passphrase"),
    ):
        done = manage(site.data, *arguments)
        assert done.code == 0, done.complained
    yield site, told, folder


def _goes_about(site: CareSite, login: str) -> None:
    """Read, write, and send what is refused, so that logs and caches have had their chance."""
    for path in ("/", "/you/", "/you/writing/", "/you/plan/", "/care/", "/programme/", "/api/v1/export"):
        assert _ask(site, login, path) in (200, 302, 403, 503), path
    draft = {
        "key": "kept-in-the-page", "kind": "note", "parts": {"text": WRITTEN}, "base": 0, "save": 1,
        "writer": "page-of-alice", "day": date.today().isoformat(),  # noqa: DTZ011
    }  # fmt: skip
    assert _ask(site, login, "/you/writing/save/", json.dumps(draft).encode()) == 201
    assert _ask(site, login, "/you/writing/save/", f'{{"parts": "{WRITTEN}'.encode()) >= 400
    assert _ask(site, login, "/you/writing/save/", json.dumps(draft | {"kind": WRITTEN}).encode()) >= 400
    assert _ask(site, login, "/api/v1/check-ins", json.dumps({"note": WRITTEN}).encode()) >= 400


def _ask(site: CareSite, login: str, path: str, body: bytes | None = None) -> int:
    headers = {"Cookie": f"kindward-login={login}", "Content-Type": "application/json", "Origin": site.url}
    asked = urllib.request.Request(site.url + path, body, headers)
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def _shapes(text: str) -> list[bytes]:
    """The text as it could lie in a file: in three encodings, and in base64 wherever it begins."""
    plain = text.encode()
    coded = [
        base64.b64encode(b"\0" * before + plain)[(8 * before + 5) // 6 : -4].rstrip(b"=")
        for before in range(3)
    ]
    return [plain, text.encode("utf-16-le"), text.encode("utf-16-be"), *coded]


def _bytes_of(folder: Path) -> dict[str, bytes]:
    found = {}
    for path in folder.rglob("*"):
        # The site runs on, and what it keeps for a moment may be gone once it is come to.
        with suppress(FileNotFoundError):
            if path.is_file():
                found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def test_what_is_sealed_is_found_in_no_file(planted: tuple[CareSite, dict[str, Any], Path]) -> None:
    _site, told, folder = planted
    files = _bytes_of(folder)
    assert {"data/kindward.sqlite3", "data/keys/keys.sqlite3", "data/server.log", "keys.kwb"} <= files.keys()
    assert any(name.startswith("data/backups/") for name in files)
    assert len(told["sealed"]) > 20
    found = [
        (place, name)
        for place, text in [*told["sealed"].items(), ("what was written", WRITTEN)]
        for name, content in files.items()
        if any(shape in content for shape in _shapes(text))
    ]
    assert found == []


def test_what_the_page_calls_readable_is_what_can_be_read(
    planted: tuple[CareSite, dict[str, Any], Path],
) -> None:
    _site, told, folder = planted
    assert [place for place, text in told["clear"].items() if text.encode() not in told["planted"]] == []
    elsewhere = {
        name: content
        for name, content in _bytes_of(folder).items()
        if not name.startswith("data/kindward.sqlite3")
    }
    assert [
        (place, name)
        for place, text in told["clear"].items()
        for name, content in elsewhere.items()
        if any(shape in content for shape in _shapes(text))
    ] == []


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for number, content in enumerate(
        (b"x canary7 y", "canary7".encode("utf-16-le"), base64.b64encode(b"a canary7 b"))
    ):
        (tmp_path / str(number)).write_bytes(content)
    assert all(
        any(shape in content for shape in _shapes("canary7")) for content in _bytes_of(tmp_path).values()
    )
