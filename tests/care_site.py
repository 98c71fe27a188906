"""A Kindward with a small centre: Thea and Theo take clients in Washington, each with a second factor."""

from __future__ import annotations

import base64
import hmac
import json
import os
import re
import struct
import subprocess
import sys
import time
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

from browser_fixtures import PASSWORD, SRC, Site

if TYPE_CHECKING:
    from browser_fixtures import Visitor

#: Of everybody here; RFC 6238 counts by it.
SECRET = "JBSWY3DPEHPK3PXP"
OPENING = f"""
from datetime import timedelta
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from kindward.site.care.models import DutySheet, Licence, Therapist
from kindward.site.people.models import Account
DutySheet.objects.create(
    jurisdictions=["US-WA", "US-OR"], night_cover="Dana, by telephone", threat_procedure="Ring Dana",
    emergency_contact="Dana, +1 206 555 0100", licence_evidence="The register", retention="Seven years",
    complaints="Write to Dana", written_by="dana", opened_at=now, opened_by="dana")
for name in ("Thea", "Theo"):
    account = Account.objects.create_user(name.lower(), password={PASSWORD!r})
    account.groups.add(Group.objects.get_or_create(name="therapist")[0])
    TOTP.activate(account, {SECRET!r})
    made = Therapist.objects.create(
        account=account, name=name, about="I sit with people.", languages=["en"], age_groups=["adult"],
        specialties=["shame"], modalities=["video"], fee=90, windows=["tue-ev"], capacity=3)
    Licence.objects.create(
        therapist=made, jurisdiction="US-WA", number=f"LW-{{name}}", expires_on=(now + timedelta(days=300)).date(),
        checked_on=now.date(), checked_by="dana")
"""
#: By name, the half minute whose code was shown.
_shown: dict[str, int] = {}
#: By site and name, the cookies of their login.
_logins: dict[tuple[str, str], Any] = {}
#: What somebody says who needs one of the two.
ANSWERS = {
    "jurisdiction": "US-WA", "languages": ["en"], "age_group": "adult", "needs": ["shame"], "modalities": ["video"],
    "windows": ["tue-ev"],
}  # fmt: skip


class CareSite(Site):
    """A site whose rows the test may write to, as services do. ``wishes`` are settings beside those of every test."""

    def __init__(self, data: Path, **wishes: str) -> None:
        super().__init__(data)
        self.wishes = wishes

    def does(self, code: str) -> str:
        """Run a piece of Python beside the server, with ``now`` at hand; what it prints."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("KINDWARD_")}
        env |= {
            "KINDWARD_DATA": str(self.data), "PYTHONPATH": str(SRC), "KINDWARD_LOG_LEVEL": "error",
            "DJANGO_SETTINGS_MODULE": "kindward.site.settings",
        } | self.wishes  # fmt: skip
        whole = (
            f"import django; django.setup()\nfrom django.utils import timezone\nnow = timezone.now()\n{code}"
        )
        done = subprocess.run(
            [sys.executable, "-c", whole], env=env, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip()

    def open(self) -> CareSite:
        """Start, and open the centre."""
        self.start(**self.wishes)
        self.does(OPENING)
        return self

    def ticks(self) -> None:
        """The helper ticks every ten seconds; a test does not wait for that. Matching is one worker's at a time: where
        the helper is at it in this very moment, its round is waited for, and what was asked meanwhile is done too."""
        self.does(
            "from time import sleep\nfrom django.db.models import F\nfrom kindward.site.care.models import Work\n"
            "from kindward.site.jobs import care\ncare.tick()\n"
            "while Work.objects.exclude(holder='', done=F('asked')).exists():\n    sleep(0.1)\n    care.tick()"
        )

    def asked_before(self, hours: float, then: str = "") -> str:
        """Somebody asked so many hours ago; returns their device's key. ``then`` goes on with ``asked``. All at once,
        so that the helper does not find a therapist in between."""
        deed = (
            "key = device.new_key(); person = Person.objects.create(device_hash=device.hashes_of(key)[0])\n"
            f"then = now - timedelta(hours={hours}); asked = services.begin(person, then, 'America/Los_Angeles')\n"
            f"services.answer(asked, {ANSWERS!r}, then); services.submit(asked, then)\n{then}"
        )
        return self.does(
            "from datetime import timedelta\nfrom django.db import transaction\n"
            "from kindward.site.care import offers, services\nfrom kindward.site.care.models import Therapist\n"
            "from kindward.site.people import device\nfrom kindward.site.people.models import Person\n"
            f"with transaction.atomic():\n{indent(deed, '    ')}\nprint(key)"
        )


class Done:
    """What a command said, and its exit code."""

    def __init__(self, answer: subprocess.CompletedProcess[str]) -> None:
        self.code, self.said, self.complained = answer.returncode, answer.stdout, answer.stderr

    def told(self) -> dict[str, object]:
        return dict(json.loads(self.said))


def manage(data: Path, *arguments: object, **wishes: str) -> Done:
    """``kindward manage …`` on a data folder."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("KINDWARD_")}
    env |= {"KINDWARD_DATA": str(data), "PYTHONPATH": str(SRC), "KINDWARD_LOG_LEVEL": "error"}
    env |= {"DJANGO_SETTINGS_MODULE": "kindward.site.settings"} | wishes
    command = [sys.executable, "-m", "kindward.site", *map(str, arguments)]
    return Done(subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False))


def opened(folder: Path) -> CareSite:
    """A centre in ``folder``, open."""
    return CareSite(folder).open()


def is_known(person: Visitor, key: str) -> None:
    """Have the visitor's browser hold a device's key."""
    person.context.add_cookies([{"name": "kindward-device", "value": key, "url": person.site.url}])


def comes_to_the_desk(person: Visitor, name: str) -> None:
    """Open the desk: the first time by password and code, later on by that same login. A code is good once in half
    a minute, so that each further one would be waited for."""
    if known := _logins.get((person.site.url, name)):
        person.context.add_cookies(known)
        if "/account/" not in person.goes_to("/desk/").url:
            return
    page = person.goes_to("/account/login/?next=/desk/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    box = page.locator("input[name=code]")
    # The code is looked up when there is a box for it: the half minute of one that waits for the page may end.
    box.wait_for()
    box.fill(code_now(name))
    box.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]*/desk/"))
    _logins[person.site.url, name] = person.context.cookies()


def code_now(name: str) -> str:
    """The six digits of this half minute (RFC 6238), which are good once for each account."""
    # One that is about to be over would be so when it arrives.
    if (left := 30 - time.time() % 30) < 5 or _shown.get(name) == int(time.time()) // 30:
        time.sleep(left + 0.1)
    _shown[name] = int(time.time()) // 30
    counted = struct.pack(">Q", _shown[name])
    digest = hmac.new(base64.b32decode(SECRET), counted, "sha1").digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
