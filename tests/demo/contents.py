"""A hash of what a demonstration holds, whatever keys its rows were given."""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps
from django.db.models import Model

ROOMS = ("organisations", "improvement", "registers", "reports", "documents", "exchange", "demo")
# A salt of its own for each password; a list of keys; where the same file landed on the disk.
LEFT_OUT = {
    "access.user": {"password"},
    "improvement.milestone": {"signed_off_owners"},
    "exchange.importjob": {"file"},
}


def hashes(rooms: tuple[str, ...] = ROOMS) -> dict[str, str]:
    """The hash of each table, by its label."""
    models = [apps.get_model("access", "User")]
    for room in rooms:
        models += apps.get_app_config(room).get_models(include_auto_created=True)
    ranks = {model: _ranks(model) for model in models}
    return {model._meta.label_lower: _hash(model, ranks) for model in models}


def _ranks(model: type[Model]) -> dict[Any, int]:
    keys = model._default_manager.order_by("pk").values_list("pk", flat=True)
    return {key: place for place, key in enumerate(keys)}


def _hash(model: type[Model], ranks: dict[type[Model], dict[Any, int]]) -> str:
    left_out = LEFT_OUT.get(model._meta.label_lower, set())
    fields = [one for one in model._meta.fields if not one.primary_key and one.name not in left_out]
    rows = []
    for row in model._default_manager.order_by("pk").values_list(*(one.attname for one in fields)):
        told = []
        for field, value in zip(fields, row, strict=True):
            shown = ranks[field.related_model].get(value) if field.is_relation else value
            told.append(f"{field.name}={shown!r};")
        rows.append("".join(told))
    if model._meta.auto_created:  # links, which are added as a set: their order says nothing
        rows.sort()
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
