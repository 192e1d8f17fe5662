"""Signing in, in one step or two: allauth's forms with our fields and words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm as AllauthChangePasswordForm,
)
from allauth.account.forms import (
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from goldenthread.access.audit.sign_ins import record_lock_out_of
from goldenthread.ui import forms

LOCKED_OUT = frozenset({"too_many_login_attempts", "rate_limited"})
PASSWORD_HINT = "At least 12 characters. Three or four words that do not belong together work well."  # noqa: S105


class SignInForm(forms.FormMixin, LoginForm):
    """An email address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField("Email address", autocomplete="username")
        self.fields["password"] = forms.PasswordField()
        self.fields.pop("remember", None)


class PasswordAgainForm(forms.FormMixin, ReauthenticateForm):
    """The password once more, before something that only its owner may do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = forms.PasswordField()


class _CodeMixin(forms.FormMixin):
    """A code of the second step. Being locked out of it is recorded like any lock-out."""

    code_hint = "The 6 digits that your authenticator app shows now, or one of your recovery codes"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            "Code",
            called="the code",
            hint=self.code_hint,
            width=10,
            max_length=20,
            inputmode="numeric",
            autocomplete="one-time-code",
            spellcheck=False,
        )

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())  # type: ignore[misc]
        except ValidationError as problem:
            if problem.code in LOCKED_OUT:
                record_lock_out_of(self.user)  # type: ignore[attr-defined]
            raise


class CodeForm(_CodeMixin, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(_CodeMixin, ReauthenticateByCodeForm):
    """A code instead of the password, before something that only its owner may do."""


class ConfirmAppForm(_CodeMixin, ActivateTOTPForm):
    """The first code of a new app, which proves that it holds the key."""

    code_hint = "The 6 digits that your authenticator app shows now"


class AddPasskeyForm(forms.FormMixin, AddWebAuthnForm):
    """A new passkey. It always asks for a fingerprint, face or PIN, so that it can stand for both steps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            "Name of this passkey", hint="For example, work laptop", width=20, max_length=60,
            required=False, initial=self.initial.get("name"),
        )  # fmt: skip
        self.fields["credential"].error_messages["required"] = "Your browser gave no passkey"
        self.fields.pop("passwordless", None)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        return dict(super().clean() or {})


class RenamePasskeyForm(forms.FormMixin, EditWebAuthnForm):
    """What a passkey is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField("Name of this passkey", width=20, max_length=60)


class ForgottenPasswordForm(forms.FormMixin, ResetPasswordForm):
    """Where to send the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField("Email address", autocomplete="username")


class _TwiceMixin(forms.FormMixin):
    """A new password, typed twice, checked against what makes one easy to guess."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= password_fields()

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        validate_password(password, self.user)  # type: ignore[attr-defined]
        return password

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        return typed_alike(self, data)


class NewPasswordForm(_TwiceMixin, ResetPasswordKeyForm):
    """A new password for whoever came by the link."""


class ChangePasswordForm(_TwiceMixin, AllauthChangePasswordForm):
    """A new password for who is signed in and knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        old = forms.PasswordField("Current password", called="your current password")
        self.fields = {"oldpassword": old, **password_fields()}


def password_fields() -> dict[str, forms.PasswordField]:
    """`password1` and `password2`, fresh for one form."""
    return {
        "password1": forms.PasswordField(
            "New password", called="a new password", hint=PASSWORD_HINT, autocomplete="new-password"
        ),
        "password2": forms.PasswordField(
            "New password again", called="the new password again", autocomplete="new-password"
        ),
    }


def typed_alike(form: Any, data: dict[str, Any]) -> dict[str, Any]:
    """`data`; the second password carries an error when the two differ."""
    first, second = data.get("password1"), data.get("password2")
    if first and second and first != second:
        form.add_error("password2", "Type the same password twice")
    return data
