"""The benchmark's own sums and its page. What it measures is left to `make bench`: here the times mean nothing."""

from __future__ import annotations

from benches.findings import Findings, written
from benches.importing import Import
from benches.pages import PAGES, Page
from benches.plans import Growth
from benches.timing import Timing

GOOD = Timing(median=20.0, p95=30.0, queries=8)
QUICK = Import({"read": 0.5, "preview": 0.6}, "80 milestones")


def findings(growth: Growth, page: Timing, imported: Import = QUICK) -> Findings:
    pages = [Page("manager", "plan on a page", page)]
    return Findings("1 December 2026", "SQLite 3", [growth], imported, pages, {"posts": 1_234})


def test_a_page_is_held_to_its_queries_its_time_and_its_answer() -> None:
    assert GOOD.within
    assert not Timing(20.0, 30.0, queries=13).within
    assert not Timing(20.0, 151.0, queries=8).within
    assert not Timing(20.0, 30.0, queries=8, status=404).within


def test_growth_compares_medians_and_tails() -> None:
    assert Growth("a page", GOOD, Timing(25.9, 47.0, 8)).within
    assert not Growth("a page", GOOD, Timing(26.1, 30.0, 8)).within
    assert not Growth("a page", GOOD, Timing(20.0, 49.0, 8)).within


def test_one_thing_over_its_limit_is_enough_and_is_marked() -> None:
    same = Growth("a page", GOOD, GOOD)
    assert findings(same, GOOD).within
    slow = findings(same, Timing(20.0, 30.0, queries=18))
    assert not slow.within
    assert "| plan on a page | manager | 20.0 | 30.0 | **18** |" in written(slow)
    assert not findings(same, GOOD, Import({"read": 2.1}, "80 milestones")).within


def test_the_page_names_machine_versions_and_day() -> None:
    text = written(findings(Growth("a page", GOOD, GOOD), GOOD))
    for said in (
        "1 December 2026",
        "Django",
        "SQLite 3",
        "cores",
        "1,234 posts",
        "**1.10** (limit 2)",
    ):
        assert said in text


def test_every_role_that_works_in_an_area_has_its_pages() -> None:
    assert {"manager", "icb.lead", "quality", "director", "administrator", "analyst"} <= {
        who for who, _, _ in PAGES
    }
