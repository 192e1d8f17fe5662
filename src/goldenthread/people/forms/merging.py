"""Making two records one."""

from __future__ import annotations

from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.people.actions.merging import LONGEST_WHY, Choice
from goldenthread.people.forms.keeping import OnRecord
from goldenthread.people.models import Person
from goldenthread.people.queries.comparing import Compared
from goldenthread.people.rules.codes import words_of
from goldenthread.people.rules.searching import REFERENCE
from goldenthread.ui import forms
from goldenthread.ui.filters import date_long

_CODED = ("sex", "ethnicity", "free_meals")


class MergeForm(OnRecord):
    """Which record is kept, which value stands where they differ, and how it is known that they are one child."""

    kept = forms.ChoiceField(
        "Which record is kept?", hint="The other one leads to it from then on.", called="a record"
    )
    why = forms.CharField(
        "How do you know that they are one child?",
        hint="For example, the school confirmed it by telephone. Say nothing of the child’s needs here.",
        max_length=LONGEST_WHY,
    )
    sure = forms.BooleanField("I have compared the two, and they are one child")
    versions = forms.CharField("Versions", required=False)

    def __init__(self, *args: Any, compared: Compared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = compared.people
        keys = [(str(person.pk), person.reference) for person in compared.people]
        forms.offer(self, "kept", keys)
        for name in compared.choices:
            self.fields[name] = _choice(name, compared.people)
        self.chosen = compared.choices
        self.order_fields(["kept", *compared.choices, "why", "sure", "versions"])
        self.fields["versions"].widget = self.fields["versions"].hidden_widget()
        self.initial["versions"] = self._now()

    def _now(self) -> str:
        return ",".join(f"{person.pk}:{person.version}" for person in self._people)

    def take_versions(self) -> None:
        """Keep what was typed, against the records as they are now."""
        self.carry(versions=self._now())

    def choice(self) -> Choice:
        """What was said. Call after `is_valid()`."""
        given = self.cleaned_data
        kept = int(given["kept"])
        read = (part.partition(":") for part in given["versions"].split(","))
        return Choice(
            kept_id=kept,
            gone_id=next(person.pk for person in self._people if person.pk != kept),
            values={name: int(given[name]) for name in self.chosen},
            why=given["why"],
            versions={int(a): int(b) for a, _, b in read if a.isdecimal() and b.isdecimal()},
        )


class ReferencesForm(OnRecord):
    """Two records that somebody wants to compare."""

    mark_optional = False

    one = forms.CharField("Reference of one record", hint="For example, P-1024", width=10)
    other = forms.CharField("Reference of the other", width=10)

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or {}
        for name in ("one", "other"):
            if name in given and not _key(given[name]):
                self._refuse(name, "Enter a reference like P-1024.")
        if not self.errors and len(set(self.keys())) != 2:
            self._refuse("other", "Enter two different references.")
        return given

    def _refuse(self, field: str, message: str) -> None:
        self.add_user_error(UserError("wrong_reference", message, field), field)

    def keys(self) -> tuple[int, int]:
        """The keys of the two. Call after `is_valid()`."""
        return _key(self.cleaned_data["one"]), _key(self.cleaned_data["other"])


def _key(reference: str) -> int:
    """The key in a reference; 0 where it is none."""
    found = REFERENCE.fullmatch(reference.strip().upper())
    return int(found[1]) if found is not None else 0


def _choice(name: str, people: tuple[Person, Person]) -> forms.ChoiceField:
    field: Any = Person._meta.get_field(name)
    label = str(field.verbose_name)
    return forms.ChoiceField(
        f"{label[:1].upper()}{label[1:]}: which is right?",
        choices=[(str(person.pk), f"{_words(name, person)} ({person.reference})") for person in people],
        called="one of the two",
    )  # fmt: skip


def _words(name: str, person: Person) -> str:
    value = getattr(person, name)
    if name in _CODED:
        return words_of(name, value)
    return str(value) if isinstance(value, str) else date_long(value)
