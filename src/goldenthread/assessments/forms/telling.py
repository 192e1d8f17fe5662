"""Forms about who is told at the start of a case, what the family answers, and letters of a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from goldenthread.assessments.queries.considering import PartyRow
from goldenthread.assessments.rules.telling import FAMILY, SETTING, ways_of_answering
from goldenthread.core import clock
from goldenthread.duties.forms.cases import OnCase
from goldenthread.ui import forms

YES_NO = [("yes", "Yes"), ("no", "No")]
NOT_NOW = ("", "Nobody now")
_YOUNG_PERSON = "young_person"
Choices = Sequence[tuple[str, str]]


class Once(OnCase):
    """A form whose content is acted on once, however often it is sent."""

    sent = forms.CharField("Sent", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent"].widget = self.fields["sent"].hidden_widget()
        self.initial["sent"] = str(uuid4())

    @property
    def sent_key(self) -> UUID:
        """The key of this form. Call after `is_valid()`."""
        try:
            return UUID(self.cleaned_data["sent"])
        except ValueError:
            return uuid4()


class Posted(OnCase):
    """A form that is acted on through a post. Somebody with one that may is not asked."""

    post = forms.ChoiceField("Through which of your posts?", called="the post", select=True)

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = list(posts)
        if len(self.posts) == 1:
            del self.fields["post"]
        else:
            self.fields["post"].choices = self.posts  # type: ignore[attr-defined]

    @property
    def post_id(self) -> int:
        """The post. Call after `is_valid()`."""
        return int(self.cleaned_data["post"] if "post" in self.fields else self.posts[0][0])


class NoticesForm(Once, Posted):
    """Whom the letters at the start go to: of each party one contact, or nobody now."""

    def __init__(self, *args: Any, parties: Iterable[PartyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever was written to is not offered; but what was sent is read, so that it can be sent twice.
        self.parties = [
            one for one in parties if not one.missing and (self.is_bound or one.notice is None)
        ]
        for row in self.parties:
            self.fields[row.party.code] = _to(row)

    def to(self) -> dict[str, str]:
        """For each party that is written to, the key of its contact. Call after `is_valid()`."""
        chosen = {one.party.code: self.cleaned_data[one.party.code] for one in self.parties}
        return {code: "" if code == FAMILY else str(key) for code, key in chosen.items() if key}


class AnswerForm(Once):
    """What the family said to whether an assessment is needed."""

    who = forms.ChoiceField("Who said it?", called="who said it")
    on = forms.DateField("On which day?", called="the day", not_after=clock.today)
    how = forms.ChoiceField("How?", called="how", choices=list(ways_of_answering().items()))
    words = forms.TextareaField(
        "What did they say?", called="what they said", rows=6, max_length=4000,
        hint="In their own words where you can: what they think of an assessment, and what they want looked at.",
    )  # fmt: skip

    def __init__(self, *args: Any, carers: Choices, young_person: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*carers, (_YOUNG_PERSON, young_person)]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]
        self.places = {"carer": "who"}

    @property
    def carer_id(self) -> int | None:
        """The carer; None where the child or young person said it. Call after `is_valid()`."""
        who = self.cleaned_data["who"]
        return None if who == _YOUNG_PERSON else int(who)


class LetterForm(Once, Posted):
    """The day for which the letter is written."""

    sent_on = forms.DateField(
        "On which day will the letter go?", called="the day on which it goes",
        hint="The last days to appeal and for mediation follow from it. If it goes on another day, write it anew.",
    )  # fmt: skip
    field_order = ["sent_on", "post"]


class CopiesForm(Once, Posted):
    """Writing the copies: there is nothing to say beside through which post."""


def _to(row: PartyRow) -> forms.ChoiceField | forms.BooleanField:
    if row.party.code == FAMILY:
        return forms.BooleanField(
            f"Write to {row.party.words[:1].lower()}{row.party.words[1:]}", legend=row.party.duty, required=False,
            mark_optional=False, initial=True,
            hint="It goes to those whom the child’s record names for letters, and to nobody else.",
        )  # fmt: skip
    sure = row.offered[0].named or len(row.offered) == 1 or row.party.code == SETTING
    return forms.ChoiceField(
        row.party.words, called=row.party.words, select=True, required=False, mark_optional=False,
        choices=[NOT_NOW, *((one.key, one.words) for one in row.offered)],
        initial=row.offered[0].key if sure else "",
        hint="" if row.offered[0].named else "No post that is plainly theirs is on record: choose who passes it on.",
    )  # fmt: skip
