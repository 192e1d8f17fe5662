"""Signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm

from goldenthread.ui import forms


class SignInForm(forms.FormMixin, LoginForm):
    """allauth's form with our fields: an e-mail address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField("Email address", autocomplete="username")
        self.fields["password"] = forms.PasswordField()
        self.fields.pop("remember", None)
