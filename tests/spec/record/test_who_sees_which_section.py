"""Which sections of a child's record each reader sees: worked rows, and the definition that is published."""

from __future__ import annotations

import pytest

from goldenthread.workspace.rules.record_sections import ALL, NETWORK, SETTING, shown_to
from tests.spec.definitions import check_definition, rows

pytestmark = pytest.mark.pure
READERS = {
    "Area": [ALL],
    "Setting": [SETTING],
    "Network": [NETWORK],
    "Setting and network": [SETTING, NETWORK],
}
# Written by hand and not from the rules' own data.
SECTIONS = """
| Section | Area | Setting | Network | Setting and network |
| --- | --- | --- | --- | --- |
| What matters now | yes | yes | yes | yes |
| What happened, and what is due | yes | yes | yes | yes |
| From the family | yes | no | no | no |
| Requests for an assessment | yes | yes | no | yes |
| Decision whether to assess | yes | no | yes | yes |
| Letters | yes | no | no | no |
| Plan | yes | yes | yes | yes |
| People who care for the child | yes | yes | yes | yes |
| How the family is reached | yes | no | no | no |
| People who work with the child | yes | no | yes | yes |
| Brothers and sisters | yes | no | no | no |
| Rights and consent | yes | no | no | no |
| Documents | yes | no | no | no |
| Where the child lives | yes | no | no | no |
| Where the child learns | yes | yes | yes | yes |
| Needs | yes | yes | yes | yes |
| Numbers and other facts | yes | no | no | no |
| Who has read this record | yes | no | no | no |
"""
PARTS = """
| What of them | Area | Setting | Network | Setting and network |
| --- | --- | --- | --- | --- |
| What happened in the case | yes | no | yes | yes |
| Duties that others than the setting owe | yes | no | yes | yes |
| To whom letters go, and on what a restriction rests | yes | no | no | no |
"""


def said(yes: object) -> str:
    return "yes" if yes else "no"


@pytest.mark.parametrize("row", rows(SECTIONS), ids=lambda row: row["Section"])
def test_who_sees_which_section(row: dict[str, str]) -> None:
    for reader, kinds in READERS.items():
        assert said(row["Section"] in shown_to(kinds).sections.values()) == row[reader], reader


def test_no_section_is_left_out_of_the_table() -> None:
    told = [row["Section"] for row in rows(SECTIONS)]
    assert list(shown_to([ALL]).sections.values()) == told
    assert shown_to([]).sections == {}


def test_what_of_them() -> None:
    events, duties, letters = rows(PARTS)
    for reader, kinds in READERS.items():
        found = shown_to(kinds)
        assert said(found.events) == events[reader]
        assert said(found.owners is None) == duties[reader]
        assert said(found.letters) == letters[reader]
    assert shown_to([SETTING]).owners == {"setting"}


def test_the_definition_is_published() -> None:
    check_definition(
        "sections-of-a-record.md",
        (
            "# Who sees which section of a child's record",
            "Written by tests/spec/record from goldenthread/workspace/rules/data/record_sections.yaml. Practice, to be "
            "agreed by the partnership's information governance group.",
            "**Area**: whoever reads all children of the area, or opened this record in an emergency. **Setting**: a "
            "post of the school or setting where the child learns today. **Network**: a post that works with the child "
            "today. Everybody else finds no record. What is protected in a record is hidden beside this, from everybody "
            "but the posts that are named.",
            SECTIONS,
            "Of requests for an assessment a setting sees what it asked itself, when it was taken in and by when it is decided.",
            "A carer is shown with every restriction to all three; numbers and addresses stand in a section of their own.",
            PARTS,
        ),
    )
