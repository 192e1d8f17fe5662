"""Tells families by mail when the stage of a case becomes another: its words for them, and the outbox of letters."""

from __future__ import annotations

from goldenthread.access.scope import Origin, Scope
from goldenthread.duties.models import Case
from goldenthread.duties.rules.stages import FIRST
from goldenthread.duties.stage_changes import follow
from goldenthread.messages.actions.notices import Stage, put_out
from goldenthread.workspace.rules.family_words import notice_words

STAGES = Scope(None, "Stages of cases", (), Origin(channel="system"))


def tell_stage(case: Case) -> None:
    """Put a notice into the outbox for whoever wants one. Inside the transaction that changed the stage."""
    if case.stage != FIRST:
        words = Stage(
            case.reference,
            words=notice_words(case.stage, knows_place=True),
            words_kept=notice_words(case.stage, knows_place=False),
        )
        put_out(scope=STAGES, person_id=case.person_id, stage=words)


def follow_stages() -> None:
    """Called once when the product starts."""
    follow("workspace", tell_stage)
