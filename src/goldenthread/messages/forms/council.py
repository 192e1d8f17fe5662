"""Forms about what letters say of the council, and about agreed statements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4

from goldenthread.core.plausible import HELD
from goldenthread.documents.rules.letters import FactKind, letterhead_facts
from goldenthread.messages.actions.statements import StatementFacts
from goldenthread.messages.forms.letters import Choices, OnLetter
from goldenthread.messages.models import AgreedStatement
from goldenthread.messages.queries.statements import StatementRow
from goldenthread.ui import forms


class LetterheadForm(OnLetter):
    """Every fact of a letterhead. None has to be given: a letter says which it lacks when it is written."""

    mark_optional: ClassVar[bool] = False

    def __init__(self, *args: Any, facts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in letterhead_facts():
            common: dict[str, Any] = {"required": False, "initial": facts.get(one.code, "")}
            hint = f"For example: {one.example}".replace("\n", ", ")
            long = one.kind is FactKind.LONG
            self.fields[one.code] = (
                forms.TextareaField(one.label, rows=4, max_length=500, hint=hint, **common)
                if long
                else forms.CharField(
                    one.label, max_length=500, hint=hint, spellcheck=False, **common
                )
            )

    def told(self) -> dict[str, str]:
        """The facts by code. Call after `is_valid()`."""
        return {one.code: self.cleaned_data[one.code] for one in letterhead_facts()}


class StatementForm(OnLetter):
    """What a statement says, to whom, from when to when. `sent` marks this form."""

    audience = forms.ChoiceField(
        "For whom is it?", called="for whom it is", choices=list(AgreedStatement.Audience.choices), inline=True,
    )  # fmt: skip
    title = forms.CharField(
        "What is it about?", called="what it is about", max_length=160,
        hint="For your own lists. For example: too few educational psychologists.",
    )  # fmt: skip
    words = forms.TextareaField(
        "What do we say?", called="what we say", rows=6, max_length=1500,
        hint="Plain words, and only what is so. No child, family or worker is named.",
    )  # fmt: skip
    starts_on = forms.DateField("From which day is it said?", called="the first day", years=HELD)
    ends_on = forms.DateField(
        "Until which day?", called="the last day", required=False, years=HELD,
        hint="After it the statement is said no more, until somebody agrees a new version.",
    )  # fmt: skip
    sent = forms.CharField("Sent", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent"].widget = self.fields["sent"].hidden_widget()
        self.initial["sent"] = str(uuid4())

    def told(self) -> StatementFacts:
        """What was said. Call after `is_valid()`."""
        given = self.cleaned_data
        first: date = given["starts_on"]
        return StatementFacts(
            given["audience"], given["title"], given["words"].replace("\r\n", "\n"), first, given["ends_on"]
        )  # fmt: skip

    @property
    def sent_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["sent"])
        except ValueError:
            return uuid4()


class AgreeForm(OnLetter):
    """Agreeing a statement, in one of the person's posts; not asked of somebody who has only one."""

    post = forms.ChoiceField("As which of your posts?", called="a post")

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = posts
        if len(posts) == 1:
            del self.fields["post"]
        else:
            self.fields["post"].choices = posts  # type: ignore[attr-defined]

    @property
    def post_id(self) -> int:
        """The post that was chosen, or the only one. Call after `is_valid()`."""
        return int(self.cleaned_data.get("post") or self.posts[0][0])


def statement_initial(row: StatementRow | None, today: date) -> dict[str, object]:
    """What the form shows of a statement, or of a new one."""
    if row is None:
        return {"version": 0, "starts_on": today}
    return {
        "version": row.version, "audience": row.audience_code, "title": row.title, "words": row.words,
        "starts_on": row.starts_on, "ends_on": row.ends_on,
    }  # fmt: skip
