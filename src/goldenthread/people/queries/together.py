"""Rows of several tables in one query, each as the model that it is: a page about one child asks a dozen tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import JSONObject


@dataclass(frozen=True)
class Wanted:
    """The rows of one table, to be read with those of others.

    `related` are columns of rows that they point to, as `post__title`; `marks` are names that `found` is annotated
    with, and stand on each row. Moments are left out, as are `not_read`: they are read when somebody asks for one.
    """

    name: str
    found: QuerySet[Any]
    related: tuple[str, ...] = ()
    marks: tuple[str, ...] = field(default=())
    not_read: tuple[str, ...] = field(default=())

    @property
    def columns(self) -> list[str]:
        own = self.found.model._meta.concrete_fields
        plain = [
            one.attname
            for one in own
            if not isinstance(one, models.DateTimeField) and one.attname not in self.not_read
        ]
        return [*plain, *self.related, *self.marks]


def together(*wanted: Wanted) -> dict[str, list[Any]]:
    """The rows of each table by its name, in no order. One query."""
    parts = [
        one.found.order_by().values_list(
            Value(one.name, output_field=CharField()),
            JSONObject(**{column: F(column) for column in one.columns}),
        )
        for one in wanted
    ]
    found: dict[str, list[Any]] = {one.name: [] for one in wanted}
    by_name = {one.name: one for one in wanted}
    first, *others = parts
    for name, values in first.union(*others, all=True):
        found[name].append(_row(by_name[name], values))
    return found


def _row(wanted: Wanted, values: Mapping[str, Any]) -> Model:
    made = _made(wanted.found.model, values)
    for name in wanted.marks:
        setattr(made, name, bool(values[name]))
    return made


def _made(model: type[Model], values: Mapping[str, Any]) -> Model:
    """The row as Django would have read it, with what it points to as far as `values` tell."""
    own = [one for one in model._meta.concrete_fields if one.attname in values]
    made: Model = model.from_db(
        None, [one.attname for one in own], [one.to_python(values[one.attname]) for one in own]
    )
    below: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        head, separator, rest = path.partition("__")
        if separator:
            below.setdefault(head, {})[rest] = value
    for head, columns in below.items():
        _point(made, head, columns)
    return made


def _point(made: Model, name: str, columns: Mapping[str, Any]) -> None:
    relation: Any = made._meta.get_field(name)
    key = getattr(made, relation.attname)
    target = relation.remote_field.model
    known = {target._meta.pk.attname: key, **columns}
    setattr(made, name, None if key is None else _made(target, known))
