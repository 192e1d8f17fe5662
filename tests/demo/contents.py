"""A hash of what a demonstration holds, whatever keys its rows were given."""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps
from django.db.models import Model

ROOMS = (
    "organisations", "people", "improvement", "registers", "reports", "documents", "duties", "exchange",
    "demo",
)  # fmt: skip
# A salt of its own for each password; a list of keys; where the same file landed on the disk.
LEFT_OUT = {
    "access.user": {"password"},
    "improvement.milestone": {"signed_off_owners"},
    "exchange.importjob": {"file"},
    "documents.keptfile": {"stored", "owner_id"},
}
# Numbers that are keys of another table without being relations; tables of words by key.
KEYS = {
    "reports.highlight": {"since_event": "MilestoneEvent", "seen_event": "MilestoneEvent"},
    "reports.report": {"cut_off_event": "MilestoneEvent"},
    "reports.progress": {"line": "Plan"},
    "exchange.importjob": {"target_id": "Plan"},
}
BY_KEY = {"reports.progress": {"meanings", "steps"}}


def hashes(rooms: tuple[str, ...] = ROOMS) -> dict[str, str]:
    """The hash of each table, by its label."""
    models: list[type[Model]] = [apps.get_model("access", "User")]
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
    pointing = {
        name: apps.get_model("improvement", model)
        for name, model in KEYS.get(model._meta.label_lower, {}).items()
    }
    by_key = BY_KEY.get(model._meta.label_lower, set())
    rows = []
    for row in model._default_manager.order_by("pk").values_list(*(one.attname for one in fields)):
        told = []
        for field, value in zip(fields, row, strict=True):
            target = field.related_model if field.is_relation else pointing.get(field.name)
            shown = ranks[target].get(value) if target else value
            if field.name in by_key:
                shown = [words for _, words in sorted(value.items(), key=lambda one: int(one[0]))]
            told.append(f"{field.name}={shown!r};")
        rows.append("".join(told))
    if model._meta.auto_created:  # links, which are added as a set: their order says nothing
        rows.sort()
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
