"""Making an account, adding a passkey, coming back with it: in a real browser, under the strict policy."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

PASSWORD = "a lamp beside the notebook"


@pytest.fixture
def dora(visitor: Callable[..., Any]) -> Any:
    """Dora, whose laptop has a fingerprint reader, and who reaches the site by its name."""
    person = visitor(width=1024)
    person.home = person.site.url.replace("127.0.0.1", "localhost")
    # By name, because browsers bind passkeys to names; the watch for other hosts goes by this address too.
    person.site = type("Named", (), {"url": person.home})()
    reader = person.context.new_cdp_session(person.page)
    reader.send("WebAuthn.enable")
    reader.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return person


def signs_up(person: Any) -> str:
    name = f"dora-{secrets.token_hex(3)}"
    page = person.goes_to("/account/signup/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url("**/you/welcome/")
    return name


def test_a_name_and_a_password_are_enough_where_the_site_has_no_name(bob: Any) -> None:
    name = signs_up(bob)
    expect(bob.page.get_by_role("heading", name=f"Welcome, {name}")).to_be_visible()
    assert bob.page.get_by_role("link", name="Add a passkey").count() == 0


def test_a_passkey_right_after_signing_up_brings_her_back_later(dora: Any) -> None:
    signs_up(dora)
    page = dora.page
    page.get_by_role("link", name="Add a passkey").click()
    # Its button does nothing before the page's scripts are there.
    page.wait_for_url("**/webauthn/add/**")
    page.get_by_label("A name for it").fill("Laptop")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()

    dora.goes_to("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(dora.home + "/")

    dora.goes_to("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/you/")


def test_signing_out_and_in_with_the_password(bob: Any) -> None:
    name = signs_up(bob)
    bob.goes_to("/account/logout/").get_by_role("button", name="Sign out").click()
    bob.page.wait_for_url(bob.site.url + "/")
    page = bob.goes_to("/account/login/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/you/")


def test_a_code_from_an_app_can_be_scanned(bob: Any) -> None:
    signs_up(bob)
    page = bob.goes_to("/account/keys/totp/activate/")
    picture = page.get_by_role("img", name="The secret below")
    expect(picture.locator("path")).to_have_count(1)
    assert picture.bounding_box()["height"] > 100
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
