"""Letters in lists: those to be sent, those that came back, those of one child."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from goldenthread.access.scope import Scope
from goldenthread.messages.composing import kind_title
from goldenthread.messages.models import Copy, Letter
from goldenthread.messages.waiting import Waits, waiting_on
from goldenthread.organisations.models import Organisation
from goldenthread.people.models import Person
from goldenthread.people.protection import SETTING, hidden_from, protected
from goldenthread.people.queries.together import Wanted
from goldenthread.ui.pagination import Page, paginate

OPEN = (Letter.State.DRAFT, Letter.State.READY)
TO_SEND, READY, BACK, SENT = "", "ready", "back", "sent"
SHOWN = {
    TO_SEND: "To be sent",
    READY: "Ready for the post tray",
    BACK: "Came back, and nobody has dealt with it",
    SENT: "Sent",
}
OF_CHILD = "letters"
HIDDEN_SETTING = "A school or setting, which is protected"
_PAGE = 50


@dataclass(frozen=True)
class LetterRow:
    """One letter in a list. `to`: the names of who gets a copy; `waits`: the duty that waits on it, if one does.

    `written` is the day on which it was, in the lists of an area.
    """

    id: int
    reference: str
    person_id: int
    called: str
    kind: str
    state: str
    state_words: str
    written: date | None
    sent_on: date | None
    served_on: date | None
    to: tuple[str, ...]
    came_back: int
    waits: Waits | None


def to_list(scope: Scope, shown: str, area_id: int | None = None) -> QuerySet[Letter]:
    """The letters of a list (`SHOWN`) that the scope may read, of one area or all of its areas."""
    found = Letter.objects.visible_to(scope)
    if area_id is not None:
        found = found.filter(area=area_id)
    if shown == BACK:
        back = Copy.objects.filter(
            letter=OuterRef("pk"), returned_on__isnull=False, settled_on=None
        )
        return found.filter(Exists(back))
    states = {READY: (Letter.State.READY,), SENT: (Letter.State.SENT,)}
    return found.filter(state__in=states.get(shown, OPEN))


def letters_page(
    scope: Scope, shown: str, params: Mapping[str, str], area_id: int | None = None
) -> tuple[list[LetterRow], Page[Letter]]:
    """One page of a list: the oldest first of what is still to be done, the newest first of what went. Four queries."""
    order = ("-sent_on", "-pk") if shown == SENT else ("made_at", "pk")
    page = paginate(with_copies(to_list(scope, shown, area_id)), order, params, _PAGE)
    return as_rows(scope, page.rows), page


def wanted_of_letters(person: Person) -> Wanted:
    """The copies of all letters about a child, for a page that reads several tables at once (`letters_from`)."""
    letter = ("kind", "state", "sent_on")
    related = (*(f"letter__{name}" for name in letter), "post__organisation__kind")
    found = Copy.objects.filter(letter__person=person)
    return Wanted(OF_CHILD, found, related, not_read=("words", "address", "served_because"))


def letters_from(
    person: Person, copies: Iterable[Copy], hidden: Collection[str]
) -> list[LetterRow]:
    """Letters about a child from their copies, the newest first. No query.

    `hidden` is what `hidden_from` told of the child. What waits on a letter is not told: it stands on the same page.
    """
    found: dict[int, tuple[Letter, list[Copy]]] = {}
    for one in sorted(copies, key=lambda one: (-one.letter_id, one.pk)):
        one.letter.person = person
        found.setdefault(one.letter_id, (one.letter, []))[1].append(one)
    return [
        _row(letter, own, None, setting_hidden=SETTING in hidden) for letter, own in found.values()
    ]


def letters_of(scope: Scope, person: Person) -> list[LetterRow]:
    """All letters about a child whose record the scope may read, the newest first. Two queries."""
    hidden = hidden_from(scope, [person.pk]).get(person.pk, frozenset())
    copies = Copy.objects.filter(letter__person=person)
    return letters_from(person, copies.select_related("letter", "post__organisation"), hidden)


def as_rows(scope: Scope, letters: Collection[Letter], *, leaves: bool = False) -> list[LetterRow]:
    """Letters that were read with their copies, as rows. Two queries at most.

    `leaves`: for a copy that leaves the system, which tells what is protected to nobody.
    """
    people = {one.person_id for one in letters}
    hidden = (protected(people) if leaves else hidden_from(scope, people)) if letters else {}
    waits = waiting_on((one.person_id, one.kind) for one in letters if one.open)
    return [
        _row(
            one,
            list(one.copies.all()),
            waits.get((one.person_id, one.kind)) if one.open else None,
            setting_hidden=SETTING in hidden.get(one.person_id, ()),
        )
        for one in letters
    ]


def _row(
    letter: Letter, copies: list[Copy], waits: Waits | None, *, setting_hidden: bool
) -> LetterRow:
    return LetterRow(
        id=letter.pk,
        reference=letter.reference,
        person_id=letter.person_id,
        called=letter.person.called,
        kind=kind_title(letter.kind),
        state=letter.state,
        state_words=letter.get_state_display(),
        written=letter.made_on if "made_at" in letter.__dict__ else None,
        sent_on=letter.sent_on,
        served_on=_last(one.deemed_served_on for one in copies),
        to=names(copies, setting_hidden=setting_hidden),
        came_back=sum(one.stands_back for one in copies),
        waits=waits,
    )


def names(copies: Iterable[Copy], *, setting_hidden: bool) -> tuple[str, ...]:
    """To whom copies go, each once, without what would tell where the child learns where that is hidden."""
    return tuple(dict.fromkeys(name_of(one, setting_hidden=setting_hidden) for one in copies))


def name_of(one: Copy, *, setting_hidden: bool) -> str:
    """The name on one envelope, unless it would tell what is hidden."""
    school = one.post is not None and one.post.organisation.kind == Organisation.Kind.SCHOOL
    if setting_hidden and (school or one.to == Copy.To.BODY):
        return HIDDEN_SETTING
    return one.name


def with_copies(found: QuerySet[Letter]) -> QuerySet[Letter]:
    """The same letters, to be read with the child and their copies."""
    copies = Copy.objects.select_related("post__organisation").order_by("pk")
    return found.select_related("person").prefetch_related(Prefetch("copies", copies))


def _last(days: Iterable[date | None]) -> date | None:
    return max((one for one in days if one is not None), default=None)
