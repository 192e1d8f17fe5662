"""What the environment may choose, and what it is when nobody chooses."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.config import environment
from goldenthread.core.errors import UserError

SECRET = "q8Zt3mV0xW7rB2nL5kJ9hG4fD1sA6pO-eUyTcRiE_wXvNbMzK" * 2
PRODUCTION = {
    "GOLDENTHREAD_MODE": "production",
    "GOLDENTHREAD_SECRET_KEY": SECRET,
    "GOLDENTHREAD_ALLOWED_HOSTS": "thread.westshire.example",
    "GOLDENTHREAD_STORAGE_ENCRYPTED": "yes",
}
OPENID = {
    "GOLDENTHREAD_OIDC_ISSUER": "https://id.westshire.example/v2.0/",
    "GOLDENTHREAD_OIDC_CLIENT_ID": "golden-thread",
    "GOLDENTHREAD_OIDC_CLIENT_SECRET": "a secret",
    "GOLDENTHREAD_OIDC_NAME": "Westshire",
    "GOLDENTHREAD_OIDC_POSTS": "posts.yaml",
}


def load(monkeypatch: pytest.MonkeyPatch, folder: Path, **given: str) -> environment.Environment:
    for name, text in {"GOLDENTHREAD_DATA_DIR": str(folder), **given}.items():
        monkeypatch.setenv(name, text)
    return environment.load()


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (PRODUCTION, "required"),
        ({**PRODUCTION, "GOLDENTHREAD_SECOND_FACTOR": "offered"}, "offered"),
        ({"GOLDENTHREAD_MODE": "embedded"}, "offered"),
        ({"GOLDENTHREAD_MODE": "embedded", "GOLDENTHREAD_SECOND_FACTOR": "required"}, "required"),
        ({"GOLDENTHREAD_MODE": "demo"}, "offered"),
        ({"GOLDENTHREAD_MODE": "demo", "GOLDENTHREAD_SECOND_FACTOR": "required"}, "offered"),
    ],
)
def test_who_needs_a_second_step(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: dict[str, str], found: str
) -> None:
    assert load(monkeypatch, tmp_path, **given).second_factor == found


def test_what_nobody_has_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usual = load(monkeypatch, tmp_path)
    assert (usual.session_minutes, usual.trusted_proxies, usual.workers, usual.openid) == (
        30, 0, 1, None,
    )  # fmt: skip


def test_a_provider(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = load(monkeypatch, tmp_path, **PRODUCTION, **OPENID).openid
    assert found is not None
    assert found.issuer == "https://id.westshire.example/v2.0"
    assert not found.loopback
    assert environment.origin_of(found.issuer) == "https://id.westshire.example"
    assert environment.openid_provider(found)["openid_connect"]["OAUTH_PKCE_ENABLED"] is True


def test_production_never_speaks_to_a_provider_in_the_clear(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = {**OPENID, "GOLDENTHREAD_OIDC_ISSUER": "http://127.0.0.1:9000"}
    with pytest.raises(UserError, match="does not start with https"):
        load(monkeypatch, tmp_path, **PRODUCTION, **given, GOLDENTHREAD_OIDC_LOOPBACK="1")


@pytest.mark.parametrize("name", sorted(OPENID))
def test_half_a_provider_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    given = {key: text for key, text in OPENID.items() if key != name}
    with pytest.raises(UserError, match=f"{name} is missing"):
        load(monkeypatch, tmp_path, **given)


def test_mail(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    silent = load(monkeypatch, tmp_path, **PRODUCTION).mail
    assert silent == {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    sent = environment.mail_from_address("smtp://ann:p%40ss@mail.example", "production")
    assert (sent["EMAIL_HOST"], sent["EMAIL_PORT"], sent["EMAIL_HOST_PASSWORD"]) == (
        "mail.example", 587, "p@ss",
    )  # fmt: skip
    assert (sent["EMAIL_USE_TLS"], sent["EMAIL_USE_SSL"]) == (True, False)
    direct = environment.mail_from_address("smtps://mail.example", "embedded")
    assert (direct["EMAIL_PORT"], direct["EMAIL_USE_SSL"]) == (465, True)
    with pytest.raises(UserError, match="not the address of a mail server"):
        environment.mail_from_address("mail.example", "embedded")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("", ()),
        ("clamdscan --no-summary -", ("clamdscan", "--no-summary", "-")),
        ("'/opt/a scanner/scan' -", ("/opt/a scanner/scan", "-")),
        ("clamd:/run/clamd.ctl", ("clamd:/run/clamd.ctl",)),
        ("clamd:scanner.internal:3310", ("clamd:scanner.internal:3310",)),
    ],
)
def test_a_scanner(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, found: tuple[str, ...]
) -> None:
    assert load(monkeypatch, tmp_path, GOLDENTHREAD_SCANNER=given).scanner == found


@pytest.mark.parametrize("given", ["clamd:", "clamd:host", "clamd:/a b", "scan 'it"])
def test_a_scanner_that_cannot_be_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str
) -> None:
    with pytest.raises(UserError) as refused:
        load(monkeypatch, tmp_path, GOLDENTHREAD_SCANNER=given)
    assert refused.value.where == "GOLDENTHREAD_SCANNER"


def test_the_data_folder_and_where_uploads_wait_are_its_owners(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = load(monkeypatch, tmp_path / "data").data_dir
    for one in (folder, folder / environment.INCOMING):
        assert one.stat().st_mode & 0o777 == 0o700
