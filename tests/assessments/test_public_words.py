"""What families read on the pages of a request is read with ease at under eleven."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from goldenthread.assessments.rules.pages import steps_of
from goldenthread.documents.rules.reading_age import reading_age
from goldenthread.organisations.models import LocalArea
from tests.assessments.walking import CHILD, begin, page, send, write_all

OLDEST = 11
# The thing that is asked for, laws, bodies and helplines by their names.
NAMES = (
    "EHC needs assessment", "SEND Regulations 2014, regulation 5", "SEND Regulations 2014, regulation 13",
    "Children and Families Act 2014, section 51", "NSPCC", "Childline",
)  # fmt: skip
BLOCKS = {"p", "li", "h1", "h2", "h3", "label", "legend", "dt", "dd", "summary", "button", "strong"}
HINT = re.compile(r"govuk-hint")


class _Words(HTMLParser):
    """The blocks of the main part of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.blocks = False, [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        if tag in BLOCKS - {"strong"} or HINT.search(dict(attrs).get("class") or ""):
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"
        if tag in BLOCKS - {"strong"}:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.blocks[-1] += data


def blocks(text: str) -> list[str]:
    words = _Words()
    words.feed(text)
    return [one for one in (" ".join(block.split()) for block in words.blocks) if one]


@pytest.mark.parametrize("route", ["parent", "young_person", "other"])
def test_families_can_read_it(route: str, client: Client, inbox_area: LocalArea) -> None:
    begin(client, inbox_area)
    given = {"who": {"route": route}, "reach": {"asker_phone": "01539"}, "child": CHILD}
    if route == "parent":
        given["you"] = {"asker_name": "Ann", "asker_relation": "mother", "responsibility": "yes"}
    if route == "other":
        given["you"] = {"asker_name": "Ann", "asker_role": "Friend"}
    write_all(client, given)
    names = [*steps_of(route), "start", "save", "discard"]
    told = {name: blocks(client.get(page(name)).text) for name in names}
    told["paper"] = blocks(client.get(page("paper", route)).text)
    send(client)
    told["sent"] = blocks(client.get(page("sent")).text)
    ages = {name: reading_age(text, NAMES) for name, text in told.items()}
    print(route, {name: round(age, 1) for name, age in ages.items()})  # noqa: T201 - the list is to be seen
    assert max(ages.values()) < OLDEST, max(ages, key=lambda name: ages[name])
