"""Forms of people: inviting them, their first password, their last day."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password

from goldenthread.access.forms import password_fields, typed_alike
from goldenthread.access.models import User
from goldenthread.core import clock
from goldenthread.core.plausible import HELD
from goldenthread.ui import forms


class InviteForm(forms.Form):
    """Who is to hold a post."""

    name = forms.CharField("Full name", called="their full name", max_length=120, width=20)
    email = forms.EmailField("Work email address", max_length=254)
    starts_on = forms.DateField(
        "First day in the post", hint="For example, 27 3 2026", initial=clock.today,
        years=HELD,
    )  # fmt: skip


class EndForm(forms.Form):
    """When somebody leaves a post."""

    ends_on = forms.DateField("Last day in the post", hint="For example, 27 3 2026", years=HELD)


class FirstPasswordForm(forms.Form):
    """The first password of an account."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields |= password_fields()

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        return typed_alike(self, super().clean() or self.cleaned_data)
