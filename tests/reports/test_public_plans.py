"""Each plan of an area has a public page of its own, and its earlier states stand under it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from goldenthread.reports.actions.families import prepare_progress
from goldenthread.reports.queries.families import newest_published
from tests.factories import make_plan
from tests.reports.papers import Partnership
from tests.reports.public import Families
from tests.reports.test_new_version import AFTER, agreed, begun


@pytest.fixture
def two(partnership: Partnership) -> tuple[Families, Families]:
    """The pages on two plans of one area."""
    other = make_plan(
        partnership.area, lead=partnership.lead.post, agreed_by=partnership.manager.post
    )
    return Families(partnership), Families(replace(partnership, plan=other))


def read(client: Client, families: Families, rest: str = "") -> str:
    answer = client.get(f"/progress/{families.partnership.area.slug}/{rest}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_plan_stands_at_the_address_of_the_area(
    two: tuple[Families, Families], client: Client
) -> None:
    one, _ = two
    one.published("Words of the first.")
    assert "Words of the first." in read(client, one)
    assert "Our other plans" not in read(client, one)


def test_a_page_on_another_plan_takes_no_page_away(
    two: tuple[Families, Families], client: Client
) -> None:
    one, other = two
    one.published("Old words of the first.")
    one.published("Words of the first.")
    other.published("Words of the other.")
    listed = read(client, one)
    for number, families in ((1, one), (3, other)):
        path = f"/progress/{one.partnership.area.slug}/plans/{number}/"
        plan = families.partnership.plan
        assert f'href="{path}">{plan.title}, {plan.version}</a>' in listed
    assert "Words of" not in listed
    first, second = read(client, one, "plans/1/"), read(client, one, "plans/3/")
    assert "Words of the first." in first
    assert f"{one.partnership.area.slug}/1/" in first, "its earlier state"
    assert "Words of the other." in second
    assert "How things stood on" not in second, "what was said of another plan"
    assert "Our other plans" in second
    assert client.get(f"/progress/{one.partnership.area.slug}/plans/2/").status_code == 404
    scope = one.partnership.manager.scope
    assert [row.opening for row in newest_published(scope)] == [
        "Words of the other.", "Words of the first.",
    ]  # fmt: skip


def test_a_withdrawn_plan_leaves_the_other_at_the_address_of_the_area(
    two: tuple[Families, Families], client: Client
) -> None:
    one, other = two
    one.published("Words of the first.")
    other.withdraw(other.published("Words of the other."))
    assert "Words of the first." in read(client, one)
    slug = one.partnership.area.slug
    assert client.get(f"/progress/{slug}/plans/2/").status_code == 410


def test_a_new_version_of_a_plan_goes_on_at_the_same_address(
    two: tuple[Families, Families], client: Client
) -> None:
    one, _ = two
    one.published("Words of the first.")
    later = agreed(one.partnership, begun(one.partnership))
    Families(later).published("Words of the second version.", AFTER)
    assert "Words of the second version." in read(client, one)
    assert "Words of the second version." in read(client, one, "plans/1/")


def test_the_first_page_on_a_plan_has_no_words_of_another(two: tuple[Families, Families]) -> None:
    one, other = two
    one.published("Words of the first.")
    manager = other.partnership.manager
    page = prepare_progress(
        scope=manager.scope, plan_id=other.partnership.plan.pk, post_id=manager.post.pk
    )
    assert (page.opening, page.meanings, page.ask) == ("", {}, "Ask the forum.")
