"""Charts as data: a specification in, SVG with a text summary and a table out. No Django, no clock.

The same specification gives the same bytes, so that a frozen report can hold a chart.
"""

from goldenthread.ui.charts.bars import Segment, StatusBar
from goldenthread.ui.charts.line import Goal, LineChart, Point
from goldenthread.ui.charts.roadmap import Lane, Mark, Roadmap
from goldenthread.ui.charts.tables import Cell, Column, DataTable
from goldenthread.ui.charts.timeline import Timeline
from goldenthread.ui.charts.timeline_parts import Guide, Happening, Limit

__all__ = [
    "Cell",
    "Column",
    "DataTable",
    "Goal",
    "Guide",
    "Happening",
    "Lane",
    "Limit",
    "LineChart",
    "Mark",
    "Point",
    "Roadmap",
    "Segment",
    "StatusBar",
    "Timeline",
]
