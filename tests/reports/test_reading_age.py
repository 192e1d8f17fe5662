"""What families read is read with ease at under eleven, with the words of the demonstration."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string

from goldenthread.core import clock
from goldenthread.core.rulesfile import load_rules
from goldenthread.demo.source import DATA, plan_text
from goldenthread.documents.blocks import read_body
from goldenthread.documents.rules.reading_age import reading_age, syllables
from goldenthread.exchange.reading import read_document
from goldenthread.improvement.rules.importing import interpret_plan
from goldenthread.reports.pictures import picture
from goldenthread.reports.queries.families import Part, SectionTold, Step
from goldenthread.reports.rules.families import family_words

OLDEST = 11
# Bodies, areas, addresses, and the words by which the law calls the children that the plan is for.
NAMES = (
    "Fellmoor and Sands", "SEND partnership", "Voices Together", "send@fellmoor.example",
    "special educational needs or disabilities",
)  # fmt: skip
# A page that may be harder, and why. Printed by the test.
EXCEPTIONS: dict[str, str] = {}
GROUPS = ("done", "late", "maybe", "next")


def sections(told: dict[str, Any]) -> list[SectionTold]:
    """The demonstration's plan with each kind of step in turn."""
    words, found = family_words(), []
    dated = [look.step for look in words.looks.values() if look.step]
    for section in interpret_plan(read_document("plan.md", plan_text())).sections:
        steps: dict[str, list[Step]] = {key: [] for key in GROUPS}
        milestones = [one for row in section.priorities for one in row.milestones]
        for place, one in enumerate(milestones):
            key = GROUPS[place % len(GROUPS)]
            by = one.due.label if one.due else ""
            late = dated[place // len(GROUPS) % len(dated)].format(date=by)
            steps[key].append(
                Step(one.text.rstrip("."), late if key in ("late", "maybe") else "", by, ())
            )
        parts = [Part(words.groups[key], steps[key], 1) for key in GROUPS]
        promised = [row.title or "" for row in section.priorities]
        meaning = told["meanings"][section.number]
        always = ["We ask families what they think (termly)"] * 3
        found.append(SectionTold(0, section.title or "", meaning, promised, parts, always))
    return found


def rendered(template: str) -> list[str]:
    told = load_rules(DATA / "families.yaml")
    counts = [look.count.format(count=3, base=19) for look in family_words().looks.values()]
    area = SimpleNamespace(name="Fellmoor and Sands")
    plan = SimpleNamespace(area=area, title="SEND Improvement Plan", version="1.0")
    page = SimpleNamespace(plan=plan, as_at=clock.today())
    progress = SimpleNamespace(opening=told["opening"], ask=told["ask"])
    whole = SimpleNamespace(page=page, counts=counts, sections=sections(told))
    body = render_to_string(template, {"told": whole, "progress": progress, "picture": picture})
    return [block.text for block in read_body(body)[0]]


@pytest.mark.parametrize("name", ["page", "easy"])
def test_families_can_read_it(name: str) -> None:
    age = reading_age(rendered(f"reports/families/{name}.html"), NAMES)
    print(f"{name}: {age:.1f} years; exceptions: {EXCEPTIONS or 'none'}")  # noqa: T201 - the list is to be seen
    assert age < OLDEST or name in EXCEPTIONS, f"{name}: {age:.1f}"


def test_the_measure_tells_hard_from_easy() -> None:
    easy = reading_age(["We wrote new letters. They are short. Tell us if one is not clear."])
    hard = reading_age(
        ["Statutory assessment timescales necessitate multidisciplinary prioritisation activity."]
    )
    assert easy < 8
    assert hard > 20
    assert [syllables(word) for word in ("late", "table", "started", "moved", "families")] == [
        1, 2, 2, 1, 3,
    ]  # fmt: skip
    assert reading_age(["Ask the Association of Authorities."], ["Association of Authorities"]) < 8
