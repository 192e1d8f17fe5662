"""The demonstration's decisions whether to assess: one waits for its letter, one for the manager, one is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from goldenthread.access.audit import record
from goldenthread.assessments.actions.considering import draft_notices, record_answer
from goldenthread.assessments.actions.deciding import Written, decide, write_decision
from goldenthread.assessments.actions.telling import draft_decision_letter
from goldenthread.assessments.models import Consideration, Decision
from goldenthread.assessments.queries.considering import considering
from goldenthread.assessments.rules.telling import FAMILY
from goldenthread.core import clock
from goldenthread.core.rulesfile import load_rules
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.models import Case
from goldenthread.messages.actions.letters import send
from goldenthread.messages.models import Copy, Letter
from goldenthread.organisations.models import LocalArea
from goldenthread.people.queries.choices import carers_on

Row = Mapping[str, Any]
_BY_LINK = Copy.Method.LINK


def play_decisions(today: date) -> None:
    """Each act on its day. The children, their cases and the letterhead are there already."""
    told = load_rules(DATA / "decisions.yaml")
    area = LocalArea.objects.get(slug=told["area"])
    for row in told["considered"]:
        _consider(_case(area, row), row, today)
    for row in told["told_before"]:
        _told_before(_case(area, row), row, today)


def _consider(case: Case, row: Row, today: date) -> None:
    with clock.fixed(today + timedelta(days=row["told"]["day"])):
        _tell(case, row)
    for answer in row.get("answers", ()):
        on = today + timedelta(days=answer["day"])
        with clock.fixed(on):
            scope, _ = person(row["by"])
            carer = carers_on(case.person, on)[0].carer_id
            record_answer(
                scope=scope, case_id=case.pk, version=None, on=on, how=answer["how"], carer_id=carer,
                words=answer["words"], sent_key=_key(row),
            )  # fmt: skip
    if "written" not in row:
        return
    with clock.fixed(today + timedelta(days=row["written"]["day"])):
        scope, _ = person(row["by"])
        _sure(
            lambda mark: write_decision(
                scope=scope, case_id=case.pk, version=0, written=_written(row), confirmed=mark
            )
        )
    if "decided" in row:
        _decide(case, row, today)


def _tell(case: Case, row: Row) -> None:
    """Write to everybody, and send it all on the same day."""
    scope, post_id = person(row["by"])
    parties = [one for one in considering(case, clock.today()).parties if one.can_be_written_to]
    letters = draft_notices(
        scope=scope, case_id=case.pk, post_id=post_id, sent_key=_key(row),
        to={one.party.code: one.offered[0].key if one.offered else "" for one in parties},
    )  # fmt: skip
    for letter in letters if "family" in row["told"] else ():
        family = any(one.party == FAMILY for one in letter.notices.all())
        way = row["told"]["family"] if family else _BY_LINK
        _send(letter, row["by"], way)


def _decide(case: Case, row: Row, today: date) -> None:
    on = today + timedelta(days=row["decided"]["day"])
    with clock.fixed(on):
        scope, post_id = person(row["decided"]["by"])
        _sure(
            lambda mark: decide(
                scope=scope, case_id=case.pk, version=1, post_id=post_id, on=on, confirmed=mark
            )
        )
    day = today + timedelta(days=row["letter"]["day"])
    with clock.fixed(day):
        scope, post_id = person(row["by"])
        draft_decision_letter(
            scope=scope,
            case_id=case.pk,
            version=2,
            sent_on=day,
            post_id=post_id,
            sent_key=_key(row),
        )


def _told_before(case: Case, row: Row, today: date) -> None:
    """What is kept of a decision whose events were recorded without it."""
    on, told = (today + timedelta(days=days) for days in (row["decided"]["day"], row["sent"]))
    with clock.fixed(told):
        scope, post_id = person(row["decided"]["by"])
        since = case.events.get(kind="request_received").on
        considered = Consideration.objects.create(
            case=case, area_id=case.area_id, since=since, ended_on=told
        )
        record(scope, "consideration.begun", considered, fields=("since",))
        decision = Decision.objects.create(
            consideration=considered, state=Decision.State.NOTIFIED, decided_on=on, notified_on=told,
            decided_by_id=scope.user_id, decided_post_id=post_id, **vars(_written(row)),
        )  # fmt: skip
        record(
            scope, "assessmentdecision.notified", decision, area_id=case.area_id, fields=("state",)
        )


def _send(letter: Letter, by: str, way: str) -> None:
    scope, post_id = person(by)
    went = {one.pk: (way, clock.today()) for one in letter.copies.all()}
    send(
        scope=scope, letter_id=letter.pk, version=letter.version, sent=went, post_id=post_id,
        sent_key=letter.sent_key,
    )  # fmt: skip


def _sure(act: Callable[[str], object]) -> None:
    """Do it, and confirm what is doubtful about it."""
    try:
        act("")
    except Doubtful as doubt:
        act(doubt.mark)


def _written(row: Row) -> Written:
    return Written(**{name: row["written"][name] for name in Written.__dataclass_fields__})


def _case(area: LocalArea, row: Row) -> Case:
    forenames, surname = row["record"]
    cases = Case.objects.filter(
        area=area, person__legal_forenames=forenames, person__legal_surname=surname
    )
    return cases.select_related("person").order_by("pk")[0]


def _key(row: Row) -> UUID:
    return uuid5(NAMESPACE_URL, f"told decision {row['record']}")
