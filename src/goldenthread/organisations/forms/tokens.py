"""Forms that make and end tokens of the API."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from goldenthread.core import clock
from goldenthread.organisations.actions.tokens import TokenFacts
from goldenthread.organisations.rules.tokens import latest_end, token_rules
from goldenthread.ui import forms
from goldenthread.ui.filters import date_long

Choices = list[tuple[str, str]]


class TokenForm(forms.Form):
    """A new token. `sent` marks this form, so that it makes one token however often it is sent."""

    purpose = forms.CharField(
        "What is it for?", hint="The system that will read, for example: the council's dashboard.",
        called="what it is for", max_length=120,
    )  # fmt: skip
    organisation = forms.ChoiceField(
        "Which organisation runs that system?", called="an organisation", select=True,
        blank="Choose from the list",
    )  # fmt: skip
    areas = forms.MultipleChoiceField("Which areas may it read?", called="an area")
    role = forms.ChoiceField("What may it read?", called="what it may read")
    expires_on = forms.DateField("Last day on which it works", called="the last day")
    sent = forms.CharField("Sent", required=False)

    def __init__(
        self,
        *args: Any,
        organisations: Choices,
        areas: Choices,
        roles: list[tuple[str, str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "organisation", organisations)
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]
        offered = self.fields["role"]
        offered.choices = [(name, title) for name, title, _ in roles]  # type: ignore[attr-defined]
        offered.hints = {name: about for name, _, about in roles}  # type: ignore[attr-defined]
        latest = date_long(latest_end(clock.today()))
        self.fields[
            "expires_on"
        ].help_text = f"At most {token_rules().longest_months} months ahead: {latest} or earlier."
        self.fields["sent"].widget = self.fields["sent"].hidden_widget()
        self.initial["sent"] = str(uuid4())

    def facts(self) -> TokenFacts:
        """What was typed. Call after `is_valid()`."""
        given = self.cleaned_data
        return TokenFacts(
            organisation_id=int(given["organisation"]),
            purpose=given["purpose"],
            role=given["role"],
            areas=frozenset(map(int, given["areas"])),
            expires_on=given["expires_on"],
            sent_key=_key(given["sent"]),
        )


class RevokeForm(forms.Form):
    """Nothing to fill in: sending it ends the token."""


def _key(sent: str) -> UUID:
    """The form's own mark. Whoever sends another text gets a token each time."""
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()
