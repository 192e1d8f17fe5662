"""Forms about accounts: closing one, how somebody's identity was checked, and the code of a link."""

from __future__ import annotations

from typing import Any

from goldenthread.access.rules.link_purposes import purposes
from goldenthread.organisations.rules.identity import identity_checks
from goldenthread.ui import forms


class IdentityForm(forms.Form):
    """How it is known that it is really this person who asks."""

    how = forms.ChoiceField("How did you check who they are?", called="how you checked")
    theirs = forms.BooleanField(
        "They still read this address",
        error_messages={"required": "Confirm that they still read this address"},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["how"].choices = list(identity_checks().items())
        fields["theirs"].label = f"They told me that they still read {email}"


class CloseForm(forms.Form):
    """Whether what the person made goes with the account."""

    end_tokens = forms.BooleanField("End these tokens too", required=False)

    def __init__(self, *args: Any, tokens: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["end_tokens"] = True
        if not tokens:
            del self.fields["end_tokens"]


class LinkCodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        "Code", width=10, inputmode="numeric", autocomplete="one-time-code", max_length=20
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = f"{purposes().codes.digits} digits, from the message"
