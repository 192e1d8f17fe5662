"""What an event may carry beside what moves a clock, for the yearly return and the record (data/event_items.yaml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.core.rulesfile import load_rules
from goldenthread.people.rules.codes import codes
from goldenthread.statute.reading import day, full, table, text, truth, word, words

FILE = Path(__file__).parent / "data" / "event_items.yaml"
PLACE = "event.items"


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `type`: one, several, truth, date, digits, text, setting; a setting has `parts`, in their order.

    `codes`: code and words. `digits`: how many there are; `longest`: characters of a text. `sen2`: tags of the return.
    """

    name: str
    label: str
    type: str
    hint: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    digits: int = 0
    longest: int = 0
    sen2: tuple[str, ...] = ()
    parts: tuple[Item, ...] = ()


@cache
def items_file() -> Mapping[str, Any]:
    """`items`, `setting`, `events`, `source_by`."""
    return load_rules(FILE)


@cache
def items_of(kind: str) -> tuple[Item, ...]:
    """What a kind of event may carry; nothing for most."""
    known = items_file()["items"]
    return tuple(_item(name, known[name]) for name in items_file()["events"].get(kind, ()))


def _item(name: str, said: Mapping[str, Any]) -> Item:
    listed = codes(said["codes_from"]) if "codes_from" in said else said.get("codes", {})
    parts = items_file()["setting"] if said["type"] == "setting" else {}
    return Item(
        name, said["label"], said["type"], said.get("hint", ""),
        tuple((str(code), str(meant)) for code, meant in listed.items()),
        said.get("digits", 0), said.get("longest", 0), tuple(said["sen2"]),
        tuple(_item(part, shape) for part, shape in parts.items()),
    )  # fmt: skip


def clean_items(
    kind: str, given: Mapping[str, Any], details: Mapping[str, Any]
) -> dict[str, object]:
    """The items of an event of that kind, as JSON keeps them: days as text, several codes as a list.

    UserError for a name, a type or a code that is not in the file, and for what contradicts itself or `details`; it
    names the place (`event.items.ends_on`, `event.items.first_setting.urn`).
    """
    known = {item.name: item for item in items_of(kind)}
    facts = table(given, PLACE, tuple(known))
    found = {
        name: _clean(item, facts[name], f"{PLACE}.{name}")
        for name, item in known.items()
        if name in facts
    }
    _agree(found, details)
    return found


def _clean(item: Item, value: object, where: str) -> object:
    if item.type == "setting":
        return _setting(item, value, where)
    if item.type == "truth":
        return truth(value, where)
    if item.type == "date":
        return day(value, where).isoformat()
    if item.type == "one":
        return word(value, where, dict(item.codes))
    if item.type == "several":
        return list(words(value, where, dict(item.codes), once=True))
    said = text(value, where).strip()
    if item.type == "digits":
        if not (said.isascii() and said.isdigit() and len(said) == item.digits):
            raise UserError(
                "wrong_digits", f"This has {item.digits} digits.", where,
                "Check it, or leave it empty.",
            )  # fmt: skip
    elif len(said) > item.longest:
        raise UserError("text_too_long", f"Use {item.longest} characters or fewer.", where)
    return said


def _setting(item: Item, value: object, where: str) -> dict[str, object]:
    """A setting that a plan names: a school by its name or number, or what stands in the place of one; never both."""
    facts = full(value, where, [part.name for part in item.parts])
    found = {
        part.name: _clean(part, facts[part.name], f"{where}.{part.name}")
        for part in item.parts
        if part.name in facts
    }
    school = [name for name in ("name", "urn", "ukprn") if name in found]
    if bool(school) == ("sen_setting" in found):
        raise UserError(
            "one_setting", "Say in one way which setting the plan names.", f"{where}.name",
            "Give its name or number, or choose what stands in its place.",
        )  # fmt: skip
    wrong = "sen_setting_other" if school else "provision"
    if wrong in found:
        raise UserError(
            "not_of_this", "This does not belong to what else is said of the setting.", f"{where}.{wrong}",
            "Leave it empty.",
        )  # fmt: skip
    return found


def _agree(found: Mapping[str, object], details: Mapping[str, Any]) -> None:
    told = source_by(details)
    if told and found.get("request_source", told) != told:
        raise UserError(
            "contradiction", "This is not who asked, as it is said above.", f"{PLACE}.request_source",
            "Leave it open: the answer above says it.",
        )  # fmt: skip
    if "second_setting" in found and "first_setting" not in found:
        raise UserError(
            "second_alone", "A second setting needs a first one.", f"{PLACE}.second_setting.name",
            "Give the first setting too.",
        )  # fmt: skip
    if found.get("personal_budget") is not True:
        for name in ("organised_arrangements", "direct_payments"):
            if found.get(name):
                raise UserError(
                    "contradiction", "This needs a personal budget.", f"{PLACE}.{name}",
                    "Say above that there is one, or leave this open.",
                )  # fmt: skip


# What tells where the child lives or lived.
_OF_HOME = ("to_council", "from_council")


def source_by(details: Mapping[str, Any]) -> str:
    """The code of the source of a request by who asked (`details.by`); empty where that is not told."""
    return str(items_file()["source_by"].get(details.get("by"), ""))


def request_source(details: Mapping[str, Any], items: Mapping[str, Any]) -> str:
    """The code of the source of a request, 1 to 5: by who asked, or else as it is given; empty where neither is."""
    return source_by(details) or str(items.get("request_source", ""))


def item_lines(
    kind: str, stored: Mapping[str, Any], *, hide_settings: bool, hide_home: bool = False
) -> tuple[tuple[str, str], ...]:
    """Label and words of each item as it is stored.

    `hide_settings`: which settings they are is protected; `hide_home`: where the child lives is, and so which council.
    """
    hidden = {item.name for item in items_of(kind) if hide_settings and item.parts}
    hidden |= set(_OF_HOME) if hide_home else set()
    return tuple(
        (item.label, "protected" if item.name in hidden else _words(item, stored[item.name]))
        for item in items_of(kind)
        if item.name in stored
    )  # fmt: skip


def _words(item: Item, value: Any) -> str:
    if item.parts:
        return "; ".join(_parts(item, value))
    if item.type == "truth":
        return "Yes" if value else "No"
    if item.type == "date":
        return day_words(date.fromisoformat(value))
    said = dict(item.codes)
    return ", ".join(said.get(one, one) for one in (value if item.type == "several" else [value]))


def _parts(item: Item, value: Mapping[str, Any]) -> Iterator[str]:
    """A number says which it is; names and codes speak for themselves."""
    for part in item.parts:
        if part.name in value:
            told = _words(part, value[part.name])
            yield f"{part.label} {told}" if part.type == "digits" else told
