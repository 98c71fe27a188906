"""A real server, a real Chromium, and visitors whose every request, error and policy violation is watched."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from live_site import wait_until_all_ended

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

SRC = Path(__file__).parents[1] / "src"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


PASSWORD = "a lamp beside the notebook"
#: The addresses of what waits on the device to be handed in.
WAITING = """new Promise((done, fail) => {
  const request = indexedDB.open("kindward", 1);
  request.onerror = () => fail(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction("outbox").objectStore("outbox").getAll();
    all.onsuccess = () => { request.result.close(); done(all.result.map((record) => record.url)); };
  };
})"""


class Site:
    """One running Kindward with a data folder of its own. Only its own process group is ever signalled."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, **wishes: str) -> Site:
        """Start and wait until it answers. ``wishes`` are settings, such as ``KINDWARD_COUNTRY="NO"``."""
        env = {
            name: value for name, value in os.environ.items() if not name.startswith(("KINDWARD_", "DJANGO_"))
        }
        env |= {
            "KINDWARD_DATA": str(self.data), "KINDWARD_PORT": str(self.port), "PYTHONPATH": str(SRC),
            "KINDWARD_WORKERS": "1",
            # Clips are spoken when they are asked for: the tests share two processors with everything else.
            "KINDWARD_SPEAK_AHEAD": "false",
        } | wishes  # fmt: skip
        if not self.database.exists() and "KINDWARD_DATABASE_URL" not in wishes:
            shutil.copytree(_prepared(), self.data, dirs_exist_ok=True)
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kindward.site"],
                env=env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        give_up = time.monotonic() + 60
        while time.monotonic() < give_up and self.process.poll() is None:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2).close()
                return self
            time.sleep(0.1)
        self.stop(signal.SIGKILL)
        raise RuntimeError((self.data / "server.log").read_text())

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        # Answers under way and the helper have ten seconds each to finish.
        self.process.wait(60)
        wait_until_all_ended(self.process.pid)
        self.process = None

    def files_that_hold(self, *words: str) -> list[Path]:
        """Files of the data folder that have any of the words in them."""
        found = []
        for path in self.data.rglob("*"):
            # A clip is under another name until it is whole, and that name may be gone once it is come to.
            with contextlib.suppress(FileNotFoundError):
                if path.is_file() and any(word.encode() in path.read_bytes() for word in words):
                    found.append(path)
        return found

    @property
    def database(self) -> Path:
        return self.data / "kindward.sqlite3"


@cache
def _prepared() -> Path:
    """A data folder as a first start leaves it, to begin from: what a first start does is tested elsewhere, once."""
    folder = Path(tempfile.mkdtemp(prefix="kindward-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("KINDWARD_", "DJANGO_"))}
    env |= {
        "KINDWARD_DATA": str(folder), "PYTHONPATH": str(SRC), "DJANGO_SETTINGS_MODULE": "kindward.site.settings",
        "KINDWARD_LOG_LEVEL": "error",
    }  # fmt: skip
    code = "import django; django.setup(); from kindward.site.prepare import prepare; prepare()"
    subprocess.run([sys.executable, "-c", code], env=env, check=True, timeout=120)
    shutil.rmtree(folder / "run", ignore_errors=True)
    return folder


class Visitor:
    """Somebody at a browser. Collects what should not happen, and asserts at the end that it did not."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.context, self.site = context, site
        self.troubles: list[str] = []
        self.requests: list[str] = []
        #: What was sent in a body, by address.
        self.sent: list[tuple[str, str]] = []
        #: Network failures are expected only of somebody who goes offline.
        self.may_lose_network = False
        #: A page that is not there is a console error to the browser; who looks for one says so.
        self.expects_status: set[int] = set()
        context.on("request", self._requested)
        self.page = self.watch(context.new_page())

    def watch(self, page: Page) -> Page:
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        return page

    def _console(self, kind: str, text: str) -> None:
        if self.may_lose_network and "net::ERR" in text:
            return
        if any(f"status of {status} " in text for status in self.expects_status):
            return
        if text.startswith("Service Worker registration blocked by Playwright"):
            return
        if kind in ("error", "warning"):
            self.troubles.append(f"console {kind}: {text}")

    def _requested(self, request: Request) -> None:
        url = request.url
        self.requests.append(url)
        if body := request.post_data_buffer:
            self.sent.append((url, body.decode(errors="replace")))
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(self.site.url):
            self.troubles.append(f"request to another host: {url}")

    def goes_to(self, path: str) -> Page:
        self.page.goto(self.site.url + path)
        return self.page

    def opens_a_tab(self, path: str) -> Page:
        page = self.watch(self.context.new_page())
        page.goto(self.site.url + path)
        return page

    def loses_network(self) -> None:
        self.may_lose_network = True
        self.context.set_offline(True)

    def is_online_again(self) -> None:
        self.context.set_offline(False)

    def player(self, expression: str) -> Any:
        """A value of the player element, such as ``position`` or ``state``."""
        return self.page.evaluate(f"document.querySelector('kw-player').{expression}")

    def until(self, condition: str, seconds: float = 20) -> None:
        """Wait until a JavaScript expression is true. Asked from outside: the policy forbids ``eval``."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"not within {seconds} s: {condition}"
            self.page.wait_for_timeout(30)

    def waits_for_state(self, state: str, seconds: float = 20) -> None:
        self.until(f"document.querySelector('kw-player')?.dataset.state === '{state}'", seconds)

    def waits_for_service_worker(self) -> None:
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.until("navigator.serviceWorker.controller !== null")

    def practises(self, path: str = "/practise/five-senses/?seconds=20") -> None:
        """Come to the end of a session, its seconds counted and not waited for."""
        self.goes_to(path)
        self.waits_for_state("playing")
        self.passes_over(12)
        self.waits_for_state("ended", 15)

    def moves_to(self, place: str) -> None:
        """Move to a place in the session: seconds, told by an expression about ``player``."""
        self.page.evaluate(
            f"((player) => player.skip({place} - player.position))(document.querySelector('kw-player'))"
        )

    def passes_over(self, seconds: float) -> None:
        """Have it begun so many seconds earlier, and move on to its last second."""
        self.page.evaluate(
            """(seconds) => {
              const player = document.querySelector("kw-player"), { session } = player;
              session.practised += seconds;
              const began = Date.parse(session.body.start_time) - seconds * 1000;
              session.body.start_time = new Date(began).toISOString();
              player.skip(9999);
            }""",
            seconds,
        )

    def signs_up(self, name: str) -> None:
        self.goes_to("/account/signup/")
        self._shows_who(name, "Make the account")

    def signs_in(self, name: str) -> None:
        self.goes_to("/account/login/")
        self._shows_who(name, "Sign in")

    def _shows_who(self, name: str, button: str) -> None:
        self.page.get_by_label("Name", exact=True).fill(name)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_url("**/you/**")

    def kept(self) -> dict[str, Any]:
        """What the server keeps about this person: ``{"sessions": […], "check_ins": […]}``."""
        answer = self.context.request.get(f"{self.site.url}/you/sessions.json")
        assert "json" in answer.headers["content-type"], (
            f"{answer.status} {answer.url}: {answer.text()[:600]}"
        )
        return dict(answer.json())

    def until_kept(self, sessions: int, check_ins: int = 0, seconds: float = 20) -> dict[str, Any]:
        """Wait until the server keeps that many; returns them."""
        end = time.monotonic() + seconds
        while True:
            kept = self.kept()
            if (len(kept["sessions"]), len(kept["check_ins"])) == (sessions, check_ins):
                return kept
            assert time.monotonic() < end, kept
            self.page.wait_for_timeout(50)

    def leaves(self) -> None:
        self.context.close()
        assert self.troubles == []


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One Kindward for all."""
    running = Site(tmp_path_factory.mktemp("kindward"))
    running.start()
    yield running
    running.stop(signal.SIGKILL)


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    """A Kindward for one test, not started yet: to be broken, or stopped and started anew."""
    mine = Site(tmp_path)
    yield mine
    mine.stop(signal.SIGKILL)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all."""
    from playwright.sync_api import expect, sync_playwright

    # Two processors are shared by servers, browsers and tests: what takes longer is slow, and not wrong.
    expect.set_options(timeout=20_000)
    assert CHROMIUM, "Chromium is missing; on Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def guest(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors of any site: ``guest(own_site, width=320)``. Each is checked as they leave."""
    made: list[Visitor] = []
    workers = "allow" if request.node.get_closest_marker("offline") else "block"

    def make(site: Site, width: int = 390, height: int = 844, **wishes: Any) -> Visitor:
        wishes = {"service_workers": workers} | wishes
        context = browser.new_context(viewport={"width": width, "height": height}, **wishes)
        made.append(Visitor(context, site))
        return made[-1]

    yield make
    for one in made:
        one.leaves()


@pytest.fixture
def visitor(guest: Callable[..., Visitor], site: Site) -> Callable[..., Visitor]:
    """Makes visitors of the one site: ``visitor(width=320, color_scheme="dark")``."""

    def make(width: int = 390, height: int = 844, **wishes: Any) -> Visitor:
        return guest(site, width, height, **wishes)

    return make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
