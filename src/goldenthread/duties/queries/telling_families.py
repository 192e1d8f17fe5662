"""What letters about the days of the law say of one duty: its day from the ledger, a ground from the engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.duties.deriving import claim_of
from goldenthread.duties.models import Case, Duty, ExemptionClaim
from goldenthread.duties.queries.exemptions import ground_words
from goldenthread.duties.queries.ledger import state_on
from goldenthread.duties.rules.family_steps import step_words, told_late
from goldenthread.duties.rules.grounds import regulation_words
from goldenthread.duties.rules.words import COUNCIL, rule_name
from goldenthread.messages.models import AgreedStatement, Letter
from goldenthread.messages.queries.addressing import family_now
from goldenthread.messages.queries.statements import InForce, in_force
from goldenthread.statute.exemptions import Period, available

DELAY, EXEMPTION = "delay", "exemption_relied_on"
PERSONAL = "exceptional_personal_circumstances"


@dataclass(frozen=True)
class Told:
    """What a letter is about: the kind, the reference by which it is found again, and what the ledger gives for it.

    `step` is how the duty is called in a letter, empty where nobody has put it in words; `name` how pages call it.
    """

    kind: str
    about: tuple[str, int]
    facts: dict[str, str]
    legal_day: date
    name: str
    step: str


def late_now(case: Case, key: str) -> Told:
    """The late duty with that key; Http404 where the case has none, UserError where it is not late. One query."""
    rule, _, number = key.rpartition("_")
    if not number.isascii() or not number.isdigit() or len(number) > 4:
        raise Http404("There is no such duty.")
    duty = case.duties.filter(rule=rule, number=int(number)).first()
    if duty is None:
        raise Http404("There is no such duty.")
    late = told_late(duty.kind, duty.owner, state_on(duty, clock.today()).code)
    if not late or duty.statutory_due is None:
        raise UserError(
            "not_late", "This is not late, so there is no delay to write about.",
            fix="Look at the duties of the case: it may be done, or exempt.",
        )  # fmt: skip
    return _told(DELAY, duty, duty.statutory_due, (f"duties.duty.{key}", case.pk), {})


def exempt_now(case: Case, claim_id: int) -> Told:
    """The limit of an approved claim, while the ledger has it exempt and still to be done. Two queries.

    Http404 where the case has no such claim, UserError where nothing is lifted.
    """
    claim = case.exemptions.filter(pk=claim_id).first()
    if claim is None:
        raise Http404("There is no such claim.")
    rows = case.duties.filter(
        rule=claim.limit, exempt=True, outcome=Duty.Outcome.PENDING, owner__in=COUNCIL
    )
    if claim.state == ExemptionClaim.State.APPROVED:
        for duty in rows.exclude(statutory_due=None).order_by("-since"):
            due = duty.statutory_due or duty.since
            found = available(claim_of(claim), claim.limit, Period(duty.since, due))
            if found.available and found.provision:
                facts = {
                    "ground": _phrase(ground_words(claim.ground)),
                    "ground_regulation": regulation_words(found.provision, found.citation or ""),
                    "cause": _cause(claim),
                    "exempt_until": _last_day(claim),
                }
                return _told(EXEMPTION, duty, due, (claim._meta.label_lower, claim.pk), facts)
    raise UserError(
        "not_exempt", "No limit of the council’s is lifted by this claim now, so there is nothing to write.",
        fix="Look at why the duty is due when it is: it says whether the ground still holds.",
    )  # fmt: skip


def open_letter(scope: Scope, told: Told) -> Letter | None:
    """A letter about the same that has not gone yet, for the same day of the law. One query."""
    return next(
        (
            one
            for one in letters_about(scope, told)
            if one.open and one.facts.get("legal_day") == told.facts["legal_day"]
        ),
        None,
    )


def letters_about(scope: Scope, told: Told) -> list[Letter]:
    """The letters about the same that were not withdrawn, the newest first. One query."""
    found = Letter.objects.visible_to(scope).filter(
        kind=told.kind, about_type=told.about[0], about_id=told.about[1]
    )
    return list(found.exclude(state=Letter.State.WITHDRAWN).order_by("-pk"))


def statements_for(case: Case) -> tuple[InForce, ...]:
    """The agreed statements that may be said of delays today to those who get the letter. Two queries."""
    carers = family_now(case.person, clock.today()).recipients.carers
    audience = AgreedStatement.Audience
    return in_force(
        case.area_id, audience.FAMILIES if carers else audience.YOUNG_PEOPLE, clock.today()
    )


def said_of(one: InForce) -> dict[str, str]:
    """An agreed statement as a letter gives it: its words as they were agreed, and since when."""
    return {"statement": one.words, "statement_day": one.starts_on.isoformat()}


def _told(kind: str, duty: Duty, due: date, about: tuple[str, int], facts: dict[str, str]) -> Told:
    told = {"legal_day": due.isoformat(), **facts}
    return Told(kind, about, told, due, rule_name(duty.rule), step_words(duty.rule))


def _cause(claim: ExemptionClaim) -> str:
    """Why it could not be done in time, as the claim has it; never of somebody's personal circumstances."""
    return "" if claim.ground == PERSONAL else claim.cause.strip()


def _last_day(claim: ExemptionClaim) -> str:
    """The last day on which the ground held; empty while nobody knows it."""
    return (claim.until - timedelta(days=1)).isoformat() if claim.until else ""


def _phrase(words: str) -> str:
    return (words[:1].lower() + words[1:]).rstrip(".")
