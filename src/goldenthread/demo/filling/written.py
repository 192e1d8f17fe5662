"""What has been written of a plan so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from goldenthread.improvement.models import Milestone, Plan, Priority, Section

Row = TypeVar("Row")


@dataclass
class Written:
    """The plan that is being made, its parts, and how many rows it took."""

    plan: Plan
    agreed_on: date
    sections: list[Section] = field(default_factory=list)
    priorities: list[Priority] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    rows: int = 0

    def keep(self, rows: list[Row]) -> list[Row]:
        """Count the rows of one INSERT, and give them back."""
        self.rows += len(rows)
        return rows
