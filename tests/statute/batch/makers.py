"""Random timelines for the batch engine, dense enough for events to meet on one day; and frames of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import polars as pl

from goldenthread.statute.batch import NationalFile
from goldenthread.statute.batch.columns import case_columns, claim_columns, event_columns
from goldenthread.statute.exemptions import grounds
from goldenthread.statute.reading import vocabulary
from goldenthread.statute.rulebook import rulebook
from goldenthread.statute.timeline import Case, Child, Claim, Event, Terms

# Beyond both ends of the known bank holidays.
EARLIEST, LATEST = date(2018, 10, 1), date(2028, 2, 28)


def random_case(seed: int) -> Case:
    """A case over the whole vocabulary: some kinds many times, within weeks, months or years."""
    random = Random(seed)  # noqa: S311 - nothing secret
    reach = random.choice((6, 40, 200, 900, 2500))
    most = (LATEST - EARLIEST).days - reach
    first = EARLIEST + timedelta(
        days=random.choice((random.randint(0, most), random.randint(0, 120), most))
    )
    days = [first + timedelta(days=random.randint(0, reach)) for _ in range(random.randint(1, 14))]
    kinds = random.sample(list(vocabulary()["events"]), random.randint(1, 9))
    if random.random() < 0.6:
        kinds += random.choice(_STORIES)
    elif random.random() < 0.5:
        kinds = random.choice(_STORIES)
    events = [
        _event(random, random.choice(kinds), random.choice(days))
        for _ in range(random.randint(1, 22))
    ]
    claims = [_claim(random, random.choice(days)) for _ in range(random.choice((0, 1, 4)))]
    terms = Terms(first, first + timedelta(days=random.choice((-1, 10, 60, 400))))
    return Case(
        child=_child(random, first), events=tuple(events), claims=tuple(claims),
        terms=random.choice((None, terms)),
    )  # fmt: skip


_STORIES = (
    ["request_received", "brought_to_attention", "final_plan_sent", "no_plan_notice_sent", "family_moved"],
    ["advice_requested", "advice_received", "advice_requested", "advice_received", "body_request_received",
     "body_advice_returned"],
    ["draft_plan_posted", "draft_plan_served", "family_response_received", "school_consulted", "school_closed"],
    ["review_meeting_held", "review_decision_sent", "amendment_notice_sent", "not_amending_notice_sent",
     "final_amended_plan_sent", "transfer_planned"],
    ["review_meeting_held", "amendment_notice_sent", "final_amended_plan_sent"],
    ["request_received", "assessment_decision_sent", "appealable_decision_sent", "draft_plan_served", "final_plan_sent",
     "reassessment_decision_sent", "tribunal_order_made", "concession_notified"],
    ["cease_decision_sent", "mediation_certificate_issued", "appeal_registered", "tribunal_order_made"],
    ["move_known_to_old_authority", "family_moved", "plan_transferred", "review_decision_sent", "plan_first_made"],
    ["mediation_agreement_reached", "concession_notified", "left_education", "review_notice_given"],
)  # fmt: skip


_OF_A_MOVE = (
    "request_received", "brought_to_attention", "family_moved", "assessment_decision_sent",
    "appealable_decision_sent", "draft_plan_served", "no_plan_notice_sent", "final_plan_sent",
    "tribunal_order_made", "move_known_to_old_authority",
)  # fmt: skip


def moving_case(seed: int) -> Case:
    """A request and a move close together, and what may happen around them to one council or the other."""
    random = Random(seed)  # noqa: S311 - nothing secret
    first = date(2024, 1, 1) + timedelta(days=random.randint(0, 300))
    kinds = [
        "request_received",
        "family_moved",
        *random.choices(_OF_A_MOVE, k=random.randint(0, 7)),
    ]
    days = [first + timedelta(days=random.randint(0, random.choice((5, 60, 220)))) for _ in kinds]
    events = [_event(random, kind, on) for kind, on in zip(kinds, days, strict=True)]
    return Case(child=_child(random, first), events=tuple(events))


def _event(random: Random, kind: str, on: date) -> Event:
    known = vocabulary()["events"][kind]
    names = [
        *known.get("needs", ()),
        *(one for one in known.get("may", ()) if random.random() < 0.6),
    ]
    return Event(kind, on, {name: _detail(random, name, on) for name in names})


def _detail(random: Random, name: str, on: date) -> Any:
    shape = vocabulary()["details"][name]
    if shape["type"] == "truth":
        return random.random() < 0.5
    if shape["type"] == "date":
        return on + timedelta(days=random.choice((1, 3, 12, 50)))
    values = shape["values"]
    if shape["type"] == "one":
        return random.choice(values)
    return tuple(random.sample(values, random.randint(1, 3)))


def _child(random: Random, first: date) -> Child:
    born = first - timedelta(days=random.randint(1, 26 * 365))
    setting = random.choice(vocabulary()["child_settings"])
    return Child(
        random.choice((born, born, None)),
        random.choice((setting, None, "youth_accommodation")),
        random.choice((None, random.randint(-4, 20))),
    )


def _claim(random: Random, day: date) -> Claim:
    since = day - timedelta(days=random.randint(-20, 60))
    if random.random() < 0.2:
        since = date(2020, 6, 1)
    until = since + timedelta(days=random.choice((1, 13, 14, 20, 27, 28, 29, 40, 70)))
    limits = [name for name, rule in rulebook().items() if rule.exemptions] * 20 + list(rulebook())
    return Claim(
        random.choice(list(grounds())),
        tuple(dict.fromkeys(random.choice(limits) for _ in range(random.randint(2, 12)))),
        random.choice((since, since, since, None)),
        random.choice((until, until, until, None)),
        random.choice((since, since + timedelta(days=random.randint(-12, 60)), None)),
        random.random() < 0.8,
    )


def as_file(cases: Sequence[Case]) -> NationalFile:
    """The frames of some cases, which share one reading and one day; their ids are their places."""
    events = [
        {"case_id": number, "kind": event.kind, "on": event.on, **event.details}
        for number, case in enumerate(cases) for event in case.events
    ]  # fmt: skip
    children = [
        {"case_id": number, "born": case.child.born, "setting": case.child.setting,
         "year_group": case.child.year_group, "terms_first": case.terms.first if case.terms else None,
         "terms_last": case.terms.last if case.terms else None}
        for number, case in enumerate(cases)
    ]  # fmt: skip
    claims = [
        {"case_id": number, "ground": claim.ground, "limits": claim.limits, "since": claim.since,
         "until": claim.until, "advice_requested_on": claim.advice_requested_on,
         "impractical": claim.impractical}
        for number, case in enumerate(cases) for claim in case.claims
    ]  # fmt: skip
    name: dict[str, Any] = {"case_id": pl.Int64}
    return NationalFile(
        pl.DataFrame(events, schema=name | dict(event_columns())),
        pl.DataFrame(children, schema=name | dict(case_columns())),
        pl.DataFrame(claims, schema=name | dict(claim_columns())),
        cases[0].settings, cases[0].as_at,
    )  # fmt: skip
