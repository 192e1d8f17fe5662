"""What a post handed in itself: it reads it, with its files, as long as it reads the child's record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.assessments.actions.ending import pass_on
from goldenthread.assessments.belonging import keeps_files, reads_files
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.requests import other_areas
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents import uploads
from goldenthread.people.models import Person as Child
from goldenthread.people.models import SettingStay
from tests.assessments.makers import make_request
from tests.documents.sending import some_pdf
from tests.factories import Person, make_area, make_organisation, make_person
from tests.people.makers import make_child

pytestmark = pytest.mark.django_db


@pytest.fixture
def senco() -> Person:
    area = make_area()
    return make_person(
        area, "school_senco", organisation=make_organisation(area, kind="school")
    )  # fmt: skip


@pytest.fixture
def child(senco: Person) -> Child:
    child = make_child(senco.post.organisation.areas.get())
    SettingStay.objects.create(
        person=child, organisation=senco.post.organisation, phase="primary",
        starts_on=clock.today() - timedelta(days=100),
    )  # fmt: skip
    return child


def test_files_of_a_request_end_for_the_setting_when_the_child_leaves(
    senco: Person, child: Child
) -> None:
    staff = make_person(child.area, "case_coordinator")
    asked = make_request(child.area, person=child, entered_post=senco.post, entered_by=senco.user)
    kept = uploads.keep(
        scope=staff.scope, area_id=child.area_id, owner=("assessments.request", asked.pk), name="Report.pdf",
        data=some_pdf(), sent_by="Council", person_id=child.pk,
    )  # fmt: skip
    browser = Client()
    browser.force_login(senco.user)
    address = reverse("documents:kept", args=[kept.pk])
    assert browser.get(address).status_code == 200
    assert keeps_files(senco.scope, asked.pk)
    SettingStay.objects.update(ends_on=clock.today() - timedelta(days=1))
    assert browser.get(address).status_code == 404
    assert not reads_files(senco.scope, asked.pk)
    assert not keeps_files(senco.scope, asked.pk)
    assert reads_files(staff.scope, asked.pk)


def test_without_a_child_it_is_read_in_the_area_that_the_post_serves(senco: Person) -> None:
    area = senco.post.organisation.areas.get()
    asked = make_request(area, entered_post=senco.post, entered_by=senco.user)
    assert reads_files(senco.scope, asked.pk)
    staff = make_person(area, "case_coordinator")
    far = make_person(make_area(), "case_coordinator").post.organisation.areas.get()
    pass_on(scope=staff.scope, request_id=asked.pk, version=1, area_id=far.pk)
    assert not Request.objects.visible_to(senco.scope).exists()


def test_nothing_goes_to_an_area_where_nobody_reads_requests(senco: Person) -> None:
    area = senco.post.organisation.areas.get()
    staff, empty = make_person(area, "case_coordinator"), make_area()
    asked = make_request(area)
    assert str(empty.pk) not in dict(other_areas(asked))
    with pytest.raises(UserError, match="takes requests here"):
        pass_on(scope=staff.scope, request_id=asked.pk, version=1, area_id=empty.pk)
