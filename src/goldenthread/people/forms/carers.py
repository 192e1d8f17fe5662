"""Forms about who cares for a child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from goldenthread.core import clock
from goldenthread.core.plausible import HELD
from goldenthread.people.actions.carers import CarerFacts, TieFacts
from goldenthread.people.forms.family import NO, YES, YES_NO
from goldenthread.people.forms.keeping import Versioned, list_of
from goldenthread.people.models import CarerLink
from goldenthread.people.queries.choices import KnownCarer
from goldenthread.ui import forms

NEW, POST = "new", "postal_address"
_NAMES = ("title", "forename", "surname", "language", "needs")


class _CarerForm(Versioned):
    """Who a carer is, and what they are to the child."""

    title = forms.CharField(
        "Title", hint="Such as Ms, Mr or Dr.", required=False, max_length=20, width=5
    )
    forename = forms.CharField("First name", called="their first name", max_length=100)
    surname = forms.CharField("Last name", called="their last name", max_length=100)
    relation = forms.ChoiceField(
        "What are they to the child?", called="what they are to the child", select=True,
        blank="Choose from the list", choices=list_of("relation"),
    )  # fmt: skip
    parental_responsibility = forms.ChoiceField(
        "Do they have parental responsibility?", called="whether they have parental responsibility",
        choices=list_of("parental_responsibility"),
    )  # fmt: skip
    lives_with = forms.ChoiceField(
        "Does the child live with them?", called="whether the child lives with them",
        hint="Also where care is shared.", choices=YES_NO, inline=True,
    )  # fmt: skip
    shared_care = forms.CharField(
        "How is care shared?", called="how care is shared", required=False, max_length=200,
        hint="For example: Monday to Thursday.",
    )  # fmt: skip
    restriction = forms.ChoiceField(
        "Is there a restriction?", called="whether there is a restriction",
        hint="Letters and pages obey it at once, and until somebody takes it away here.",
        choices=list_of("restriction"),
    )  # fmt: skip
    basis = forms.CharField(
        "What does the restriction rest on?", called="what the restriction rests on", required=False,
        mark_optional=False, max_length=300,
        hint="The order of a court and its date, or who decided it and why. Where there was a restriction before, "
        "and is none now: why.",
    )  # fmt: skip
    restricted_from = forms.DateField(
        "From which day is it so?", called="the first day of the restriction", required=False, years=HELD,
        hint="Of the order, where it names one.",
    )  # fmt: skip
    restricted_until = forms.DateField(
        "Until which day is it so?", called="the last day of the restriction", required=False, years=HELD,
        hint="After this day the record asks to check it. The restriction stays until somebody takes it away.",
    )  # fmt: skip
    gets_letters = forms.ChoiceField(
        "Do they get letters about the child?", called="whether they get letters",
        hint="Whoever may be told nothing gets none, whatever stands here.", choices=YES_NO, inline=True,
    )  # fmt: skip
    language = forms.CharField(
        "Which language do they prefer?", called="the language", required=False, max_length=60
    )
    needs = forms.CharField(
        "What do they need to take part?", called="what they need", required=False, max_length=300,
        hint="Such as large print, an interpreter, or calls after 4pm.",
    )  # fmt: skip
    postal_address = forms.TextareaField(
        "Where do they get post?", called="where they get post", required=False, rows=4, max_length=500,
        hint="Only where it is not where the child lives, or where the child has two homes. With its postcode.",
    )  # fmt: skip
    starts_on = forms.DateField(
        "Since when?", called="since when", required=False, years=HELD, not_after=clock.today,
        hint="Leave it empty where nobody knows, or where it was always so.",
    )  # fmt: skip

    def who(self) -> CarerFacts:
        """Who they are. Call after `is_valid()`."""
        names = {name: self.cleaned_data[name] for name in _NAMES}
        return CarerFacts(**names, postal_address=self.cleaned_data.get(POST))

    def tie(self) -> TieFacts:
        """What they are to the child. Call after `is_valid()`."""
        given = self.cleaned_data
        return TieFacts(
            relation=given["relation"],
            parental_responsibility=given["parental_responsibility"],
            lives_with=given["lives_with"] == YES,
            gets_letters=given["gets_letters"] == YES,
            shared_care=given["shared_care"],
            restriction=given["restriction"],
            basis=given["basis"],
            restricted_from=given["restricted_from"],
            restricted_until=given["restricted_until"],
            starts_on=given["starts_on"],
        )


class AddCarerForm(_CarerForm):
    """A further carer: somebody new, or a carer of a brother or sister. `sent` marks this form."""

    known = forms.ChoiceField(
        "Who is it?", called="who it is", reveals={NEW: ("title", "forename", "surname", "language", "needs", POST)},
    )  # fmt: skip
    sent = forms.CharField("Sent", required=False)
    field_order = ["known", "title", "forename", "surname"]

    def __init__(self, *args: Any, known: Sequence[KnownCarer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent"].widget = self.fields["sent"].hidden_widget()
        self.initial["sent"] = str(uuid4())
        if not known:
            del self.fields["known"]
            return
        asked: Any = self.fields["known"]
        offered = [(str(one.carer_id), one.name) for one in known]
        asked.choices = [*offered, (NEW, "Somebody else")]
        asked.hints = {str(one.carer_id): one.of for one in known}

    def chosen(self) -> CarerFacts | int:
        """Somebody new, or the key of a carer of a brother or sister. Call after `is_valid()`."""
        known = self.cleaned_data.get("known", NEW)
        return self.who() if known == NEW else int(known)

    @property
    def sent_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["sent"])
        except ValueError:
            return uuid4()


class ChangeCarerForm(_CarerForm):
    """What is said of a carer. Where they get post is not asked where that is hidden from the person."""

    field_order = ["title", "forename", "surname"]

    def __init__(self, *args: Any, post_hidden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if post_hidden:
            del self.fields[POST]


def carer_initial(link: CarerLink) -> dict[str, object]:
    """What the form shows of a carer who is on record."""
    same = (
        "relation", "parental_responsibility", "shared_care", "restriction", "basis",
        "restricted_from", "restricted_until", "starts_on",
    )  # fmt: skip
    return {
        **{name: getattr(link.carer, name) for name in (*_NAMES, POST, "version")},
        **{name: getattr(link, name) for name in same},
        "lives_with": YES if link.lives_with else NO,
        "gets_letters": YES if link.gets_letters else NO,
    }
