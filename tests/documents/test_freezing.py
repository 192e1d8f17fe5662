from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents import freezing
from goldenthread.documents.files import WRITERS, write
from goldenthread.documents.models import Snapshot
from tests.documents.papers import BODY, frozen
from tests.factories import make_area, make_person

pytestmark = pytest.mark.django_db


def test_versions_follow_one_another_and_the_trail_knows_each() -> None:
    manager = make_person(make_area(), "partnership_manager")
    first = frozen(manager)
    second = frozen(manager, "<p>Corrected.</p>", first.document_id)
    assert (first.number, second.number) == (1, 2)
    assert (first.body, first.intact) == (BODY, True)
    assert AuditEntry.objects.filter(action="document.frozen").count() == 2


def test_only_a_post_with_the_right_freezes() -> None:
    with pytest.raises(NotAllowed):
        frozen(make_person(make_area(), "priority_lead"))


def test_nobody_of_another_area_reads_it() -> None:
    manager = make_person(make_area(), "partnership_manager")
    frozen(manager)
    stranger = make_person(make_area(), "partnership_manager")
    assert Snapshot.objects.visible_to(manager.scope).count() == 1
    assert Snapshot.objects.visible_to(stranger.scope).count() == 0


def test_the_object_layer_cannot_change_it_either() -> None:
    snapshot = frozen(make_person(make_area(), "partnership_manager"))
    snapshot.body = "changed"
    for attempt in (snapshot.save, snapshot.delete, Snapshot.objects.all().delete):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            attempt()


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_no_copy_goes_out_of_words_that_were_tampered_with(form: str) -> None:
    snapshot = frozen(make_person(make_area(), "partnership_manager"))
    freezing.remove(connection)
    Snapshot.objects.update(body="<p>Something else.</p>")
    freezing.install(connection)
    snapshot = Snapshot.objects.select_related("document__area").get(pk=snapshot.pk)
    with pytest.raises(UserError) as raised:
        write(snapshot, form)
    assert raised.value.code == "document_altered"
