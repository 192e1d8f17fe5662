"""A request that staff write down, and what every form for entering one shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID, uuid4

from goldenthread.assessments.actions.entering import Entered
from goldenthread.assessments.rules.routes import routes
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.forms.uploads import files_field, read_all
from goldenthread.duties.rules.events import value_words
from goldenthread.people.forms.keeping import list_of
from goldenthread.people.models import Person
from goldenthread.statute.reading import vocabulary
from goldenthread.ui import forms

Choices = Sequence[tuple[str, str]]
_NOT_SAID = "Not said"
_LINE: dict[str, Any] = {"max_length": 160, "required": False}
_CHILD = (
    "child_forenames", "child_surname", "child_used", "child_born", "child_sex", "child_upn", "child_address",
    "child_postcode", "child_setting",
)  # fmt: skip
_ASKER = (
    "asker_name", "asker_relation", "responsibility", "asker_role", "asker_organisation", "asker_email", "asker_phone",
    "asker_address", "asker_postcode", "help_needed", "parent_name", "parent_contact",
)  # fmt: skip


class Asking(forms.Form):
    """What every way of entering a request shares. `sent` marks the form: it makes one request, however often sent."""

    files_label: ClassVar[str] = "Files that came with it"

    worry = forms.TextareaField(
        "Is there a worry that somebody is not safe?", called="the worry", rows=4, max_length=6000, required=False,
        hint="If a child is in danger now, ring 999 first. What stands here is read within one working day.",
    )  # fmt: skip
    sent = forms.CharField("Sent", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = files_field(self.files_label)
        self.fields["files"].required = False
        self.fields["sent"].widget = self.fields["sent"].hidden_widget()
        self.initial["sent"] = str(uuid4())

    @property
    def sent_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["sent"])
        except ValueError:
            return uuid4()

    def came_with(self) -> list[tuple[str, bytes]]:
        """Name and bytes of each file. Call after `is_valid()`; UserError for one that is too large."""
        return read_all(self.cleaned_data.get("files") or ())

    def show_refusal(self, problem: UserError) -> None:
        """Set what was refused beside its field, where it has one; of a file beside the files."""
        place = problem.where if problem.where in self.fields else None
        names = {one.name for one in self.cleaned_data.get("files") or ()}
        self.add_user_error(problem, "files" if problem.where in names else place)


class EnterForm(Asking):
    """A request that came on paper, by telephone or in person. `area` is asked where there are several."""

    area = forms.ChoiceField("Area", called="an area", select=True, blank="Choose from the list")
    received_on = forms.DateField(
        "On which day did the council receive it?", called="the day of receipt", not_after=clock.today,
        hint="The true day, also a Saturday, a Sunday or a holiday: the clock runs from it.",
    )  # fmt: skip
    channel = forms.ChoiceField(
        "How did it arrive?", called="how it arrived",
        choices=[(one, value_words("channel", one)) for one in vocabulary()["details"]["channel"]["values"]],
    )  # fmt: skip
    route = forms.ChoiceField(
        "Who asked?", called="who asked",
        choices=[(one.name, value_words("by", one.by)) for one in routes().values()],
    )  # fmt: skip
    asker_name = forms.CharField("Their name", called="their name", max_length=160)
    asker_relation = forms.ChoiceField(
        "What are they to the child?", called="what they are to the child", select=True, blank=_NOT_SAID,
        choices=list_of("relation"), required=False, hint="Of a parent or carer.", mark_optional=False,
    )  # fmt: skip
    responsibility = forms.ChoiceField(
        "Do they say that they have parental responsibility?", called="what they say of responsibility", select=True,
        blank=_NOT_SAID, choices=list_of("parental_responsibility"), required=False, mark_optional=False,
        hint="Of a parent or carer.",
    )  # fmt: skip
    asker_role = forms.CharField(
        "Their job, or how they know the child", max_length=120, required=False
    )
    asker_organisation = forms.CharField("Where they work", **_LINE)
    asker_email = forms.EmailField(
        "Their email address", called="the email address", max_length=254, required=False
    )
    asker_phone = forms.CharField("Their telephone number", max_length=40, width=20, required=False)
    asker_address = forms.TextareaField("Their address", rows=3, max_length=400, required=False)
    asker_postcode = forms.CharField("Their postcode", max_length=8, width=10, required=False)
    help_needed = forms.CharField(
        "What helps them to read, talk or meet with us?", called="what helps them", max_length=300, required=False,
        hint="Such as an interpreter and for which language, or large print.",
    )  # fmt: skip
    parent_name = forms.CharField(
        "Name of the parent or carer", hint="Where somebody else asked.", **_LINE
    )
    parent_contact = forms.CharField(
        "How to reach the parent or carer", max_length=300, required=False
    )
    child_forenames = forms.CharField("First names of the child", max_length=100)
    child_surname = forms.CharField("Last name of the child", max_length=100)
    child_used = forms.CharField("Another name that is used", max_length=100, required=False)
    child_born = forms.DateField(
        "Date of birth", not_after=clock.today, years=None, required=False,
        hint="Leave it empty where nobody has said it: the clock runs all the same. Ask for it at once.",
    )  # fmt: skip
    child_sex = forms.ChoiceField(
        "Sex", select=True, blank=_NOT_SAID, choices=list_of("sex"), required=False
    )
    child_upn = forms.CharField("UPN, if it was given", max_length=13, width=20, required=False)
    child_address = forms.TextareaField(
        "Where the child lives", rows=3, max_length=400, required=False
    )
    child_postcode = forms.CharField("Postcode there", max_length=8, width=10, required=False)
    child_setting = forms.CharField("Where the child learns", **_LINE)
    seen = forms.TextareaField(
        "What was written or said?", called="what was written or said", rows=8, max_length=6000,
        hint="In the words of whoever asked. Add the letter below if there is one.",
    )  # fmt: skip
    views = forms.TextareaField(
        "What does the child say?",
        called="what the child says",
        rows=3,
        max_length=6000,
        required=False,
    )
    field_order = [
        "area",
        "received_on",
        "channel",
        "route",
        *_ASKER,
        *_CHILD,
        "seen",
        "views",
        "files",
        "worry",
    ]

    def __init__(
        self, *args: Any, areas: Choices, child: Person | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.child = child
        forms.offer(self, "area", areas)
        if child is not None:
            for name in _CHILD:
                del self.fields[name]
        self.order_fields(self.field_order)

    @property
    def area_id(self) -> int:
        return int(self.cleaned_data["area"])

    def entered(self) -> Entered:
        """What was written down. Call after `is_valid()`."""
        given = self.cleaned_data
        columns = {name: given[name] for name in (*_ASKER, "worry")}
        columns |= columns_of(self.child) if self.child else {name: given[name] for name in _CHILD}
        answers = {"seen": given["seen"], "views": given["views"]}
        return Entered(given["route"], given["channel"], given["received_on"], columns, answers)


def columns_of(child: Person) -> dict[str, Any]:
    """Who the child is, from the record."""
    return {
        "child_forenames": child.legal_forenames, "child_surname": child.legal_surname,
        "child_used": " ".join(filter(None, (child.used_forename, child.used_surname)))[:100],
        "child_born": child.born, "child_sex": child.sex,
    }  # fmt: skip
