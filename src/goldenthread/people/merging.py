"""Rows that change when two records are made one, written down so that it can be undone. Rooms above add theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Model

from goldenthread.core.errors import UserError
from goldenthread.people.models import Person

Columns = dict[str, list[Any]]
"""By column, the value before and after."""
Log = dict[str, dict[str, Columns]]
"""By table and key of the row: what JSON can hold of the columns that became another."""


class Shift:
    """Changes rows inside a transaction, and keeps what their columns were and became."""

    def __init__(self) -> None:
        self.log: Log = {}

    def set(self, row: Model, **values: Any) -> None:
        """Give columns of a row these values, by their names in the table (`person_id`), and save them."""
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        if not changed:
            return
        columns = self.log.setdefault(row._meta.label_lower, {}).setdefault(str(row.pk), {})
        for name in changed:
            before = columns[name][0] if name in columns else plain(getattr(row, name))
            columns[name] = [before, plain(values[name])]
            setattr(row, name, values[name])
        row.save(update_fields=changed)


def put_back(log: Log) -> None:
    """Give each row that is still there what it was, inside a transaction. UserError where one has changed since."""
    for label, rows in log.items():
        model: Any = apps.get_model(label)
        for row in model.objects.select_for_update(of=("self",)).filter(pk__in=rows):
            columns = rows[str(row.pk)]
            if any(plain(getattr(row, name)) != after for name, (_, after) in columns.items()):
                raise changed_since(f"something of the part “{model._meta.verbose_name_plural}”")
            for name, (before, _) in columns.items():
                setattr(row, name, from_plain(model, name, before))
            row.save(update_fields=list(columns))


def changed_since(what: str) -> UserError:
    """The refusal to undo: nobody can tell for which of the two children it was changed."""
    return UserError(
        "changed_since",
        f"Since the two records were made one, {what} has changed, and it cannot be told for which child.",
        fix="Put that back as it was, then undo. Or leave them one, and add a record for the other child.",
    )


def need_unmerged(*people: Person) -> None:
    """UserError for a record that is part of another already."""
    for person in people:
        if person.merged_into_id is not None:
            raise UserError(
                "merged", f"{person.reference} is part of P-{person.merged_into_id} already.",
                fix="Open that record.",
            )  # fmt: skip


@dataclass(frozen=True)
class Moving:
    """How a room moves what it keeps about children. Both are called inside the transaction.

    `move` takes the record that is kept, the one that goes, and the Shift through which rows are changed; UserError
    where they cannot be one. `settle` puts in order what follows from the rows of both, after a merge and an undo.
    """

    move: Callable[[Person, Person, Shift], None]
    settle: Callable[[Person, Person], None]


_moving: dict[str, Moving] = {}


def register(room: str, moving: Moving) -> None:
    """Make known how a room moves its rows; called once by it when the product starts."""
    _moving[room] = moving


def moving() -> list[Moving]:
    """How all rooms above move theirs."""
    return [_moving[room] for room in sorted(_moving)]


def plain(value: Any) -> Any:
    """A value of a column as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


def from_plain(model: Any, name: str, value: Any) -> Any:
    """The value of a column from what JSON held."""
    return model._meta.get_field(name).to_python(value)
