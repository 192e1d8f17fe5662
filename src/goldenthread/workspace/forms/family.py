"""The forms of the family page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from goldenthread.assessments.rules import typed
from goldenthread.documents.forms.uploads import files_field, read_all
from goldenthread.messages.actions.families import Said
from goldenthread.messages.rules.families import longest
from goldenthread.ui import forms

YES, NO = "yes", "no"


class TellForm(forms.Form):
    """Something that a family tells or sends."""

    topic = forms.ChoiceField("What is it about?", called="what it is about")
    words = forms.TextareaField(
        "What do you want to tell us?", called="what you want to tell us", required=False,
        mark_optional=False, max_length=longest("words"), rows=8,
    )  # fmt: skip
    said_worry = forms.BooleanField(
        "I am worried that somebody is not safe", required=False, mark_optional=False
    )
    may_name = forms.ChoiceField(
        "If you are worried: may we tell others that it came from you?",
        called="whether we may tell others", choices=[(NO, "No"), (YES, "Yes")], required=False,
        mark_optional=False, inline=True,
        hint="If somebody is in danger we may have to.",
    )  # fmt: skip
    uploads = files_field("Add files, if you want to")
    sent = forms.CharField("Sent", required=False)
    came = forms.CharField("Mark", required=False)

    def __init__(self, *args: Any, topics: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "topic", topics)
        self.fields["uploads"].required = False
        for name in ("sent", "came"):
            self.fields[name].widget = self.fields[name].hidden_widget()
        self.initial["sent"] = str(uuid4())

    @property
    def sent_key(self) -> UUID:
        """The key of this form: sent twice, it tells once."""
        try:
            return UUID(self.cleaned_data["sent"])
        except ValueError:
            return uuid4()

    def chosen(self) -> list[tuple[str, bytes]]:
        """Name and bytes of each file. UserError for one that is too large."""
        return read_all(self.cleaned_data["uploads"] or [])

    def said(self, flagged: Any) -> Said:
        """What is sent; `flagged` tells of a text whether a person should read it first."""
        words = typed.plain(self.cleaned_data["words"])
        worried = self.cleaned_data["said_worry"]
        return Said(
            topic=self.cleaned_data["topic"], words=words, said_worry=worried,
            may_name=self.cleaned_data["may_name"] == YES, worry=worried or flagged(words),
        )  # fmt: skip


class NoticesForm(forms.Form):
    """Whether mails are wanted when the stage changes."""

    wanted = forms.ChoiceField(
        "Do you want a mail when things move on?", called="whether you want a mail",
        choices=[(YES, "Yes"), (NO, "No")], inline=True,
        hint="It names the stage and a number, such as C-123. It never names anybody.",
    )  # fmt: skip
