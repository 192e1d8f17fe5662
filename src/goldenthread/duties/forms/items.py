"""The fields of what an event may carry beside its details: one for each item, and for each part of a setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms

from goldenthread.duties.rules.event_items import PLACE, Item, items_of
from goldenthread.ui import forms

PREFIX = "item_"
TRUTHS = [("yes", "Yes"), ("no", "No")]
EMPTY: tuple[object, ...] = (None, "", [])


@dataclass(frozen=True)
class ItemField:
    """One field of the form: its name, the item or the part of one that it asks for, and the place of a refusal."""

    name: str
    item: Item
    place: str
    part: Item | None = None

    @property
    def shape(self) -> Item:
        """What decides how it is asked."""
        return self.part or self.item


def fields_of(kind: str) -> Iterator[ItemField]:
    """All fields for a kind of event, in order."""
    for item in items_of(kind):
        for part in item.parts:
            place = f"{PLACE}.{item.name}.{part.name}"
            yield ItemField(f"{PREFIX}{item.name}__{part.name}", item, place, part)
        if not item.parts:
            yield ItemField(PREFIX + item.name, item, f"{PLACE}.{item.name}")


def form_field(shape: Item) -> django_forms.Field:
    """How one is asked. None has to be given, and the group that they stand in says so."""
    common: dict[str, Any] = {"required": False, "mark_optional": False, "hint": shape.hint}
    if shape.type == "date":
        return forms.DateField(shape.label, called="the day", **common)
    if shape.type == "several":
        return forms.MultipleChoiceField(shape.label, choices=shape.codes, small=True, **common)
    if shape.type in ("one", "truth"):
        listed = TRUTHS if shape.type == "truth" else shape.codes
        return forms.ChoiceField(
            shape.label, choices=[("", "Not said"), *listed], select=True, **common
        )
    if shape.type == "digits":
        return forms.CharField(shape.label, width=10, inputmode="numeric", max_length=12, **common)
    return forms.CharField(shape.label, max_length=shape.longest, **common)


def told(asked: list[ItemField], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, as `rules.event_items.clean_items` reads it; what is empty is left out."""
    found: dict[str, Any] = {}
    for one in asked:
        value = cleaned[one.name]
        if value in EMPTY:
            continue
        if one.shape.type == "truth":
            value = value == TRUTHS[0][0]
        elif one.shape.type == "date":
            value = value.isoformat()
        elif one.shape.type == "digits":
            value = value.replace(" ", "")
        if one.part is None:
            found[one.item.name] = value
        else:
            found.setdefault(one.item.name, {})[one.part.name] = value
    return found
