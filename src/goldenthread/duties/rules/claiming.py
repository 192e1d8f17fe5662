"""From which limits an exemption can be claimed, on which grounds, and what is refused whatever was agreed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.duties.rules.words import rule_name
from goldenthread.statute.duties import Duty
from goldenthread.statute.exemptions import (
    CLOSURES,
    Finding,
    Period,
    available,
    exemption_set,
    exemptions_file,
    grounds,
)
from goldenthread.statute.timeline import Claim

BLANKET = "blanket_pause"
_HAS_TO_END = (*CLOSURES, "absence_from_area")
_MET_IN_TIME = ("met", "not_applicable")


@dataclass(frozen=True, slots=True)
class GroundWords:
    """A ground as it is offered for a limit: its code, its words, what it asks for, and its authority."""

    code: str
    words: str
    asks: str
    citation: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What is no ground here: its words, why not, and who says so."""

    words: str
    why: str
    citation: str


def can_be_claimed(rule: str, state: str | None, due: date | None) -> bool:
    """Whether there is anything to claim: a limit of law with a set of exemptions, that was not kept in time."""
    return exemption_set(rule) is not None and due is not None and state not in _MET_IN_TIME


def grounds_of(limit: str) -> list[GroundWords]:
    """The grounds that the exemption set of a limit has, in the order of their limbs; none where it has no set."""
    name = exemption_set(limit)
    if name is None:
        return []
    of_set = exemptions_file()["sets"][name]
    return [
        GroundWords(code, grounds()[code]["words"], _asks(code, of_set), of_set["citation"])
        for code in of_set["grounds"]
    ]


def _asks(code: str, of_set: dict[str, object]) -> str:
    closure = exemptions_file()["closure"]
    if code in CLOSURES:
        margin = closure["window_days"]
        return (
            f"It was closed for {closure['least_days']} days or more, and advice was asked for between {margin} days "
            f"before it closed and {margin} days before it opened again."
        )
    if code == "absence_from_area":
        return f"For {of_set['absence_days']} days or more in a row while the limit ran."
    return "While the limit ran."


def refused_of(limit: str) -> list[Refused]:
    """The grounds that people name and that are none for this limit, each with the reason and its source."""
    offered = {one.code for one in grounds_of(limit)}
    found = []
    for code, terms in grounds().items():
        if code not in offered and "from" not in terms:
            told = available(Claim(code, (limit,)), limit, None)
            found.append(Refused(terms["words"], told.because, told.citation or ""))
    return found


def never() -> list[Refused]:
    """What disapplies no limit at all: the grounds that never count, and one claim for every limit."""
    blanket = exemptions_file()["blanket"]
    found = [
        Refused(terms["words"], terms["never"], terms["citation"])
        for terms in grounds().values()
        if "never" in terms
    ]
    return [*found, Refused(blanket["words"], blanket["never"], blanket["citation"])]


def one_limit(limits: Sequence[str]) -> str:
    """The limit of a claim. UserError for none, for one that nobody knows, and for a blanket claim on several."""
    if len(set(limits)) > 1:
        blanket = exemptions_file()["blanket"]
        raise UserError(
            BLANKET, f"{blanket['never']} ({blanket['citation']}.)", "limit",
            "Claim each limit on its own, and say what made that one impractical.",
        )  # fmt: skip
    if not limits:
        raise UserError("limit_missing", "Say from which limit.", "limit")
    return limits[0]


def checked_claim(
    limit: str, ground: str, since: date, until: date | None, asked: date | None
) -> Claim:
    """The claim as the engine reads it, with everything shown. UserError for a ground or a day that cannot be."""
    if ground not in grounds():
        raise UserError(
            "unknown_ground", f"{ground!r} is no ground.", "ground", f"Use: {', '.join(grounds())}."
        )
    if until is not None and until <= since:
        raise UserError(
            "dates_the_wrong_way_round", "The ground ends before it has lasted a day.", "until",
            "Give the first day on which it no longer held; of a closure, the day of opening again.",
        )  # fmt: skip
    if until is None and ground in _HAS_TO_END:
        raise UserError(
            "end_missing", "Say when it ended: without that its length cannot be told.", "until",
            "Give the first day on which it no longer held; of a closure, the day of opening again.",
        )  # fmt: skip
    if asked is None and ground in CLOSURES:
        raise UserError(
            "asking_missing", "Say on which day advice was asked for: the window is tested against it.",
            "advice_requested_on",
        )  # fmt: skip
    return Claim(
        ground, (limit,), since, until, asked if ground in CLOSURES else None, impractical=True
    )


def need_happened(claim: Claim, today: date) -> None:
    """UserError for circumstances that lie ahead: only a closure is published before it comes."""
    if claim.since is not None and claim.since > today and claim.ground not in CLOSURES:
        raise UserError(
            "not_happened_yet", f"{day_words(claim.since)} is after today.", "since",
            "Claim it once it has happened.",
        )  # fmt: skip


def finding_of(claim: Claim, duty: Duty) -> Finding:
    """Whether the ground is there for this limit, tested against the days in which it ran."""
    return available(claim, duty.rule, Period(duty.since, duty.statutory_due or duty.since))


def limit_of(claim: Claim, duties: Iterable[Duty]) -> Duty:
    """The duty whose limit is claimed: of several rounds the one in whose days the ground lies.

    UserError where no duty of that rule can be claimed.
    """
    found = [
        one
        for one in duties
        if one.rule in claim.limits and can_be_claimed(one.rule, one.state, one.statutory_due)
    ]
    if not found:
        raise UserError(
            "nothing_to_claim", "No exemption can be claimed from this limit in this case.", "limit",
            "Either the law has none for it, it does not arise, or it was kept in time.",
        )  # fmt: skip
    return next((one for one in found if finding_of(claim, one).available), found[-1])


def need_ground(finding: Finding, limit: str) -> None:
    """UserError, with the reason and its source, where the ground is none for the limit or its days do not fit."""
    if not finding.available:
        source = f" ({finding.citation}.)" if finding.citation else ""
        raise UserError(
            "ground_not_available", f"{finding.because}{source}", "ground",
            f"The limit stands: {rule_name(limit)}. Choose another ground if there is one.",
        )  # fmt: skip


def need_own_cause(cause: str, others: Iterable[str]) -> None:
    """UserError where the same words stand for another limit of the case: each limit has its own test of cause."""
    if _plain(cause) in {_plain(one) for one in others}:
        raise UserError(
            "same_cause", "The same words stand for another limit of this case.", "cause",
            "Say what made keeping this very limit impractical: a cause that excuses one does not carry to another.",
        )  # fmt: skip


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def doubt_of_asking(claim: Claim, asked: Collection[date]) -> str:
    """That no request for the school's advice is recorded on the day of the claim; empty where one is."""
    if claim.advice_requested_on is None or claim.advice_requested_on in asked:
        return ""
    return "No request for advice from the school is recorded in this case on that day. Record it, or check the day."
