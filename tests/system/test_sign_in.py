"""Signing in as a person does it: passkeys, and the warning before a session ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route, expect

from tests.system.conftest import OpenPage, SignIn
from tests.system.product import Product

CheckAxe = Callable[[Page], None]


def a_device(page: Page) -> None:
    """A device that keeps passkeys and always knows its owner's finger."""
    session: Any = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
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


def by_name(product: Product) -> str:
    """The product's address by name: passkeys belong to a name, never to a number."""
    return f"http://localhost:{urlsplit(product.address).port}/"


def test_a_passkey_from_adding_it_to_removing_it(
    product: Product, open_page: OpenPage, check_axe: CheckAxe
) -> None:
    page = open_page()
    a_device(page)
    account = product.account("partnership manager")
    page.goto(by_name(product))
    page.get_by_label("Email address").fill(account.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".gt-header__person a").click()
    check_axe(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill("Work laptop")
    check_axe(page)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    check_axe(page)

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Email address").fill(account.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    page.goto(by_name(product) + "account/passkeys/")
    check_axe(page)
    page.get_by_role("link", name="Remove Work laptop").click()
    expect(page.get_by_role("heading", name="Type your password again")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("You have no passkeys")).to_be_visible()


def test_without_a_device_the_page_says_so(shared_product: Product, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(shared_product.address)
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('no'))")
    page.reload()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("No passkey was used")).to_be_visible()


def answering(seconds: int) -> Callable[[Route], None]:
    body = json.dumps({"seconds_left": seconds})
    return lambda route: route.fulfill(body=body, content_type="application/json")


def test_the_warning_before_a_session_ends(
    shared_product: Product, open_page: OpenPage, sign_in: SignIn, check_axe: CheckAxe
) -> None:
    page = open_page()
    page.clock.install()
    sign_in(page, "partnership manager")
    warning = page.get_by_role("dialog", name="You are about to be signed out")
    page.get_by_role("link", name="Imports").focus()

    # Another window has kept the session going: the server says so, and nothing happens.
    with page.expect_response("**/session/"):
        page.clock.fast_forward("26:00")
        page.clock.run_for(2_000)
    page.wait_for_timeout(500)  # real time, for the page to take the answer in
    expect(warning).to_be_hidden()

    page.route("**/session/", answering(290))
    page.clock.fast_forward("26:00")
    page.clock.run_for(2_000)
    expect(warning).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    expect(warning).to_contain_text("5 minutes")
    check_axe(page)
    page.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()
    expect(page.get_by_role("link", name="Imports")).to_be_focused()

    # Escape means staying as well: nobody is signed out by a key that closes things.
    page.clock.fast_forward("26:00")
    page.clock.run_for(2_000)
    expect(warning).to_be_visible()
    page.keyboard.press("Escape")
    expect(warning).to_be_hidden()

    page.clock.fast_forward("26:00")
    page.clock.run_for(2_000)
    expect(warning).to_be_visible()
    page.unroute("**/session/")
    page.route("**/session/", answering(0))
    page.clock.fast_forward("05:00")
    page.clock.run_for(2_000)
    expect(page.get_by_text("You have been signed out")).to_be_visible()
    assert "next=%2Fplans%2F" in page.url
