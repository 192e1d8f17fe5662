"""Forms about who decides for a child, what was agreed to, and what is protected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from goldenthread.core import clock
from goldenthread.people.forms.family import YES, YES_NO
from goldenthread.people.forms.keeping import OnRecord, Versioned, list_of
from goldenthread.people.models import Consent
from goldenthread.people.queries.givers import Giver
from goldenthread.ui import forms

YOUNG_PERSON, NOBODY = "young_person", "nobody"


class ConsentForm(OnRecord):
    """An answer for one purpose."""

    by = forms.ChoiceField("Who answered?", called="who answered")
    answer = forms.ChoiceField(
        "What did they say?", called="what they said", choices=Consent.Answer.choices
    )
    how = forms.CharField(
        "How was it given?", called="how it was given", max_length=200,
        hint="Such as by telephone, on a form, or at a meeting, and who heard it.",
    )  # fmt: skip
    on = forms.DateField("When?", called="the day", not_after=clock.today)

    def __init__(self, *args: Any, givers: Sequence[Giver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(_key(one.carer_id), one.name) for one in givers]
        hints = {_key(one.carer_id): one.as_what for one in givers}
        asked: Any = self.fields["by"]
        asked.choices, asked.hints = offered, hints

    @property
    def carer_id(self) -> int | None:
        """The carer by key; None for the young person."""
        return _carer(self.cleaned_data["by"], YOUNG_PERSON)


class CapacityForm(OnRecord):
    """Whether a young person can take one decision."""

    matter = forms.CharField(
        "Which decision is it?", called="which decision it is", max_length=200,
        hint="One at a time, such as: which college to ask for.",
    )  # fmt: skip
    has_capacity = forms.ChoiceField(
        "Can they take it for themselves, with help if they need it?", called="whether they can take it",
        choices=YES_NO, inline=True,
    )  # fmt: skip
    judged_by = forms.CharField("Who judged it, and how?", called="who judged it", max_length=300)
    representative = forms.ChoiceField(
        "If they cannot: who decides for them?", called="who decides", required=False, mark_optional=False,
    )  # fmt: skip
    covers = forms.ChoiceField(
        "Was it judged for all decisions of the EHC case?", called="whether it was judged for all decisions",
        hint="Only then do letters about the case go to whoever decides for them.", choices=YES_NO, inline=True,
    )  # fmt: skip
    on = forms.DateField("When was it judged?", called="when it was judged", not_after=clock.today)

    def __init__(self, *args: Any, carers: Sequence[Giver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(one.carer_id), f"{one.name}, {one.as_what.lower()}") for one in carers]
        asked: Any = self.fields["representative"]
        asked.choices = [*offered, (NOBODY, "Nobody, or not known yet")]

    @property
    def can_decide(self) -> bool:
        return self.cleaned_data["has_capacity"] == YES

    @property
    def covers_case(self) -> bool:
        return self.cleaned_data["covers"] == YES

    @property
    def representative_id(self) -> int | None:
        return _carer(self.cleaned_data["representative"] or NOBODY, NOBODY)


class _Posts(Versioned):
    posts = forms.MultipleChoiceField(
        "Which posts may see it?", called="the posts that may see it",
        hint="Nobody else will: also not you, unless you choose your own post.",
    )  # fmt: skip

    def __init__(self, *args: Any, posts: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(key), name) for key, name in posts]
        self.fields["posts"].choices = offered  # type: ignore[attr-defined]

    @property
    def post_ids(self) -> frozenset[int]:
        """The posts that were chosen. Call after `is_valid()`."""
        return frozenset(int(key) for key in self.cleaned_data["posts"])


class ProtectForm(_Posts):
    """What to protect, why, and who may see it."""

    what = forms.ChoiceField(
        "What is to be protected?", called="what to protect", choices=list_of("protection")
    )
    why = forms.ChoiceField("Why?", called="why", choices=list_of("protection_why"))
    field_order = ["what", "why", "posts"]


class PostsForm(_Posts):
    """Which posts see what is protected, from now on."""

    def __init__(self, *args: Any, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].required = needed


class EndProtectionForm(OnRecord):
    """Why something need not be protected any more."""

    why = forms.TextareaField(
        "Why need it not be protected any more?", called="why it need not be protected", rows=3, max_length=300,
    )  # fmt: skip


def _key(carer_id: int | None) -> str:
    return YOUNG_PERSON if carer_id is None else str(carer_id)


def _carer(chosen: str, nobody: str) -> int | None:
    return None if chosen == nobody else int(chosen)
