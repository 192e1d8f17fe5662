"""Signing in and out, and one's own account. Only these of allauth's pages exist: accounts are made by invitation."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from goldenthread.access.views import accounts, sessions, typed

sign_in = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("sign-out/", account.logout, name="account_logout"),
    path("getting-an-account/", accounts.getting_an_account, name="account_signup"),
    path("session/", sessions.state, name="session_state"),
    path("session/stay/", sessions.stay, name="session_stay"),
    path("session/typed/", typed.page, name="typed"),
    path("session/typed/forget/", typed.forget, name="typed_forget"),
    path("session/typed/keep/", typed.keep, name="typed_keep"),
]  # fmt: skip

forgotten = [
    path("forgotten-password/", account.password_reset, name="account_reset_password"),
    path("forgotten-password/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^forgotten-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "forgotten-password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]  # fmt: skip

own_account = [
    path("account/", mfa.index, name="mfa_index"),
    path("account/password/", accounts.change_password, name="account_change_password"),
    path("account/app/", app.activate_totp, name="mfa_activate_totp"),
    path("account/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("account/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]  # fmt: skip

urlpatterns = [*sign_in, *forgotten, *own_account]
