"""The parts of the page that are no rules: settings, working days, notices, proposals, files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from goldenthread.core.months import day_words
from goldenthread.core.rulesfile import load_rules
from goldenthread.statute.calendars import BeyondCalendar, england
from goldenthread.statute.rulebook import Rule, proposals, rulebook
from goldenthread.statute.settings import settings_file
from tests.spec.definitions import table
from tests.spec.statutory_clock.printed_rules import DATA, checked

_NOTICE = {
    "appeal_right": "the right to appeal",
    "appeal_time_limit": "its time limit",
    "mediation_information": "how to seek mediation",
    "disagreement_resolution": "disagreement resolution",
    "information_advice_support": "independent information, advice and support",
}
FILES = (
    "settings.yaml",
    "exemptions.yaml",
    "bank_holidays.yaml",
    "vocabulary.yaml",
    "proposals.yaml",
)


def settings() -> list[str]:
    """The questions, then both readings of each with who holds it."""
    found = settings_file()
    questions = table(
        ("Setting", "The question", "Authority", "Evidence"),
        (
            (_plain(name), one["question"], one["citation"], one["evidence"])
            for name, one in found.items()
        ),
    )
    readings = table(
        ("Setting", "Reading", "What it says", "Who holds it"),
        (
            (
                _plain(name),
                f"{_plain(value)}{' (default)' if number == 0 else ''}",
                words["words"],
                words["who"],
            )
            for name, one in found.items()
            for number, (value, words) in enumerate(one["values"].items())
        ),
    )
    return [questions, readings]


def holidays() -> str:
    """The bank holidays by year."""
    calendar = england()
    years = range(calendar.known_from.year, calendar.known_to.year + 1)
    return table(
        ("Year", "Bank holidays in England"),
        ((year, _of_year(calendar.holidays, year)) for year in years),
    )


def _of_year(days: Mapping[date, str], year: int) -> str:
    return ", ".join(
        day_words(day).removesuffix(f" {year}") for day in sorted(days) if day.year == year
    )


def beyond() -> str:
    """What is said of the first weekday after the known years."""
    day = england().known_to
    while True:
        day += timedelta(days=1)
        try:
            england().is_working(day)
        except BeyondCalendar as problem:
            return str(problem)


def notices() -> str:
    """What a notice has to tell the family, and which rules call for one."""
    found: dict[tuple[str, ...], list[Rule]] = {}
    for rule in rulebook().values():
        if rule.notice:
            found.setdefault(rule.notice, []).append(rule)
    return table(
        ("The notice tells the family of", "Rules"),
        (
            (", ".join(_NOTICE[one] for one in told), ", ".join(one.id for one in rules))
            for told, rules in found.items()
        ),
    )


def proposed() -> list[str]:
    """The proposals, each with what is known of its time."""
    facts = load_rules(DATA / "proposals.yaml")
    lines = (
        f"- {one['words']} {_earliest(one['earliest'])} Evidence: {one['evidence']}."
        for one in proposals().values()
    )
    return [
        f"Enabled: {'yes' if facts['enabled'] else 'no'}. Source: {facts['source']}",
        "\n".join(lines),
    ]


def _earliest(day: date | None) -> str:
    return f"Not before {day_words(day)}." if day else "No day is known."


def files() -> str:
    """The files beside those of the rules, with who has checked them."""
    found = ((name, load_rules(DATA / name)) for name in FILES)
    return table(
        ("File", "What it holds", "Version", "Checked by"),
        ((name, facts["title"], facts["version"], checked(facts)) for name, facts in found),
    )


def checkers() -> list[str]:
    """Who has checked each of them."""
    return [checked(load_rules(DATA / name)) for name in FILES]


def _plain(name: str) -> str:
    return name.replace("_", " ")
