"""Finding a child, adding one, and changing what identifies the child."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.people.actions.persons import WrongIdentity
from goldenthread.people.models import Person
from goldenthread.people.queries.searching import Sought
from goldenthread.people.rules.codes import codes
from goldenthread.people.rules.identity import STORED, Identity
from goldenthread.people.rules.searching import check_number
from goldenthread.ui import forms

Choices = list[tuple[str, str]]
_NAME: dict[str, Any] = {
    "max_length": 100,
    "autocomplete": "off",
    "spellcheck": False,
    "width": "two-thirds",
}
_NUMBER: dict[str, Any] = {
    "required": False, "autocomplete": "off", "spellcheck": False, "width": 20, "max_length": 40,
}  # fmt: skip
_BLANK = "Not known yet"


class SearchForm(forms.Form):
    """What is known of the child; at least one of the three."""

    mark_optional = False

    name = forms.CharField(
        "Name", hint="Part of it is enough. Names that sound the same are found too.", required=False, **_NAME,
    )  # fmt: skip
    born = forms.DateField("Date of birth", years=None, required=False)
    number = forms.CharField(
        "Number or reference", hint="UPN, ULN, NHS number, or a reference like P-1024.", **_NUMBER
    )

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or {}
        number = given.get("number", "")
        if number:
            tidy, problem = check_number(number)
            given["number"] = tidy
            if problem is not None:
                self._refuse("number", "wrong_number", problem.message, problem.fix)
        if not self.errors and not any(given.values()):
            self._refuse("name", "nothing_given", "Enter a name, a date of birth or a number.")
        return given

    def _refuse(self, field: str, code: str, message: str, fix: str = "") -> None:
        self.add_user_error(UserError(code, message, field, fix or None), field)

    def sought(self) -> Sought:
        """What to look for. Call after `is_valid()`."""
        given = self.cleaned_data
        return Sought(name=given["name"], born=given["born"], number=given["number"])


class IdentityForm(forms.Form):
    """What identifies a child. `older` is asked only of whom the date of birth makes more than 25."""

    legal_forenames = forms.CharField(
        "Legal forenames", hint="All of them, as on the birth certificate or deed.", **_NAME
    )
    legal_surname = forms.CharField("Legal surname", **_NAME)
    used_forename = forms.CharField(
        "Forename that the child uses", hint="Only where it differs.", required=False, **_NAME
    )
    used_surname = forms.CharField(
        "Surname that the child uses", hint="Only where it differs.", required=False, **_NAME
    )
    born = forms.DateField(
        "Date of birth", hint="For example, 27 3 2015", not_after=clock.today, years=None
    )
    older = forms.BooleanField("The date of birth is right", required=False)
    sex = forms.ChoiceField("Sex", select=True, blank=_BLANK, required=False)
    upn = forms.CharField(
        "UPN", hint="Unique pupil number: a letter and 12 more characters.", mark_optional=False, **_NUMBER
    )  # fmt: skip
    uln = forms.CharField(
        "ULN", hint="Unique learner number: 10 digits, from the age of 14.", mark_optional=False, **_NUMBER
    )  # fmt: skip
    upn_unknown = forms.ChoiceField(
        "Why neither UPN nor ULN is known", hint="Only where both are empty.", select=True,
        blank="One of them is known", required=False, mark_optional=False,
    )  # fmt: skip
    former_upn = forms.CharField("Former UPN", **_NUMBER)
    nhs_number = forms.CharField("NHS number", hint="10 digits.", **_NUMBER)
    ethnicity = forms.ChoiceField("Ethnicity", select=True, blank=_BLANK, required=False)
    language = forms.CharField("First language", max_length=60, width=20, required=False)
    interpreter = forms.CharField(
        "Interpreter or other help to communicate",
        hint="For example, Urdu interpreter, British Sign Language, symbols.",
        max_length=120, required=False,
    )  # fmt: skip
    free_meals = forms.ChoiceField("Free school meals", select=True, blank=_BLANK, required=False)
    free_meals_as_at = forms.DateField(
        "On which day was this so?", called="the day of the free school meals", required=False,
        mark_optional=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("sex", "upn_unknown", "ethnicity", "free_meals"):
            offered: Any = self.fields[name]
            offered.choices = list(codes(name).items())

    @property
    def asks_older(self) -> bool:
        """Whether to show the box for a birth long ago: it was ticked, or the date was doubted."""
        problems = self.errors.as_data().get("born", ())
        doubted = any(problem.code == "wrong_identity" for problem in problems)
        return bool(doubted or self["older"].value())

    def identity(self) -> Identity:
        """What was said. Call after `is_valid()`."""
        names = (*(name for name in STORED if name in self.fields), "older")
        return Identity(**{name: self.cleaned_data[name] for name in names})

    def show_refusal(self, problem: UserError) -> None:
        """Set what is wrong beside its field, where it has one."""
        if isinstance(problem, WrongIdentity):
            for wrong in problem.problems:
                told = UserError(problem.code, wrong.message, fix=wrong.fix or None)
                self.add_user_error(told, wrong.field)
        else:
            self.add_user_error(problem, problem.where if problem.where in self.fields else None)


class AddForm(IdentityForm):
    """A new record. `sent` marks this form: it makes one record, however often sent."""

    area = forms.ChoiceField("Area", called="an area", select=True, blank="Choose from the list")
    another_child = forms.BooleanField("It is another child", required=False)
    others = forms.CharField("Others", required=False)
    sent = forms.CharField("Sent", required=False)

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "area", areas)
        for name in ("others", "sent"):
            self.fields[name].widget = self.fields[name].hidden_widget()
        self.initial["sent"] = str(uuid4())

    @property
    def area_id(self) -> int:
        return int(self.cleaned_data["area"])

    @property
    def sent_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["sent"])
        except ValueError:
            return uuid4()

    def not_these(self) -> frozenset[int]:
        """The children of whom the person says that they are not this one."""
        if not self.cleaned_data["another_child"]:
            return frozenset()
        given = self.cleaned_data["others"].split(",")
        return frozenset(int(key) for key in given if key.isdecimal())

    def ask_whether_another(self, person_ids: Iterable[int]) -> None:
        """Show these children, and ask whether this is another."""
        self.carry(others=",".join(map(str, person_ids)))


class ChangeForm(IdentityForm):
    """Another identity for a record, against the version that was read."""

    died_on = forms.DateField("Date of death", years=None, required=False)
    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        shown = {name: getattr(person, name) for name in STORED}
        super().__init__(*args, initial={**shown, "version": person.version}, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def take_version(self, version: int) -> None:
        """Keep what was typed, against the version that is now there."""
        self.carry(version=str(version))
