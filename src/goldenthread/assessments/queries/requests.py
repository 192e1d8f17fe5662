"""One request, as the page of it shows it; and what a form about it offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import VIEW
from goldenthread.assessments.queries.areas import areas_taking_requests
from goldenthread.assessments.queries.rounds import plan_goes_on
from goldenthread.assessments.rules.pages import Question, pages_for
from goldenthread.assessments.rules.routes import voice_of
from goldenthread.core import clock
from goldenthread.duties.actions.keeping import ASSIGN
from goldenthread.duties.models import Case
from goldenthread.duties.queries.coordinators import coordinator_choices
from goldenthread.people.free_words import WITHHELD
from goldenthread.people.models import Person
from goldenthread.people.protection import ADDRESS, CONTACT, SETTING, hidden_from
from goldenthread.people.queries.carers import NO_RESTRICTION
from goldenthread.people.queries.choices import carers_on
from goldenthread.people.rules.codes import words_of

_WITH = (
    "area__council_clock", "person", "case__person", "taken_in_by", "taken_in_post__organisation", "entered_by",
    "entered_post__organisation", "flag_read_by",
)  # fmt: skip
_ALONE = ("worry", "worry_named")
# What of a request tells what is protected on the record of its child.
_TELLS = {
    ADDRESS: ("child_address", "child_postcode", "asker_address", "asker_postcode"),
    SETTING: ("child_setting", "child_setting_kind", "asker_organisation", "asker_role"),
    CONTACT: ("asker_email", "asker_phone", "asker_address", "parent_contact"),
}
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Offered:
    """What the form offers: posts for a case that is opened (none where one is open), and the carers on the record.

    `hints`: what restricts a carer, by their key.
    """

    posts: Choices = ()
    carers: Choices = ()
    hints: Mapping[str, str] = field(default_factory=dict)
    plan_goes_on: bool = False


@dataclass(frozen=True)
class Said:
    """One page of the questions with what was written: label and words of each that was answered."""

    heading: str
    lines: tuple[tuple[str, str | date], ...]


def get_request(scope: Scope, request_id: int) -> Request:
    """A request of an area whose requests the scope reads, with all that its page names. One query, or Http404."""
    areas = scope.areas_with(VIEW)
    found = (
        Request.objects.sent().filter(pk=request_id, area__in=areas).select_related(*_WITH).first()
    )
    if found is None:
        raise Http404("There is no such request.")
    return found


def hidden_in(scope: Scope, asked: Request) -> frozenset[str]:
    """What is hidden from the scope of the record of the child; nothing while no child is known. One query at most."""
    if asked.person_id is None:
        return frozenset()
    return hidden_from(scope, [asked.person_id]).get(asked.person_id, frozenset())


def said_in(asked: Request, hidden: frozenset[str]) -> list[Said]:
    """What was written, in the words of its questions, without what was not answered.

    Of a child whose record protects something from the reader (`hidden_in`), what would tell it is withheld, and so is
    whatever was written freely, which may tell anything.
    """
    found = [
        Said(page.heading, tuple(_lines(asked, page.questions, hidden)))
        for page in pages_for(voice_of(asked.route))
    ]
    return [one for one in found if one.lines]


def _lines(
    asked: Request, questions: Iterable[Question], hidden: frozenset[str]
) -> Iterator[tuple[str, str | date]]:
    withheld = {name for what in hidden for name in _TELLS[what]}
    for question in questions:
        if question.name in _ALONE:
            continue
        value = (
            asked.answers.get(question.name, "")
            if question.answer
            else getattr(asked, question.name)
        )
        if value and (question.name in withheld or (hidden and question.answer)):
            yield question.label, WITHHELD
        elif value:
            yield question.label, dict(question.choices).get(value, value)


def offered_for(scope: Scope, asked: Request, person: Person, case: Case | None) -> Offered:
    """What the form to take it in offers for a child. Two queries at most. `case`: the open one, if there is one."""
    links = carers_on(person, clock.today())
    hints = {
        str(link.carer_id): words_of("restriction", link.restriction)
        for link in links
        if link.restriction != NO_RESTRICTION
    }
    carers = [(str(link.carer_id), link.carer.called) for link in links]
    posts = [] if case is not None else _posts(scope, asked)
    return Offered(posts, carers, hints, case is not None and plan_goes_on(case))


def offered_for_new(scope: Scope, asked: Request) -> Offered:
    """The same for a child who has no record yet. One query."""
    return Offered(_posts(scope, asked))


def _posts(scope: Scope, asked: Request) -> list[tuple[str, str]]:
    if asked.area_id is None or not scope.has(ASSIGN, asked.area_id):
        return []
    return coordinator_choices(asked.area_id, clock.today())


def other_areas(asked: Request) -> list[tuple[str, str]]:
    """Key and name of the areas that a request could be passed on to: those where somebody reads it. One query."""
    found = [area for area in areas_taking_requests() if area.pk != asked.area_id]
    return [(str(area.pk), area.name) for area in sorted(found, key=lambda area: area.name)]
