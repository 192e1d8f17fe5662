"""Every item of the SEN2 return has a home in the record, and the table that says which is published."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from goldenthread.duties.rules.event_items import items_file, items_of
from goldenthread.duties.rules.events import details_of, is_kind
from goldenthread.organisations.rules.statutory import statutory_rules as statutory_roles
from goldenthread.statute.rulebook import rulebook
from tests.spec.definitions import check_definition, rows
from tests.spec.sen2_homes.homes import BESIDE, TABLES, TAGS

pytestmark = pytest.mark.pure
HOME = re.compile(r"`([^`]+)`")


def homes() -> Iterator[tuple[str, str, str]]:
    """Section, tag and home of every row."""
    for section, written in TABLES.items():
        for row in rows(written):
            yield section, row["Tag"], row["Home"]
    for row in rows(BESIDE):
        yield "Beside the return", row["What it says"], row["Home"]


def exists(home: str) -> bool:
    """Whether what a table names in backticks is there."""
    kind, _, name = home.partition(": ")
    if kind == "role":
        return name in statutory_roles().roles
    if kind == "rule":
        return name in rulebook()
    if not name and "." in home:
        return has_column(home)
    return is_kind(kind) and (not name or carries(kind, name))


def has_column(home: str) -> bool:
    try:
        room, model, column = home.split(".")
        apps.get_model(room, model)._meta.get_field(column)
    except (ValueError, LookupError, FieldDoesNotExist):
        return False
    return True


def carries(kind: str, name: str) -> bool:
    item, _, part = name.partition(".")
    found = {one.name: [inner.name for inner in one.parts] for one in items_of(kind)}
    if part:
        return part in found.get(item, ())
    return item in found or item in [one.name for one in details_of(kind)]


@pytest.mark.parametrize("section", TAGS)
def test_every_tag_has_its_row(section: str) -> None:
    assert [tag for of, tag, _ in homes() if of == section] == TAGS[section].split()


@pytest.mark.parametrize(("section", "tag", "home"), list(homes()))
def test_every_home_is_there(section: str, tag: str, home: str) -> None:
    named = HOME.findall(home)
    assert named or home.startswith("NONE"), f"{section}, {tag}: no home, and nothing says so"
    assert [one for one in named if not exists(one)] == []


def test_what_is_not_there_is_noticed() -> None:
    wrong = [
        "people.Person.height", "people.Pupil.born", "people.Person", "plan_eaten", "role: king",
        "rule: XX-1", "advice_received: ends_on", "final_plan_sent: first_setting.colour",
    ]  # fmt: skip
    assert [one for one in wrong if exists(one)] == []


def test_only_what_was_agreed_is_without_a_home() -> None:
    without = {tag for _, tag, home in homes() if home.startswith("NONE")}
    made_with_the_return = {
        "Collection", "Year", "ReferenceDate", "SourceLevel", "SoftwareCode", "Release", "SerialNo", "DateTime",
    }  # fmt: skip
    assert without == made_with_the_return | {"LEA", "Week20", "AttendancePattern"}


def test_every_item_of_an_event_fills_a_tag_of_the_return_that_names_it() -> None:
    shapes = {**items_file()["items"], **items_file()["setting"]}
    for name, shape in shapes.items():
        for tag in shape["sen2"]:
            named = [one for _, of, home in homes() if of == tag for one in HOME.findall(home)]
            assert any(name in re.split(r": |\.", one) for one in named), (name, tag)


def test_what_a_plan_says_is_kept_alike_of_each_event_that_makes_one() -> None:
    kinds = ("final_plan_sent", "plan_first_made", "final_amended_plan_sent")
    assert len({items_of(kind) for kind in kinds}) == 1


def test_the_definition_that_is_published() -> None:
    file = items_file()
    parts = [
        "# Where the items of the SEN2 return are kept",
        "Generated from `tests/spec/sen2_homes`; that every column, event, item, role and rule in `this type` exists is tested. "
        f"Items of events: `duties/rules/data/event_items.yaml`, version {file['version']}. "
        f"Checked by: {file['reviewer'] or 'nobody yet'}.",
        f"Source: {file['source'].strip()}",
        "A column is named `room.Model.column`. `kind` is an event of a case and means its day; `kind: name` is a detail or an "
        "item of it. What a plan says is kept in the same way of `final_plan_sent`, `plan_first_made` and "
        "`final_amended_plan_sent`; the table names the first. Derived means that nothing is stored: the return works it out "
        "from what happened.",
        "Evidence: A read in a primary text or near it; B read in working code or help of a vendor that handles real returns; "
        "C inferred. Item numbers are those of the latest return that is known.",
    ]
    for section, written in TABLES.items():
        parts += [f"## {section}", written]
    parts += ["## Beside the return", BESIDE]
    check_definition("sen2-homes.md", parts)
