"""Taking a request in: for a child who has a record, or for one who gets one now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.assessments.actions.family import Grown
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.requests import Offered
from goldenthread.assessments.rules.routes import voice_of
from goldenthread.core.errors import UserError
from goldenthread.duties.forms.cases import NOBODY, Doubted
from goldenthread.people.actions.persons import WrongIdentity
from goldenthread.people.forms.family import NO, YES, YES_NO
from goldenthread.people.forms.keeping import list_of
from goldenthread.people.forms.persons import AddForm
from goldenthread.ui import forms

Choices = Sequence[tuple[str, str]]
PARENT, ADD, NOT_NOW = "parent", "add", "not_now"
_GROWN = (
    "carer_title",
    "carer_forename",
    "carer_surname",
    "relation",
    "parental_responsibility",
    "lives_with",
    "basis",
)
_PLACES = {name: f"carer_{name}" for name in ("title", "forename", "surname")}


class TakeInForm(Doubted):
    """What is said of a request beside which child it is. `carer`: whether whoever asked stands on the record."""

    reassess = forms.ChoiceField(
        "What is asked for?", called="what is asked for",
        choices=[(YES, "To reassess the needs behind the plan"), (NO, "An assessment, apart from the plan")],
        hint="There is a plan. A request to reassess has limits of its own (CFA 2014 s.44).",
    )  # fmt: skip
    carer = forms.ChoiceField(
        "Is whoever asked a carer on the record?", called="whether they stand on the record",
        reveals={ADD: _GROWN},
    )  # fmt: skip
    carer_title = forms.CharField(
        "Title", hint="Such as Ms, Mr or Dr.", required=False, max_length=20, width=5
    )
    carer_forename = forms.CharField("First name", called="their first name", max_length=100)
    carer_surname = forms.CharField("Last name", called="their last name", max_length=100)
    relation = forms.ChoiceField(
        "What are they to the child?", called="what they are to the child", select=True,
        blank="Choose from the list", choices=list_of("relation"),
    )  # fmt: skip
    parental_responsibility = forms.ChoiceField(
        "Do they have parental responsibility?", called="whether they have parental responsibility",
        hint="As they say. Nobody has proved it yet.", choices=list_of("parental_responsibility"),
    )  # fmt: skip
    lives_with = forms.ChoiceField(
        "Does the child live with them?", called="whether the child lives with them", choices=YES_NO, inline=True,
    )  # fmt: skip
    basis = forms.CharField(
        "Why is there no restriction any more?", called="why there is none any more", required=False,
        mark_optional=False, max_length=300,
        hint="Only where somebody of this name was restricted on this record before.",
    )  # fmt: skip
    keep_home = forms.BooleanField(
        "Put it on the record as the child’s home",
        legend="The address that was given",
        required=False,
    )
    accommodation = forms.ChoiceField(
        "Was the child in relevant youth accommodation then?", called="whether the child was in youth accommodation",
        hint="For the SEN2 return.", choices=[(NO, "No"), (YES, "Yes"), ("", "Not known")], required=False,
        mark_optional=False, inline=True,
    )  # fmt: skip
    coordinator = forms.ChoiceField(
        "Who coordinates the case?", called="who coordinates it", select=True, required=False, mark_optional=False,
    )  # fmt: skip

    def __init__(self, *args: Any, asked: Request, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {**self.places, **_PLACES}
        self.initial.setdefault("version", asked.version)
        shown: dict[str, bool] = {
            "reassess": offered.plan_goes_on,
            "keep_home": bool(asked.child_address),
            "coordinator": bool(offered.posts),
        }
        shown |= dict.fromkeys(("carer", *_GROWN), voice_of(asked.route) == PARENT)
        for name, there in shown.items():
            if not there:
                del self.fields[name]
        self._offer(offered)
        for name, value in _said_by(asked, offered.carers).items():
            self.initial.setdefault(name, value)

    def _offer(self, offered: Offered) -> None:
        if "coordinator" in self.fields:
            self.fields["coordinator"].choices = [NOBODY, *offered.posts]  # type: ignore[attr-defined]
        if "carer" in self.fields:
            more = [
                (ADD, "No: add them as a carer"),
                (NOT_NOW, "No, and they are not to be added now"),
            ]
            known = [(key, f"Yes: {name}") for key, name in offered.carers]
            self.fields["carer"].choices = [*known, *more]  # type: ignore[attr-defined]
            self.fields["carer"].hints = dict(offered.hints)  # type: ignore[attr-defined]

    @property
    def post_id(self) -> int | None:
        """The post that is to coordinate a case that is opened. Call after `is_valid()`."""
        chosen = self.cleaned_data.get("coordinator")
        return int(chosen) if chosen else None

    def grown(self) -> Grown | None:
        """Whoever asked, where they are to be added to the record. Call after `is_valid()`."""
        given = self.cleaned_data
        if given.get("carer") != ADD:
            return None
        return Grown(
            given["carer_title"], given["carer_forename"], given["carer_surname"], given["relation"],
            given["parental_responsibility"], given["lives_with"] == YES, given.get("basis", ""),
        )  # fmt: skip

    def told(self) -> dict[str, Any]:
        """The rest of what is said, as `Taking` has it. Call after `is_valid()`."""
        given = self.cleaned_data
        return {
            "coordinator_id": self.post_id,
            "grown": self.grown(),
            "keep_home": bool(given.get("keep_home")),
            "accommodation": {YES: True, NO: False}.get(given["accommodation"]),
            "reassess": given.get("reassess") == YES,
        }


class NewChildForm(TakeInForm, AddForm):
    """The same, with who the child is, filled with what was written. A new record has no carer yet to be restricted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "carer" in self.fields:
            asked: Any = self.fields["carer"]
            asked.label = "Is whoever asked to stand on the record as a carer?"
            asked.choices = [(ADD, "Yes, add them"), (NOT_NOW, "No, not now")]
            asked.reveals = {ADD: tuple(name for name in _GROWN if name != "basis")}
            del self.fields["basis"]

    def show_refusal(self, problem: UserError) -> None:
        """Set what is wrong beside its field: of an identity each thing that is wrong."""
        own = AddForm if isinstance(problem, WrongIdentity) else TakeInForm
        own.show_refusal(self, problem)


def _said_by(asked: Request, carers: Choices) -> dict[str, Any]:
    """What whoever asked wrote of themselves: the last word of the name is taken for the last name."""
    forename, _, surname = asked.asker_name.strip().rpartition(" ")
    alike = next((key for key, name in carers if _same(name, asked.asker_name)), ADD)
    return {
        "carer": alike, "carer_forename": forename, "carer_surname": surname,
        "relation": asked.asker_relation, "parental_responsibility": asked.responsibility or "unknown",
        "accommodation": YES if asked.child_setting_kind == "youth_accommodation" else NO,
    }  # fmt: skip


def _same(name: str, asker: str) -> bool:
    """Whether a carer's name on the record, perhaps with a title, is the one that was written."""
    return bool(asker.strip()) and name.casefold().endswith(" ".join(asker.split()).casefold())
