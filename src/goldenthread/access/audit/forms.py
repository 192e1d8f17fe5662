"""The filter of the audit trail."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

from goldenthread.access.audit.registry import KINDS, actions, codes_of
from goldenthread.access.models import AuditEntry, AuditEntryQuerySet, User
from goldenthread.access.scope import Scope
from goldenthread.core.clock import LONDON
from goldenthread.core.errors import UserError
from goldenthread.ui import forms
from goldenthread.ui.filters import date_long


class PersonField(forms.ModelChoiceField):
    """A person by name and address: two people may share a name."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.name} ({obj.email})"


class AuditFilter(forms.Form):
    """Which entries to show. Sent by GET; every field may stay empty."""

    mark_optional = False

    since = forms.DateField("From", hint="For example, 27 3 2026", required=False, years=None)
    until = forms.DateField("To", required=False, years=None)
    person = PersonField("Person", queryset=User.objects.none(), blank="Everybody", required=False)
    kind = forms.ChoiceField(
        "Kind", choices=list(KINDS.items()), select=True, blank="All kinds", required=False
    )
    action = forms.ChoiceField("Action", select=True, blank="All actions", required=False)
    record = forms.CharField(
        "Record", hint="Its kind and number, for example plan 12", required=False, max_length=160
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["person"].queryset = _people(scope)
        fields["action"].choices = _action_choices()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("record"):
            try:
                data["record"] = named_record(data["record"])
            except UserError as problem:
                self.add_user_error(problem, "record")
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", f"To must be the same as or after {date_long(data['since'])}")
        return data

    @property
    def used(self) -> tuple[str, ...]:
        """Names of the fields that narrow the list."""
        return tuple(name for name in self.fields if self.cleaned_data.get(name))

    def in_words(self) -> dict[str, str]:
        """What narrows the list, by the name of its field."""
        data, fields = self.cleaned_data, dict[str, Any](self.fields)
        words = {
            "since": f"From {date_long(data['since'])}",
            "until": f"To {date_long(data['until'])}",
            "person": str(data["person"]),
            "kind": dict(fields["kind"].choices).get(data["kind"], ""),
            "action": dict(fields["action"].choices).get(data["action"], ""),
            "record": " ".join(data["record"]),
        }
        return {name: words[name] for name in self.used}

    def narrow(self, entries: AuditEntryQuerySet) -> AuditEntryQuerySet:
        """`entries` that fit everything asked for. Days are days in England; both ends count."""
        data = self.cleaned_data
        if data["since"]:
            entries = entries.filter(at__gte=_midnight(data["since"]))
        if data["until"]:
            entries = entries.filter(at__lt=_midnight(data["until"] + timedelta(days=1)))
        if data["person"]:
            entries = entries.filter(user_id=data["person"].pk)
        if data["kind"]:
            entries = entries.filter(action__in=codes_of(data["kind"]))
        if data["action"]:
            entries = entries.filter(action=data["action"])
        if data["record"]:
            entries = entries.about(*data["record"])
        return entries


def named_record(text: str) -> tuple[str, str]:
    """`plan 12`, `Plan 12` or `improvement.plan 12` as (type, id) of an entry; UserError when unknown."""
    kind, _, key = text.strip().rpartition(" ")
    wanted = kind.strip().lower()
    if wanted.removeprefix("the ") == "page":
        return "page", key
    for model in apps.get_models():
        names = (model._meta.label_lower, model._meta.model_name, str(model._meta.verbose_name))
        if wanted in names:
            return model._meta.label_lower, key
    raise UserError(
        "no_such_record",
        "Enter a kind of record and its number",
        "record",
        "as the list shows them, for example plan 12",
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _people(scope: Scope) -> QuerySet[User]:
    """Those who appear in what `scope` may read."""
    theirs = AuditEntry.objects.visible_to(scope).filter(user_id=OuterRef("pk"))
    return User.objects.filter(Exists(theirs)).order_by("name", "pk")


def _action_choices() -> list[tuple[str, str]]:
    words = ((one.code, one.words.replace("{what}", "…")) for one in actions().values())
    return sorted(words, key=lambda choice: choice[1])
