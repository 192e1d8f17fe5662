"""Each house rule finds a sample violation, and leaves what only looks like one alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint_house import CLOCK, MOST_LINES, problems_in

VIEW = Path("src/goldenthread/improvement/views.py")
VIEW_MODULE = Path("src/goldenthread/improvement/views/plan.py")
ACTIONS = Path("src/goldenthread/improvement/actions.py")
PAGE = Path("src/goldenthread/improvement/templates/improvement/plan.html")


def messages(path: Path, text: str) -> list[str]:
    return [problem.message for problem in problems_in(path, text)]


@pytest.mark.parametrize("path", [VIEW, VIEW_MODULE])
@pytest.mark.parametrize(
    "code",
    [
        "Plan.objects.all()",
        "Plan._default_manager.first()",
        "plan.save()",
        "form.save(commit=False)",
        "plan.actions.create(title='x')",
        "rows.update(status='blue')",
        "rows.delete()",
        "Row.bulk_create(rows)",
        "rows.get_or_create(code='1a')",
    ],
)
def test_a_view_may_not_read_or_write_tables(path: Path, code: str) -> None:
    assert messages(path, code)


@pytest.mark.parametrize("code", ["context.update(extra)", "cache.delete('key')", "words.objects_"])
def test_a_view_may_change_its_own_dictionaries(code: str) -> None:
    assert messages(VIEW, code) == []


def test_actions_may_write() -> None:
    assert messages(ACTIONS, "plan.save()\nPlan.objects.create()\nrows.update(status='x')") == []


CLOCK_CALLS = [
    "date.today()",
    "datetime.date.today()",
    "datetime.now(UTC)",
    "datetime.utcnow()",
    "timezone.now()",
    "timezone.localdate()",
]


@pytest.mark.parametrize("code", CLOCK_CALLS)
def test_only_the_clock_asks_what_time_it_is(code: str) -> None:
    assert messages(ACTIONS, code)
    assert messages(CLOCK, code) == []


@pytest.mark.parametrize("code", ["clock.today()", "timezone.localdate(moment)", "now()"])
def test_asking_our_clock_or_converting_is_fine(code: str) -> None:
    assert messages(ACTIONS, code) == []


@pytest.mark.parametrize("path", [ACTIONS, PAGE])
def test_a_file_has_a_ceiling(path: Path) -> None:
    assert messages(path, "\n" * MOST_LINES) == []
    assert messages(path, "\n" * (MOST_LINES + 1)) == ["401 lines; 400 is the ceiling"]


def test_a_lock_file_may_be_long() -> None:
    assert messages(Path("requirements/runtime.txt"), "\n" * 2000) == []


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"])
def test_no_work_is_left_in_a_comment(word: str) -> None:
    assert messages(PAGE, f"{{# {word}: later #}}")


def test_ordinary_words_are_not_work_left() -> None:
    assert messages(PAGE, "todo lists, hackney and methods") == []


@pytest.mark.parametrize(
    "text",
    [
        "resolved: https://registry.npm" + "js.org/x",
        "--index-url https://py" + "pi." + "org/sim" + "ple",
        "https://files.python" + "hosted.org/packages/x.whl",
        "--find-links /" + "root/wheels",
        'open("/' + 'work/shared/plan.txt")',
        "file:///" + "home/someone/pypi",
    ],
)
def test_no_registry_host_and_no_machine_path(text: str) -> None:
    assert messages(Path("docs/x.md"), text)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.gov.uk/work/x",
        "PyPI",
        "href='/workspace/'",
        "~/work",
        "/homepage",
        "src/work/x",
    ],
)
def test_addresses_that_only_look_like_machine_paths(text: str) -> None:
    assert messages(Path("docs/x.md"), text) == []
