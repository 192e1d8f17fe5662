"""The pictures of this room's figures, as specifications for ui.charts."""

from __future__ import annotations

from goldenthread.core.rounding import Share
from goldenthread.improvement.models import Measurement
from goldenthread.improvement.queries.criterion_pages import CriterionPage
from goldenthread.improvement.rules.criteria import derived_words, figure_words, wanted
from goldenthread.ui.charts import Goal, LineChart, Point


def criterion_chart(page: CriterionPage) -> LineChart | None:
    """The figures of a criterion against its target; None while there is no figure and no baseline."""
    target, unit = page.row.target, page.row.unit
    start = goal = None
    if target.baseline is not None and target.baseline_on is not None:
        start = Point(target.baseline_on, target.baseline, figure_words(target.baseline, unit))
    if target.comparator is not None:
        figure = wanted(target.comparator, target.target, target.baseline)
        if figure is not None:
            goal = Goal(figure, derived_words(figure, unit), target.target_by)
    points = tuple(_point(one, unit) for one in reversed(page.standing_figures))
    if not points and start is None:
        return None
    return LineChart(target.measure or "Figures over time", points, start, goal)


def _point(figure: Measurement, unit: str) -> Point:
    note = ""
    if figure.count is not None and figure.base is not None:
        note = Share(figure.count, figure.base).words
    return Point(figure.on, figure.value, figure_words(figure.value, unit), note)
