"""Pages for families for tests: each step through the real actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.documents.models import sha256_of
from goldenthread.documents.publishing import asked_of
from goldenthread.reports.actions import publishing
from goldenthread.reports.actions.clearing import (
    Answers,
    clear_progress,
    put_forward_progress,
)
from goldenthread.reports.actions.families import Words, change_progress, prepare_progress
from goldenthread.reports.models import Progress
from goldenthread.reports.presenters import Bodies, families_bodies
from goldenthread.reports.queries.families import compose_families
from tests.reports.papers import TODAY, Partnership


@dataclass
class Families:
    """A partnership whose manager tells families how the plan is going."""

    partnership: Partnership

    def drafted(self, opening: str = "Hello.", meaning: str = "Letters are short.") -> Progress:
        manager, plan = self.partnership.manager, self.partnership.plan
        page = prepare_progress(scope=manager.scope, plan_id=plan.pk, post_id=manager.post.pk)
        words = Words(opening, {str(plan.sections.get().pk): meaning}, "Ask the forum.", False)
        return change_progress(
            scope=manager.scope, progress_id=page.pk, words=words, version=page.version
        )

    def bodies(self, page: Progress, on: date = TODAY) -> Bodies:
        return families_bodies(
            compose_families(self.partnership.manager.scope, page, page.reads_on(on))
        )

    def clear(self, page: Progress, on: date = TODAY) -> None:
        put_forward_progress(
            scope=self.partnership.manager.scope, progress_id=page.pk, version=page.version,
            today=on,
        )  # fmt: skip
        page.refresh_from_db()
        body, reader = self.bodies(page, on).together, self.partnership.reader
        reasons = {
            one.key: "Agreed with each of them." for one in asked_of(self.partnership.area.pk, body)
        }
        clear_progress(
            scope=reader.scope, progress_id=page.pk, post_id=reader.post.pk,
            answers=Answers(sha256_of(body), reasons), version=page.version, today=on,
        )  # fmt: skip

    def publish(self, page: Progress, on: date = TODAY, previewed: str = "") -> Progress:
        manager = self.partnership.manager
        return publishing.publish_progress(
            scope=manager.scope, progress_id=page.pk, post_id=manager.post.pk,
            previewed=previewed or sha256_of(self.bodies(page, on).together),
            version=page.version, today=on,
        )  # fmt: skip

    def published(self, opening: str = "Hello.", on: date = TODAY) -> Progress:
        page = self.drafted(opening)
        self.clear(page, on)
        return self.publish(page, on)

    def withdraw(self, page: Progress, reason: str = "A name stood in it.") -> None:
        manager = self.partnership.manager
        publishing.withdraw_progress(
            scope=manager.scope, progress_id=page.pk, post_id=manager.post.pk, reason=reason
        )
