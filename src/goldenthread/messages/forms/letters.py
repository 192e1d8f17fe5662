"""Forms about a letter: its words, how it went, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms as django_forms

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.messages.actions.letters import Words
from goldenthread.messages.models import Copy
from goldenthread.messages.queries.letter_page import CopyRow
from goldenthread.ui import forms

Choices = list[tuple[str, str]]
ALL, ONE = "all", "one"


class OnLetter(forms.Form):
    """About one letter, against the version that was read."""

    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def show_refusal(self, problem: UserError, version: int) -> None:
        """Set what is wrong beside its field. What was typed is then held against `version`, which the page shows."""
        if problem.code == "changed_meanwhile":
            self.carry(version=str(version))
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)


class WordsForm(OnLetter):
    """What a copy says; what is changed is taken over into all copies, or made in this one alone."""

    title = forms.CharField("Heading", called="the heading", max_length=300)
    words = forms.TextareaField(
        "Words", called="the words", rows=28, max_length=40_000,
        hint="Leave a blank line between paragraphs. A line that begins with # and a blank is a heading, "
        "with - and a blank an item of a list.",
    )  # fmt: skip
    whose = forms.ChoiceField(
        "Which copies should say this?", called="which copies",
        choices=[(ALL, "All copies"), (ONE, "This copy alone")],
        hints={ALL: "Only the paragraphs that you change. What differs between the copies stays as it is in each."},
    )  # fmt: skip

    def __init__(self, *args: Any, alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if alone:
            del self.fields["whose"]

    @property
    def told(self) -> Words:
        """What the copy is to say. Call after `is_valid()`."""
        return Words(self.cleaned_data["title"], self.cleaned_data["words"].replace("\r\n", "\n"))

    @property
    def for_all(self) -> bool:
        """Whether the change is taken over into the other copies. Call after `is_valid()`."""
        return self.cleaned_data.get("whose") == ALL


class WithdrawForm(OnLetter):
    """Why a letter is not to go."""

    why = forms.CharField("Why is it not to go?", called="why it is not to go", max_length=300)


class _Posted(OnLetter):
    """In which of the person's posts it is done; not asked of somebody who has only one. `sent` marks this form."""

    post = forms.ChoiceField("As which of your posts?", called="a post")
    sent = forms.CharField("Sent", required=False)

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = posts
        self.fields["sent"].widget = self.fields["sent"].hidden_widget()
        self.initial["sent"] = str(uuid4())
        if len(posts) == 1:
            del self.fields["post"]
        else:
            self.fields["post"].choices = posts  # type: ignore[attr-defined]

    @property
    def post_id(self) -> int:
        """The post that was chosen, or the only one. Call after `is_valid()`."""
        return int(self.cleaned_data.get("post") or self.posts[0][0])

    @property
    def sent_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["sent"])
        except ValueError:
            return uuid4()


class SendForm(_Posted):
    """For each copy how it went and on which day, and what has to be confirmed where something is doubtful."""

    confirmed = forms.BooleanField(
        "It is right as it stands here", legend="Please check", required=False
    )
    doubted = forms.CharField("Doubted", required=False)

    def __init__(self, *args: Any, copies: Sequence[CopyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.copies = copies
        for one in copies:
            self.fields[f"method-{one.id}"] = forms.ChoiceField(
                f"How did the copy for {one.name} go?", called=f"how the copy for {one.name} went",
                choices=ways(one),
            )  # fmt: skip
            self.fields[f"sent_on-{one.id}"] = forms.DateField(
                f"On which day did it go to {one.name}?", called="the day", not_after=clock.today,
                hint="The day on which it was really posted or handed over, not the day on which this is entered.",
            )  # fmt: skip
        self.fields["doubted"].widget = self.fields["doubted"].hidden_widget()
        if not self.data.get("doubted"):
            self.fields["confirmed"].widget = django_forms.HiddenInput()
        last: list[str] = [name for name in ("post", "confirmed") if name in self.fields]
        self.order_fields([name for name in self.fields if name not in last] + last)

    @property
    def confirms(self) -> str:
        """The mark of the doubts that the person confirms; empty where none are."""
        return self.cleaned_data["doubted"] if self.cleaned_data["confirmed"] else ""

    def show_doubts(self, mark: str) -> None:
        """Ask about what can hardly be right, keeping all that was typed."""
        self.carry(doubted=mark, confirmed="")
        self.fields["confirmed"].widget = django_forms.CheckboxInput()
        self.add_error("confirmed", self.fields["confirmed"].error_messages["required"])

    def went(self) -> dict[int, tuple[str, date]]:
        """By copy the way and the day. Call after `is_valid()`."""
        return {
            one.id: (self.cleaned_data[f"method-{one.id}"], self.cleaned_data[f"sent_on-{one.id}"])
            for one in self.copies
        }


class ReturnedForm(OnLetter):
    """That a copy came back, when and why."""

    on = forms.DateField("On which day did it come back?", called="the day", not_after=clock.today)
    why = forms.CharField(
        "Why did it come back?", called="why it came back", max_length=300,
        hint="As it stands on the envelope, without any address.",
    )  # fmt: skip


class SettleForm(OnLetter):
    """How a copy that came back was dealt with, where it does not go again."""

    how = forms.CharField(
        "How was it dealt with?", called="how it was dealt with", max_length=300,
        hint="For example: handed over at a visit.",
    )  # fmt: skip


class AgainForm(OnLetter):
    """How a copy that came back went again."""

    def __init__(self, *args: Any, row: CopyRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method-again"] = forms.ChoiceField(
            "How did it go?", called="how it went", choices=ways(row)
        )
        self.fields["sent_on-again"] = forms.DateField(
            "On which day did it go?", called="the day", not_after=clock.today
        )


class ConfirmLetterForm(OnLetter):
    """Nothing to fill in: pressing the button is the answer."""


def ways(row: CopyRow) -> Choices:
    """How this copy can go: an address that is protected is on no label, and where there is none nothing is posted."""
    held = Copy.Method.HELD
    if row.held:
        allowed = [held, Copy.Method.HAND, Copy.Method.COLLECTED]
    elif row.family or row.address:
        allowed = [one for one in Copy.Method if one != held]
    else:
        allowed = [Copy.Method.HAND, Copy.Method.LINK, Copy.Method.COLLECTED]
    return [(one.value, str(one.label)) for one in allowed]
