"""The letters on the family page: those that went to this very reader, without what they may no longer know."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.messages.models import Copy, CouncilLetterhead, Letter
from goldenthread.people.models import CarerLink, FamilyLink
from goldenthread.workspace.views import family_letters
from tests.workspace.family_links import come, make_link, make_mail
from tests.workspace.test_family_page import text_of
from tests.workspace.whole_child import SCHOOL, TODAY, Around, make_around

pytestmark = pytest.mark.django_db
WORDS = f"We have read your request.\n\nWe asked {SCHOOL} what it sees.\n\nYou will hear from us."


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(transaction, "on_commit", lambda act, **_: act())
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def around() -> Around:
    made = make_around()
    make_mail(made.carers[0])
    return made


def sent(around: Around, to: CarerLink) -> Copy:
    """A letter that went to one carer today."""
    head, _ = CouncilLetterhead.objects.get_or_create(
        area=around.area, number=1, defaults={"facts": {"council_name": "Fellmoor Council"}}
    )
    letter = Letter.objects.create(
        area=around.area, person=around.child, kind="request_acknowledged", about_type="duties.case",
        about_id=around.case.pk, letterhead=head, made_post=around.coordinator.post, state="sent",
        sent_on=TODAY, sent_key=uuid4(),
    )  # fmt: skip
    copy = Copy(
        letter=letter, to="carer", carer=to.carer, name=to.carer.called, title="We have your request",
        words=WORDS, sent_on=TODAY, method="post_second",
    )  # fmt: skip
    copy.sha256 = copy.fingerprint
    copy.save()
    return copy


def test_a_reader_opens_and_keeps_its_own_letters_and_nobody_elses(around: Around) -> None:
    hers, his = (sent(around, one) for one in around.carers)
    mother = come(make_link(around.coordinator, around.carers[0], around.child))
    assert f"/family/letters/{hers.pk}/" in mother.get("/family/letters/").content.decode()
    text = text_of(mother.get(f"/family/letters/{hers.pk}/"))
    assert f"We asked {SCHOOL} what it sees." in text
    file = mother.get(f"/family/letters/{hers.pk}/docx/")
    assert file["Content-Disposition"] == f'attachment; filename="letter-{hers.letter_id}.docx"'
    assert file["Cache-Control"] == "no-store"
    assert AuditEntry.objects.filter(action="letter.exported", channel__startswith="link:").exists()
    for path in (f"{his.pk}/", f"{his.pk}/pdf/", f"{hers.pk}/exe/", "999/"):
        assert mother.get(f"/family/letters/{path}").status_code == 404, path
    assert Client().get(f"/family/letters/{hers.pk}/docx/").status_code == 404


def test_a_letter_tells_no_place_any_more_once_its_reader_may_not_know_it(around: Around) -> None:
    hers = sent(around, around.carers[0])
    mother = come(make_link(around.coordinator, around.carers[0], around.child))
    CarerLink.objects.filter(pk=around.carers[0].pk).update(restriction="no_address", basis="Order")
    text = text_of(mother.get(f"/family/letters/{hers.pk}/"))
    assert SCHOOL not in text
    assert "Some words of this letter are not shown here." in text
    assert "You will hear from us." in text


def test_so_many_files_a_minute_by_one_link(
    around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers = sent(around, around.carers[0])
    mother = come(make_link(around.coordinator, around.carers[0], around.child))
    link = FamilyLink.objects.get().link_id
    left = [True, True, False]
    asked = []

    def consume(_request: object, *, key: str, **_rest: object) -> bool:
        asked.append(key)
        return left.pop(0)

    monkeypatch.setattr(family_letters.ratelimit, "consume", consume)
    path = f"/family/letters/{hers.pk}/docx/"
    assert [mother.get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert asked == [f"link {link}"] * 3
    assert mother.get(f"/family/letters/{hers.pk}/").status_code == 200
