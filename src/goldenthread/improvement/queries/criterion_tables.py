"""Success criteria and their figures as tables to take away."""

from __future__ import annotations

from datetime import date

from goldenthread.exchange.exports import Table, Value
from goldenthread.improvement.models import (
    Plan,
)
from goldenthread.improvement.queries.criteria import CriterionRow
from goldenthread.improvement.queries.criterion_pages import CriterionPage
from goldenthread.improvement.rules.criteria import criteria_rules, plain
from goldenthread.ui.filters import date_long

COLUMNS = (
    ("section", "Section"),
    ("kind", "Kind"),
    ("criterion", "Criterion"),
    ("state", "State"),
    ("missing", "Missing"),
    ("measure", "What is measured"),
    ("comparator", "Comparator"),
    ("target", "Target"),
    ("unit", "Unit"),
    ("target_by", "To be reached by"),
    ("baseline", "Baseline"),
    ("baseline_on", "Day of the baseline"),
    ("source", "Source"),
    ("latest", "Latest figure"),
    ("latest_on", "Day of the latest figure"),
    ("count", "Count"),
    ("base", "Base"),
    ("course", "What the latest figure says"),
    ("evidence_accepted", "Evidence accepted"),
    ("evidence_waiting", "Evidence waiting for review"),
    ("judged_on", "Judged on"),
    ("judged_by", "Judged by"),
    ("judged_own", "Judged by the person who recorded the figure"),
    ("judged_early", "Judged early"),
    ("note", "Note of the judgement"),
)
FIGURE_COLUMNS = (
    ("on", "Day"),
    ("value", "Figure"),
    ("unit", "Unit"),
    ("count", "Count"),
    ("base", "Base"),
    ("source", "Source"),
    ("note", "Note"),
    ("withdrawn", "Withdrawn because"),
)


def criteria_table(
    plan: Plan, rows: list[CriterionRow], as_at: date, *, with_evidence: bool
) -> Table:
    """Every criterion with all that is known of it; how much evidence it has only for those who may read that."""
    about = (
        f"{plan.title}. {plan.area}. Version {plan.version or 'not given'}, "
        f"{plan.get_state_display().lower()}. {len(rows)} success criteria as at {date_long(as_at)}."
    )
    shown = [
        place
        for place, (name, _) in enumerate(COLUMNS)
        if with_evidence or not name.startswith("evidence_")
    ]
    lines = [_values(row) for row in rows]
    return Table(
        "Success criteria", about, tuple(COLUMNS[place] for place in shown),
        [tuple(line[place] for place in shown) for line in lines],
    )  # fmt: skip


def figures_table(page: CriterionPage) -> Table:
    """Every figure of one criterion, withdrawn ones with their reason."""
    unit = page.row.unit
    rows = [
        (
            one.on, plain(one.value), unit, one.count, one.base, one.source, one.note,
            "" if page.counts(one) else one.withdrawn_why,
        )
        for one in page.figures
    ]  # fmt: skip
    about = (
        f"{page.criterion.text} {page.plan.title}. "
        f"Target: {page.row.target_words or 'not set'}. As at {date_long(page.row.as_at)}."
    )
    return Table("Figures of a success criterion", about, FIGURE_COLUMNS, rows)


def _values(row: CriterionRow) -> tuple[Value, ...]:
    target, latest, judged = row.target, row.latest, row.facts.judgement
    rules = criteria_rules()
    words = [rules["states"][one]["word"] for one in row.standing.missing]
    comparator = rules["comparators"][target.comparator]["word"] if target.comparator else ""
    return (
        row.section, row.kind.value, row.text, row.state_word, "; ".join(words), target.measure,
        comparator, plain(target.target), target.unit, target.target_by, plain(target.baseline),
        target.baseline_on, target.source, plain(latest.value if latest else None),
        latest.on if latest else None, latest.count if latest else None,
        latest.base if latest else None, row.course_word, row.accepted, row.waiting,
        judged.on if judged else None, row.judged_by if judged else "",
        "yes" if judged and judged.own else "", "yes" if judged and judged.early else "",
        judged.note if judged else "",
    )  # fmt: skip
