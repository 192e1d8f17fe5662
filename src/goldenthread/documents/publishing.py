"""What stands between a body and the public: what the check asks about it, who may answer, and whether somebody has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.documents.blocks import read_body
from goldenthread.documents.models import Clearance, sha256_of
from goldenthread.documents.rules.publication import Question, book, check, questions
from goldenthread.organisations.models import Organisation
from goldenthread.organisations.queries.holders import holders


@dataclass(frozen=True)
class Paper:
    """Words that are to become public. `wrote` are the ids of the people whose words they are, read once asked for.

    `clears` is the right to answer for what the check finds, `sends` the right to let the words out; where the check
    finds nothing, either of the two is enough to confirm it.
    """

    area_id: int
    kind: str
    body: str
    clears: str
    sends: str
    wrote: Iterable[int | None] = field(default_factory=frozenset)

    def may_answer(self, scope: Scope) -> bool:
        """Whether this person may answer for what was found in it: by right, and as somebody who did not write it."""
        return scope.has(self.clears, self.area_id) and scope.user_id not in self.wrote


def asked_of(area_id: int, body: str) -> list[Question]:
    """What somebody has to answer for before this body becomes public in that area: one query."""
    rows = list(
        Organisation.objects.serving(area_id).values_list(
            "kind", "name", "short_name", "posts__title", "areas__name"
        )
    )
    known = frozenset(name for _, *names in rows for name in names if name)
    schools = frozenset(name for kind, name, *_ in rows if kind == Organisation.Kind.SCHOOL)
    return list(_found(body, known, schools))


# A long paper takes a third of a second, and whoever prepares it comes back to the same words again and again.
@lru_cache(maxsize=16)
def _found(body: str, known: frozenset[str], schools: frozenset[str]) -> tuple[Question, ...]:
    blocks, tables = read_body(body)
    return tuple(questions(check(blocks, tables, known=known, places=schools)))


def may_clear(paper: Paper) -> list[str]:
    """The names of everybody who may answer for what is found in it: one query."""
    people = holders(paper.clears, paper.area_id)
    return sorted(one.name for one in people if one.user_id not in paper.wrote)


def clearance_of(paper: Paper) -> Clearance | None:
    """The newest clearance of exactly these words under the version of the check in force: one query.

    One with findings counts only where somebody gave it who did not write the words.
    """
    found = Clearance.objects.filter(
        area=paper.area_id, kind=paper.kind, sha256=sha256_of(paper.body),
        check_version=book().version,
    ).select_related("cleared_post")  # fmt: skip
    rows = found.annotate(by_a_writer=Q(cleared_by__in=paper.wrote)).order_by("-pk")
    return next((one for one in rows if not one.answers or not one.by_a_writer), None)


def cleared_for(scope: Scope, paper: Paper) -> Clearance:
    """The clearance by which this person may let the words out.

    UserError where there is none, or where the same person gave it and the check had found anything.
    """
    found = clearance_of(paper)
    if found is None:
        raise UserError(
            "not_cleared",
            "Nobody has cleared these words for the public.",
            fix="Run the publication check and have what it finds answered, then try again.",
        )
    if found.answers and found.cleared_by_id == scope.user_id:
        raise UserError(
            "cleared_by_yourself",
            "You answered for these words yourself, so somebody else lets them out.",
            fix="Ask somebody who may send them.",
        )
    return found


def second_person_needed(paper: Paper) -> UserError:
    """The refusal to somebody who may not answer for what was found; it names those who may."""
    names = may_clear(paper)
    fix = (
        f"They may be cleared by: {', '.join(names)}."
        if names
        else "Nobody else in this area may clear them. The administrator can give a second post a role that may."
    )
    return UserError(
        "second_person_needed",
        "The check found something in these words, so somebody answers for it who did not write them.",
        fix=fix,
    )
