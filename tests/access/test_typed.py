"""What was typed when the session had ended: who sees it again, for how long, and what is never kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.access import typed
from goldenthread.access.models import User
from goldenthread.core import clock
from tests.access.audit.people import PASSWORD, a_person, an_area

pytestmark = pytest.mark.django_db
NINE = datetime.now(UTC)
FORM = "/people/posts/new/?from=list"
WORDS = "Waits for <b>panel</b>\r\nuntil Friday"
TYPED = {"title": WORDS, "due-day": "3", "due-month": "12", "due-year": "2026", "version": "7"}


@pytest.fixture
def ann() -> User:
    return a_person("Ann", "partnership_manager", an_area("Fellmoor"))


@pytest.fixture
def bob() -> User:
    return a_person("Bob", "partnership_manager", an_area("Sands"))


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def begin(client: Client, person: User) -> None:
    client.force_login(person)
    with clock.fixed(at(0)):
        client.get(reverse("improvement:plans"))


def send_late(client: Client, data: dict[str, object] | None = None, minutes: float = 31) -> str:
    """The address that the form leads to when it comes after the end of the session."""
    with clock.fixed(at(minutes)):
        return str(client.post(FORM, TYPED if data is None else data)["Location"])


def sign_in(client: Client, person: User, minutes: float = 32) -> HttpResponse:
    with clock.fixed(at(minutes)):
        return client.post(
            reverse("account_login"),
            {"login": person.email, "password": PASSWORD, "next": reverse("typed")},
        )


def shown(client: Client, minutes: float = 33) -> str:
    with clock.fixed(at(minutes)):
        return str(client.get(reverse("typed")).content.decode())


def test_whoever_typed_it_sees_it_after_signing_in(client: Client, ann: User) -> None:
    begin(client, ann)
    assert send_late(client) == "/sign-in/?ended=1&next=/session/typed/"
    with clock.fixed(at(31)):
        page = client.get("/sign-in/?ended=1&next=/session/typed/").content.decode()
    assert "is kept for 60 minutes, for you alone" in page
    assert "Waits for" not in page
    assert sign_in(client, ann)["Location"] == "/session/typed/"
    page = shown(client)
    assert "govuk-notification-banner" not in page, "what was typed comes first"
    assert "You were signed out before this was sent" in page
    assert "Waits for &lt;b&gt;panel&lt;/b&gt;\r\nuntil Friday" in page
    assert "3 12 2026" in page
    assert f'action="{FORM}"' in page
    assert 'name="version" value="7"' in page
    assert ">Version<" not in page


def test_it_is_found_from_every_page_until_it_is_sent_or_thrown_away(
    client: Client, ann: User
) -> None:
    begin(client, ann)
    send_late(client)
    sign_in(client, ann)
    with clock.fixed(at(34)):
        assert b"See what you had typed" in client.get(reverse("improvement:plans")).content


def test_nothing_is_sent_without_the_person(client: Client, ann: User) -> None:
    from goldenthread.organisations.models import Post

    begin(client, ann)
    before = Post.objects.count()
    send_late(client, {"title": "Nobody's post"})
    sign_in(client, ann)
    shown(client)
    assert Post.objects.count() == before


def test_sending_it_goes_the_usual_way_and_takes_it_out(ann: User) -> None:
    client = Client(enforce_csrf_checks=True)
    begin(client, ann)
    with clock.fixed(at(1)):
        token = token_on(client.get("/people/posts/new/"))
    assert send_late(client, {**TYPED, "csrfmiddlewaretoken": token}).endswith(
        "next=/session/typed/"
    )
    with clock.fixed(at(32)):
        client.force_login(ann)
        page = client.get(reverse("typed"))
        again = {**TYPED, typed.MARK: key_on(page), "csrfmiddlewaretoken": token_on(page)}
        assert client.post(FORM, {**again, "csrfmiddlewaretoken": "x" * 64}).status_code == 403
        answer = client.post(FORM, again)
    assert answer.status_code in (200, 400)  # the form, with what is missing in it
    assert b"Waits for" in answer.content
    assert "Nothing is kept for you" in shown(client)


def test_what_was_not_taken_stays(client: Client, ann: User, bob: User) -> None:
    begin(client, ann)
    with clock.fixed(at(31)):
        client.post("/plans/milestones/999999/report/", TYPED)
    sign_in(client, ann)
    with clock.fixed(at(32)):
        key = key_on(client.get(reverse("typed")))
        gone = client.post("/plans/milestones/999999/report/", {**TYPED, typed.MARK: key})
    assert gone.status_code == 404
    assert "Waits for" in shown(client)


def test_nobody_else_ever_sees_it(client: Client, ann: User, bob: User) -> None:
    begin(client, ann)
    send_late(client)
    with clock.fixed(at(31)):
        assert client.get(reverse("typed")).status_code == 302
    sign_in(client, bob)
    page = shown(client)
    assert "Nothing is kept for you" in page
    assert "Waits for" not in page
    with clock.fixed(at(34)):
        client.post(reverse("account_logout"))
    sign_in(client, ann, 35)
    assert "Nothing is kept for you" in shown(client, 36)


def test_it_goes_when_thrown_away(client: Client, ann: User) -> None:
    begin(client, ann)
    send_late(client)
    sign_in(client, ann)
    with clock.fixed(at(33)):
        client.post(reverse("typed_forget"), {"key": key_on(client.get(reverse("typed")))})
    assert "Nothing is kept for you" in shown(client)
    assert typed._SESSION not in client.session


def test_it_goes_when_its_time_is_over(client: Client, ann: User) -> None:
    begin(client, ann)
    send_late(client)
    sign_in(client, ann, 90)
    assert "Waits for" in shown(client, 90.5)
    assert "Nothing is kept for you" in shown(client, 92)
    assert typed._SESSION not in client.session


def test_a_session_that_the_store_gives_out_no_more_is_known_by_its_row(
    client: Client, ann: User
) -> None:
    client.force_login(ann)
    client.get(reverse("improvement:plans"))
    old = client.session.session_key
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    assert client.post(FORM, TYPED)["Location"].endswith("next=/session/typed/")
    assert not Session.objects.filter(pk=old).exists()
    client.force_login(ann)
    assert "Waits for" in str(client.get(reverse("typed")).content)


def test_another_window_may_have_found_the_end_first(client: Client, ann: User) -> None:
    begin(client, ann)
    with clock.fixed(at(31)):
        client.get(reverse("improvement:plans"))
    assert send_late(client, minutes=32).endswith("next=/session/typed/")
    assert send_late(client, {"title": "The second"}, 33).endswith("next=/session/typed/")
    sign_in(client, ann, 34)
    page = shown(client, 35)
    assert page.index("Waits for") < page.index("The second")


def test_it_is_encrypted_where_it_is_kept(client: Client, ann: User) -> None:
    begin(client, ann)
    send_late(client)
    assert "Waits" not in str(client.session[typed._SESSION])
    assert FORM not in str(client.session[typed._SESSION])


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("password", "open sesame", False),
        ("new_passphrase", "open sesame", False),
        ("api_token", "gtapi_x", False),
        ("client-secret", "x", False),
        ("csrfmiddlewaretoken", "x", False),
        ("otp", "123456", False),
        ("code", "123 456", False),
        ("recovery_code", "0a1b2c3d", False),
        ("code", "1a", True),
        ("postcode", "LA1 1AA", True),
        ("passed_on", "to the panel", True),
    ],
)
def test_secrets_are_not_kept(client: Client, ann: User, name: str, text: str, kept: bool) -> None:
    begin(client, ann)
    send_late(client, {name: text, "title": "Words"})
    sign_in(client, ann)
    page = shown(client)
    assert "Words" in page
    assert (f'name="{name}" value="{text}"' in page) is kept


def test_files_are_not_kept_and_it_says_so(client: Client, ann: User) -> None:
    begin(client, ann)
    send_late(client, {"title": "Words", "file": SimpleUploadedFile("Ann's child.txt", b"secret")})
    sign_in(client, ann)
    page = shown(client)
    assert "You had also chosen a file. It was not kept" in page
    assert "child.txt" not in page


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"version": "3", "title": "  "},
        {"title": "x" * typed.MOST_BYTES},
        {f"f{number}": "x" for number in range(typed.MOST_FIELDS + 1)},
    ],
    ids=["nothing", "blank", "too long", "too many"],
)
def test_nothing_and_too_much_are_not_kept(
    client: Client, ann: User, data: dict[str, object]
) -> None:
    begin(client, ann)
    assert send_late(client, data) == "/sign-in/?ended=1&next=/"
    assert typed._SESSION not in client.session


def test_the_last_three_forms_are_kept(client: Client, ann: User) -> None:
    begin(client, ann)
    for number in range(4):
        send_late(client, {"title": f"Form {number}"})
    sign_in(client, ann)
    page = shown(client)
    assert [f"Form {number}" in page for number in range(4)] == [False, True, True, True]


def test_another_site_plants_nothing(ann: User) -> None:
    client = Client(enforce_csrf_checks=True)
    begin(client, ann)
    with clock.fixed(at(31)):
        for token in ({}, {"csrfmiddlewaretoken": "x" * 64}):
            assert client.post(FORM, {**TYPED, **token}).status_code == 403
            assert client.post(f"{reverse('typed_keep')}?for={FORM}", TYPED).status_code == 403
    assert typed._SESSION not in client.session


def test_a_stranger_leaves_nothing(client: Client) -> None:
    assert client.post(FORM, TYPED)["Location"] == "/sign-in/?next=/"
    assert client.post(f"{reverse('typed_keep')}?for=/plans/", TYPED)["Location"].endswith(
        "next=/plans/"
    )
    assert typed._SESSION not in client.session


def test_what_a_script_brings_is_kept_and_ends_the_session(client: Client, ann: User) -> None:
    begin(client, ann)
    with clock.fixed(at(20)):
        answer = client.post(
            f"{reverse('typed_keep')}?for=/people/posts/new/", {**TYPED, typed.FILES: "file"}
        )
        assert answer["Location"].endswith("next=/session/typed/")
        assert client.get("/plans/").status_code == 302
    sign_in(client, ann, 21)
    page = shown(client, 22)
    assert "Waits for" in page
    assert "You had also chosen a file" in page
    assert 'action="/people/posts/new/"' in page


@pytest.mark.parametrize(
    "address",
    ["https://elsewhere.test/plans/", "//elsewhere.test/plans/", "/sign-in/", "/nowhere/", "", "/account/password/x"],
)  # fmt: skip
def test_a_script_brings_it_for_our_own_pages_alone(
    client: Client, ann: User, address: str
) -> None:
    begin(client, ann)
    with clock.fixed(at(20)):
        answer = client.post(f"{reverse('typed_keep')}?for={address}", TYPED)
    assert answer["Location"] == "/sign-in/?ended=1&next=/"
    assert typed._SESSION not in client.session


def test_signing_in_gives_the_session_its_usual_length_back(client: Client, ann: User) -> None:
    begin(client, ann)
    send_late(client)
    assert client.session.get_expiry_age() == typed.MINUTES * 60
    client.force_login(ann)
    assert client.session.get_expiry_age() == 1800
    assert client.session.get_expire_at_browser_close()


def key_on(page: HttpResponse) -> str:
    found = re.search(rf'name="{typed.MARK}" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def token_on(page: HttpResponse) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]
