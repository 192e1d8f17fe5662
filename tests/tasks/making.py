"""A kind of task for tests, and short ways to ask for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from goldenthread.access.scope import Scope
from goldenthread.organisations.models import LocalArea
from goldenthread.tasks.actions import asking
from goldenthread.tasks.kinds import Kind, Made, Progress
from goldenthread.tasks.models import Job
from tests.factories import Person

NOTE = "test-note"


@dataclass
class Notes:
    """`first` is called before a note is made: to raise, or to do something to the task meanwhile."""

    runs: int = 0
    first: Callable[[Job], None] = lambda _job: None
    forbidden: set[int] = field(default_factory=set)

    def make(self, job: Job, progress: Progress) -> Made:
        self.runs += 1
        self.first(job)
        progress("Writing", 1, 2)
        return Made(b"note", "text/plain", "note.txt", [7, 8])

    def may_have(self, _scope: Scope, job: Job) -> bool:
        return job.arguments["note"] not in self.forbidden

    def kind(self) -> Kind:
        return Kind(
            code=NOTE, title="Note", permission="plan.export", make=self.make, may_have=self.may_have,
            target=lambda job: ("improvement.plan", job.arguments["note"]), home=lambda _job: "/plans/",
        )  # fmt: skip


def ask(person: Person, note: int = 1, area: LocalArea | None = None) -> Job:
    area_id = area.pk if area else next(grant.area_id for grant in person.scope.grants)
    return asking.ask(scope=person.scope, kind_code=NOTE, area_id=area_id, arguments={"note": note})
