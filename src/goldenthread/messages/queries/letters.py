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
from goldenthread.people.protection import SETTING, hidden_from
from goldenthread.ui.pagination import Page, paginate

OPEN = (Letter.State.DRAFT, Letter.State.READY)
TO_SEND, READY, BACK, SENT = "", "ready", "back", "sent"
SHOWN = {
    TO_SEND: "To be sent",
    READY: "Ready for the post tray",
    BACK: "Came back, and nobody has dealt with it",
    SENT: "Sent",
}
HIDDEN_SETTING = "A school or setting, which is protected"
_PAGE = 50


@dataclass(frozen=True)
class LetterRow:
    """One letter in a list. `to`: the names of who gets a copy; `waits`: the duty that waits on it, if one does."""

    id: int
    reference: str
    person_id: int
    called: str
    kind: str
    state: str
    state_words: str
    made_on: date
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


def letters_of(scope: Scope, person: Person) -> list[LetterRow]:
    """All letters about a child whose record the scope may read, the newest first. At most four queries."""
    found = Letter.objects.filter(person=person).order_by("-pk")
    return as_rows(scope, list(with_copies(found)))


def as_rows(scope: Scope, letters: Collection[Letter]) -> list[LetterRow]:
    """Letters that were read with their copies, as rows. Two queries at most."""
    hidden = hidden_from(scope, {one.person_id for one in letters}) if letters else {}
    waits = waiting_on((one.person_id, one.kind) for one in letters if one.open)
    return [
        LetterRow(
            id=one.pk,
            reference=one.reference,
            person_id=one.person_id,
            called=one.person.called,
            kind=kind_title(one.kind),
            state=one.state,
            state_words=one.get_state_display(),
            made_on=one.made_on,
            sent_on=one.sent_on,
            served_on=_last(copy.deemed_served_on for copy in one.copies.all()),
            to=names(one.copies.all(), setting_hidden=SETTING in hidden.get(one.person_id, ())),
            came_back=sum(copy.stands_back for copy in one.copies.all()),
            waits=waits.get((one.person_id, one.kind)) if one.open else None,
        )
        for one in letters
    ]


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
