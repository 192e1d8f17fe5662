"""The page of a child's record: one query for the child, one for all that is kept, three for the case."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.access.audit.queries import last_reads
from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.assessments.queries.asking import OfChild, requests_of
from goldenthread.documents.queries.uploads import FileRow, files_of_child
from goldenthread.duties.models import Case
from goldenthread.duties.queries.cases import EventRow, case_of, events_of
from goldenthread.duties.queries.ledger import DutyRow, duties_of
from goldenthread.messages.queries.letters import (
    OF_CHILD,
    LetterRow,
    letters_from,
    wanted_of_letters,
)
from goldenthread.organisations.models import Membership, Organisation, Post
from goldenthread.people.models import Person
from goldenthread.people.permissions import ALL, KIND, OF_NETWORK, OF_SETTING
from goldenthread.people.protection import SETTING
from goldenthread.people.queries.access import PROTECTED_PLACE
from goldenthread.people.queries.persons import PersonSummary, summary
from goldenthread.people.queries.together import Wanted
from goldenthread.people.queries.whole import Whole, whole
from goldenthread.workspace.queries.decision_part import (
    DECISIONS,
    DecisionPart,
    decision_part,
    wanted_of_decision,
)
from goldenthread.workspace.queries.family_part import (
    FamilyPart,
    family_part,
    wanted_of_family,
)
from goldenthread.workspace.rules import record_sections
from goldenthread.workspace.rules.record_sections import Shown, shown_to

_READS = 100
_HOLDERS = "holders"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """How often a post has read the record of late, and when last."""

    post: str
    organisation: str
    times: int
    last: datetime


@dataclass(frozen=True)
class Coordinator:
    """Who coordinates the case, and how to reach them. `holders` is empty while nobody holds the post."""

    title: str
    organisation: str
    contact: str
    holders: tuple[str, ...]


@dataclass(frozen=True)
class RecordPage:
    """All that the page is made of; `shown` says which of it this reader sees."""

    person: Person
    summary: PersonSummary
    whole: Whole
    case: Case | None
    coordinator: Coordinator | None
    events: list[EventRow]
    duties: list[DutyRow]
    reads: list[ReadRow]
    files: list[FileRow]
    requests: list[OfChild]
    letters: list[LetterRow]
    decision: DecisionPart | None
    family: FamilyPart
    shown: Shown


def record_page(scope: Scope, person: Person, today: date) -> RecordPage:
    """The page of a record that the scope may read (`queries.persons.get_person`): at most nine queries."""
    case = case_of(scope, person)
    post_id = case.coordinator_id if case else None
    holders = Membership.objects.current(today).filter(post=post_id)
    also = (*wanted_of_family(scope, person), wanted_of_decision(person), wanted_of_letters(person))
    kept = whole(scope, person, today, Wanted(_HOLDERS, holders, ("user__name",)), *also)
    shown = shown_to(_readers(scope, person, kept))
    return RecordPage(
        person=person,
        summary=summary(person, today),
        whole=kept,
        case=case,
        coordinator=_coordinator(case, kept.also[_HOLDERS]),
        events=events_of(case) if case else [],
        duties=duties_of(case, today) if case else [],
        reads=_reads(person, kept) if "access" in shown.sections else [],
        # Nobody can tell whether a file names what is hidden: `documents.keeping.of_children`.
        files=files_of_child(person.pk)
        if "documents" in shown.sections and not kept.hidden
        else [],
        requests=requests_of(scope, person, hidden=bool(kept.hidden))
        if "requests" in shown.sections
        else [],
        letters=letters_from(person, kept.also[OF_CHILD], kept.hidden)
        if "letters" in shown.sections
        else [],
        decision=decision_part(kept.also[DECISIONS], case, hidden=bool(kept.hidden))
        if "decision" in shown.sections
        else None,
        family=family_part(person, kept.also),
        shown=shown,
    )


def _readers(scope: Scope, person: Person, kept: Whole) -> list[str]:
    """As what the scope reads this record: the same three ways as in `people.permissions.seen_by`."""
    book = rolebook()
    found = []
    if scope.has(ALL, person.area_id) or scope.opening_of(KIND, person.pk):
        found.append(record_sections.ALL)
    if any(
        grant.area_id == person.area_id
        and grant.organisation_id in kept.organisations
        and OF_SETTING in book.role(grant.role).permissions
        for grant in scope.grants
    ):
        found.append(record_sections.SETTING)
    if scope.posts_with(OF_NETWORK, person.area_id) & kept.posts:
        found.append(record_sections.NETWORK)
    return found


def _coordinator(case: Case | None, holders: list[Membership]) -> Coordinator | None:
    if case is None or case.coordinator is None:
        return None
    post = case.coordinator
    names = tuple(sorted(one.user.name for one in holders))
    return Coordinator(post.title, post.organisation.name, post.contact, names)


def _reads(person: Person, kept: Whole) -> list[ReadRow]:
    """By post, the latest first. Two queries. Who reads at a school that is protected is not named."""
    times: dict[int, list[datetime]] = defaultdict(list)
    for at, posts in last_reads(KIND, person.pk, "person.read", _READS):
        for post_id in posts:
            times[post_id].append(at)
    named = {
        post.pk: post for post in Post.objects.filter(pk__in=times).select_related("organisation")
    }
    return [
        ReadRow(*_named(named[key], kept), len(moments), moments[0])
        for key, moments in times.items()
        if key in named
    ]


def _named(post: Post, kept: Whole) -> tuple[str, str]:
    organisation = post.organisation
    tells = organisation.kind == Organisation.Kind.SCHOOL or organisation.pk in kept.organisations
    if tells and SETTING in kept.hidden:
        return "Somebody", PROTECTED_PLACE
    return post.title, organisation.name
