"""What a killed process left lying about is swept up, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.exchange import actions as exchange
from goldenthread.exchange.orphans import remove_orphans
from goldenthread.tasks import sweeping
from tests.conftest import ROOT
from tests.factories import make_area, make_person

pytestmark = pytest.mark.django_db
TWIN = ROOT / "tests" / "data" / "journeys" / "marram-coast.txt"
LOST = "imports/2026/11/lost.import"


@pytest.fixture(autouse=True)
def lost() -> Iterator[str]:
    with clock.fixed(clock.now() + timedelta(days=2)):
        sweeping.sweep()  # what other tests of this process have left
    name = default_storage.save(LOST, ContentFile(b"half an import"))
    yield name
    default_storage.delete(name)


def test_a_file_without_a_row_goes_after_a_day_and_not_before(lost: str) -> None:
    moment = clock.now()
    with clock.fixed(moment + timedelta(hours=23)):
        assert remove_orphans() == 0
    with clock.fixed(moment + timedelta(hours=25)):
        assert sweeping.sweep() == 1
        assert remove_orphans() == 0
    assert not default_storage.exists(lost)
    last = AuditEntry.objects.filter(action="import.orphans_removed").latest("pk")
    assert last.count == 1


def test_a_file_with_its_row_stays(lost: str) -> None:
    manager = make_person(make_area(), "partnership_manager")
    job = exchange.upload(
        scope=manager.scope, kind_code="plan", area_id=manager.scope.grants[0].area_id,
        name="plan.txt", data=TWIN.read_bytes(),
    )  # fmt: skip
    with clock.fixed(clock.now() + timedelta(days=400)):
        remove_orphans()
    assert default_storage.exists(job.file.name)
    assert not default_storage.exists(lost)
