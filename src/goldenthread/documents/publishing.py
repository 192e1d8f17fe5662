"""What stands between a body and the public: what the check asks about it, and whether somebody has answered."""

from __future__ import annotations

from goldenthread.documents.blocks import read_body
from goldenthread.documents.models import Clearance, sha256_of
from goldenthread.documents.rules.publication import Question, book, check, questions
from goldenthread.organisations.models import LocalArea, Organisation, Post


def asked_of(area_id: int, body: str) -> list[Question]:
    """What somebody has to answer for before this body becomes public in that area: three queries."""
    organisations = list(Organisation.objects.serving(area_id))
    known = {name for one in organisations for name in (one.name, one.short_name)}
    known |= set(
        Post.objects.filter(organisation__in=organisations).values_list("title", flat=True)
    )
    known |= set(LocalArea.objects.filter(pk=area_id).values_list("name", flat=True))
    schools = {one.name for one in organisations if one.kind == Organisation.Kind.SCHOOL}
    blocks, tables = read_body(body)
    return questions(check(blocks, tables, known=known, places=schools))


def clearance_of(area_id: int, kind: str, body: str) -> Clearance | None:
    """The newest clearance of exactly these words under the version of the check in force: one query."""
    found = Clearance.objects.filter(
        area=area_id, kind=kind, sha256=sha256_of(body), check_version=book().version
    )
    return found.order_by("-pk").first()
