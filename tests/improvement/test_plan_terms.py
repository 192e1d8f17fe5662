"""The glossary of an imported plan goes with it: into its versions and onto its page."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.improvement.actions.importing import create_plan
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.models import Plan
from tests.factories import make_area, make_person
from tests.improvement.rules.importing.reading import sample

TERMS = [{"term": "DCO", "meaning": "Designated Clinical Officer"}]


@pytest.mark.django_db
def test_it_is_kept_shown_and_carried_on(client: Client) -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    made = create_plan(scope=manager.scope, area_id=area.pk, parsed=sample("twin.txt"), posts={})
    assert made.terms == TERMS
    Plan.objects.filter(pk=made.pk).update(
        state="agreed", agreed_on="2026-09-10", agreed_by=manager.post
    )
    draft = new_version(scope=manager.scope, plan_id=made.pk, version="2")
    assert draft.terms == TERMS
    client.force_login(manager.user)
    page = " ".join(client.get(f"/plans/{draft.pk}/").content.decode().split())
    assert "The plan's own list of 1 word" in page
    assert "DCO</dt><dd" in page.replace("DCO</dt> <dd", "DCO</dt><dd")
