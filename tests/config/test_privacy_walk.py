"""Every address of the product, asked for by somebody of another area: nothing may come back.

The table names each pattern. A new address fails the test until somebody says here what a stranger gets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from goldenthread.improvement.models import (
    Milestone,
)
from goldenthread.organisations.models import Membership
from tests.config import api_addresses, case_addresses, public_addresses
from tests.config.hidden_area import HIDDEN_NHS_NUMBER, hidden_area
from tests.factories import (
    LONG_AGO,
    Person,
    make_area,
    make_organisation,
    make_person,
    make_post,
)

pytestmark = pytest.mark.django_db

# Addresses that name no record: what they show is tested with the lists themselves (visible_to).
OPEN = {
    "sign-in/", "sign-in/second-step/", "sign-in/passkey/", "sign-in/closed/", "sign-in/provider/",
    "sign-in/<str:provider_id>/back/", "sign-in/provider/refused/", "sign-out/", "getting-an-account/",
    "forgotten-password/", "forgotten-password/sent/", "forgotten-password/done/",
    r"^forgotten-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", "session/", "session/stay/",
    "session/typed/keep/",
    "invitations/", "invitations/<str:token>/", "lost-second-step/", "lost-second-step/<str:token>/", "outbox/",
}  # fmt: skip
# One's own account: whoever is signed in sees theirs. Another's passkey is tested in tests/access.
OWN = {
    "account/", "account/password/", "account/app/", "account/app/remove/", "account/recovery-codes/",
    "account/recovery-codes/new/", "account/passkeys/", "account/passkeys/add/",
    "account/passkeys/<int:pk>/name/", "account/passkeys/<int:pk>/remove/", "sign-in/again/",
    "sign-in/again/code/", "sign-in/again/passkey/", "session/typed/", "session/typed/forget/",
}  # fmt: skip
LISTS = {
    "", "plans/", "plans/my-milestones/", "plans/status-key/", "plans/start/", "imports/",
    "imports/new/<slug:kind>/", "audit/", "reports/", "reports/came-back/", "registers/", "registers/raised/",
    "people/", "people/vacancies/", "people/statutory-roles/", "people/organisations/",
    "people/organisations/new/", "people/posts/new/", "people/api-tokens/", "people/api-tokens/new/",
    "plans/evidence/", "plans/evidence/add/", "plans/evidence/waiting/",
    "plans/evidence/export/<slug:form>/", "plans/evidence/self-evaluation/", "plans/evidence/self-evaluation/add/",
    "plans/evidence/self-evaluation/export/<slug:form>/",
    "plans/inspections/", "plans/inspections/new/", "plans/documents/",
    "plans/documents/export/<slug:form>/", "plans/my-milestones/export/<slug:form>/",
    "plans/inspections/export/<slug:form>/",
    "tasks/", "tasks/failed/", "emergency-access/", "emergency-access/open/",
    "children/", "children/add/", "children/duplicates/", "today/", "worklist/", "cases/exemptions/",
    "assessments/requests/", "assessments/requests/enter/", "assessments/decisions/",
    "letters/families/", "letters/", "letters/statements/",
}  # fmt: skip
# Addresses that name a record of an area: a stranger must get "not found", as for one that is not there.
RECORDS = case_addresses.RECORDS | {
    "plans/<int:plan_id>/",
    "plans/<int:plan_id>/agree/",
    "plans/<int:plan_id>/edit/",
    "plans/<int:plan_id>/edit/head/",
    "plans/<int:plan_id>/edit/discard/",
    "plans/<int:plan_id>/edit/sections/<int:section_id>/",
    "plans/<int:plan_id>/edit/priorities/<int:priority_id>/",
    "plans/<int:plan_id>/edit/<slug:thing>/add/<int:parent_id>/",
    "plans/<int:plan_id>/edit/<slug:thing>/<int:thing_id>/change/",
    "plans/<int:plan_id>/edit/<slug:thing>/<int:thing_id>/remove/",
    "plans/<int:plan_id>/edit/<slug:thing>/<int:thing_id>/move/",
    "plans/<int:plan_id>/sections/<int:section_id>/",
    "plans/<int:plan_id>/priorities/<int:priority_id>/",
    "plans/<int:plan_id>/<slug:kind>/<int:part_id>/status/",
    "plans/<int:plan_id>/<slug:kind>/<int:part_id>/sign-off/",
    "plans/<int:plan_id>/<slug:kind>/<int:part_id>/posts-needed/",
    "plans/<int:plan_id>/<slug:kind>/<int:part_id>/posts-needed/<int:needed_id>/remove/",
    "plans/<int:plan_id>/versions/",
    "plans/<int:plan_id>/versions/new/",
    "plans/<int:plan_id>/versions/discard/",
    "plans/<int:plan_id>/differences/<int:other_id>/",
    "plans/<int:plan_id>/differences/<int:other_id>/<slug:form>/",
    "plans/<int:plan_id>/close/",
    "plans/<int:plan_id>/reviews/",
    "plans/<int:plan_id>/mapping/",
    "plans/<int:plan_id>/mapping/<int:other_id>/",
    "plans/<int:plan_id>/mapping/<int:other_id>/priorities/<int:priority_id>/",
    "plans/<int:plan_id>/mapping/<int:other_id>/<slug:form>/",
    "plans/<int:plan_id>/milestones/",
    "plans/<int:plan_id>/changes/",
    "plans/<int:plan_id>/export/<slug:form>/",
    "plans/<int:plan_id>/milestones/export/<slug:form>/",
    "plans/<int:plan_id>/changes/export/<slug:form>/",
    "plans/<int:plan_id>/criteria/",
    "plans/<int:plan_id>/criteria/export/<slug:form>/",
    "plans/criteria/<int:criterion_id>/",
    "plans/criteria/<int:criterion_id>/target/",
    "plans/criteria/<int:criterion_id>/figures/",
    "plans/criteria/<int:criterion_id>/figures/<int:measurement_id>/withdraw/",
    "plans/criteria/<int:criterion_id>/figures/export/<slug:form>/",
    "plans/criteria/<int:criterion_id>/judge/",
    "plans/criteria/<int:criterion_id>/take-back/",
    "plans/evidence/<int:evidence_id>/",
    "plans/evidence/<int:evidence_id>/change/",
    "plans/evidence/<int:evidence_id>/review/",
    "plans/evidence/<int:evidence_id>/shows/",
    "plans/evidence/<int:evidence_id>/shows/<int:use_id>/take-back/",
    "plans/evidence/self-evaluation/<int:claim_id>/",
    "plans/evidence/self-evaluation/<int:claim_id>/change/",
    "plans/evidence/self-evaluation/<int:claim_id>/withdraw/",
    "plans/inspections/<int:inspection_id>/",
    "plans/inspections/<int:inspection_id>/change/",
    "plans/inspections/<int:inspection_id>/findings/",
    "plans/inspections/<int:inspection_id>/findings/paste/",
    "plans/<int:plan_id>/traceability/",
    "plans/<int:plan_id>/traceability/<int:inspection_id>/link/",
    "plans/<int:plan_id>/traceability/<int:inspection_id>/export/<slug:form>/",
    "plans/documents/<int:document_id>/",
    "plans/documents/<int:document_id>/change/",
    "plans/documents/<int:document_id>/review/",
    "plans/documents/<int:document_id>/same-as/",
    "plans/milestones/<int:milestone_id>/",
    "plans/milestones/<int:milestone_id>/report/",
    "plans/milestones/<int:milestone_id>/leads/",
    "plans/milestones/<int:milestone_id>/sign-off/",
    "plans/milestones/<int:milestone_id>/not-yet/",
    "imports/<int:job_id>/",
    "imports/<int:job_id>/undo/",
    "reports/plans/<int:plan_id>/",
    "reports/plans/<int:plan_id>/prepare/",
    "reports/plans/<int:plan_id>/priorities/<int:priority_id>/highlight/",
    "reports/plans/<int:plan_id>/priorities/<int:priority_id>/highlight/hand-over/",
    "reports/plans/<int:plan_id>/families/",
    "reports/families/<int:progress_id>/",
    "reports/families/<int:progress_id>/edit/",
    "reports/families/<int:progress_id>/check/",
    "reports/families/<int:progress_id>/put-forward/",
    "reports/families/<int:progress_id>/publish/",
    "reports/families/<int:progress_id>/copies/",
    "reports/families/<int:progress_id>/withdraw/",
    "reports/families/<int:progress_id>/redact/",
    "reports/families/<int:progress_id>/discard/",
    "reports/highlights/<int:highlight_id>/",
    "reports/<int:report_id>/",
    "reports/<int:report_id>/edit/",
    "reports/<int:report_id>/asks/<slug:key>/take-in/",
    "reports/<int:report_id>/asks/<slug:key>/leave-out/",
    "reports/<int:report_id>/check/",
    "reports/<int:report_id>/put-forward/",
    "reports/<int:report_id>/send/",
    "reports/<int:report_id>/discard/",
    "reports/<int:report_id>/redact/",
    "reports/<int:report_id>/correct/",
    "reports/<int:report_id>/decisions/",
    "reports/<int:report_id>/copy/<slug:form>/",
    "tasks/<int:task_id>/",
    "tasks/<int:task_id>/state/",
    "tasks/<int:task_id>/file/",
    "tasks/failed/<int:task_id>/again/",
    "tasks/failed/<int:task_id>/dismiss/",
    "people/areas/<int:area_id>/export/<slug:what>/<slug:form>/",
    "people/areas/<int:area_id>/council/",
    "people/areas/<int:area_id>/terms/",
    "people/areas/<int:area_id>/terms/<int:year>/",
    "people/areas/<int:area_id>/terms/<int:year>/remove/",
    "people/areas/<int:area_id>/terms/<int:year>/settings/<int:organisation_id>/",
    "people/areas/<int:area_id>/terms/<int:year>/settings/<int:organisation_id>/remove/",
    "people/areas/<int:area_id>/statutory-roles/",
    "people/areas/<int:area_id>/statutory-roles/export/<slug:form>/",
    "people/areas/<int:area_id>/statutory-roles/<slug:role>/<int:organisation_id>/",
    "people/organisations/<int:organisation_id>/",
    "people/organisations/<int:organisation_id>/edit/",
    "people/api-tokens/<int:token_id>/revoke/",
    "people/posts/<int:post_id>/",
    "people/posts/<int:post_id>/edit/",
    "people/posts/<int:post_id>/roles/<int:area_id>/",
    "plans/<int:plan_id>/<slug:kind>/<int:part_id>/risks/raise/",
    "plans/<int:plan_id>/<slug:kind>/<int:part_id>/risks/link/",
    "plans/risk-links/<int:link_id>/remove/",
    "registers/<int:area_id>/<slug:register>/",
    "registers/<int:area_id>/<slug:register>/heat-map/",
    "registers/<int:area_id>/<slug:register>/raise/",
    "registers/<int:area_id>/<slug:register>/matrix/",
    "registers/<int:area_id>/<slug:register>/matrix/change/<slug:start>/",
    "registers/<int:area_id>/<slug:register>/export/<slug:form>/",
    "registers/entries/<int:entry_id>/",
    "registers/entries/<int:entry_id>/change/",
    "registers/entries/<int:entry_id>/owner/",
    "registers/entries/<int:entry_id>/score/",
    "registers/entries/<int:entry_id>/review/",
    "registers/entries/<int:entry_id>/answer/",
    "registers/entries/<int:entry_id>/move/<slug:move>/",
    "people/posts/<int:post_id>/invite/",
    "people/accounts/<int:user_id>/",
    "people/accounts/<int:user_id>/close/",
    "people/accounts/<int:user_id>/reopen/",
    "people/accounts/<int:user_id>/second-step/",
    "emergency-access/<int:opening_id>/",
    "emergency-access/<int:opening_id>/end/",
    "emergency-access/<int:opening_id>/review/",
    "people/memberships/<int:membership_id>/end/",
    "worklist/<int:area_id>/export/<slug:form>/",
}
# These answer in their own way: see the tests below.
OTHERS = {
    "imports/<int:job_id>/discard/", "audit/<str:target_type>/<str:target_id>/", "people/areas/new/",
}  # fmt: skip


def patterns() -> Iterator[str]:
    def walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for entry in resolver.url_patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                yield route
            else:
                yield from walk(entry, route)

    return walk(get_resolver(), "")


@pytest.fixture(scope="module")
def ids(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """The keys of an area's records; a secret word stands in each. Made once: every test undoes its own writes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield hidden_area()
        transaction.set_rollback(True)


@pytest.fixture
def stranger() -> Person:
    """Somebody with every right there is, in another area: over plans by one post, over children by another."""
    area = make_area()
    manager = make_person(area, "partnership_manager")
    post = make_post(make_organisation(area), {area: "send_manager"})
    Membership.objects.create(user=manager.user, post=post, starts_on=LONG_AGO)
    return manager


def address(route: str, ids: dict[str, Any]) -> str:
    if "<int:part_id>" in route:
        route = route.replace("<slug:kind>", "priorities")
    for name, value in ids.items():
        route = route.replace(name, str(value))
    assert "<" not in route, f"no example for {route}"
    return "/" + route


def test_every_address_is_in_the_table() -> None:
    elsewhere = api_addresses.PATTERNS | public_addresses.PATTERNS
    assert set(patterns()) == OPEN | OWN | LISTS | RECORDS | OTHERS | elsewhere


@pytest.mark.parametrize("route", sorted(RECORDS))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing(
    route: str, method: str, ids: dict[str, Any], stranger: Person, client: Client
) -> None:
    client.force_login(stranger.user)
    before = list(Milestone.objects.values_list("pk", "version"))
    response = getattr(client, method)(address(route, ids))
    assert response.status_code == 404
    assert b"Hidden" not in response.content
    missing = getattr(client, method)(address(route, {**ids, **dict.fromkeys(
        [name for name in ids if name.startswith("<int:")], 999_999)}))  # fmt: skip
    assert missing.status_code == 404
    assert list(Milestone.objects.values_list("pk", "version")) == before


@pytest.mark.parametrize("route", sorted(LISTS))
def test_lists_show_a_stranger_nothing_of_the_area(
    route: str, ids: dict[str, Any], stranger: Person, client: Client
) -> None:
    client.force_login(stranger.user)
    response = client.get(address(route, ids), follow=True)
    assert response.status_code == 200
    for secret in (
        b"Hidden Hollow",
        b"Hidden plan",
        b"Hidden evidence",
        b"Hidden claim",
        b"hidden.txt",
        b"Hidden Child",
    ):
        assert secret not in response.content


@pytest.mark.parametrize("route", sorted(OWN | LISTS | RECORDS | OTHERS))
def test_whoever_has_not_signed_in_is_sent_to_sign_in(
    route: str, ids: dict[str, Any], client: Client
) -> None:
    where = address(route, {**ids, "<str:target_type>": "plan", "<str:target_id>": "1"})
    for method in ("get", "post"):
        response = getattr(client, method)(where)
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("by", ["name", "born", "number", "reference"])
def test_a_stranger_who_searches_finds_no_child_of_the_area(
    by: str, ids: dict[str, Any], stranger: Person, client: Client
) -> None:
    client.force_login(stranger.user)
    sought = {
        "name": {"name": "Hidden Child"},
        "born": {"born-day": "27", "born-month": "3", "born-year": "2015"},
        "number": {"number": HIDDEN_NHS_NUMBER},
        "reference": {"number": f"P-{ids['<int:person_id>']}"},
    }[by]
    response = client.post("/children/", sought)
    assert response.status_code == 200
    assert b"No child found" in response.content


def test_a_stranger_cannot_discard(ids: dict[str, Any], stranger: Person, client: Client) -> None:
    client.force_login(stranger.user)
    response = client.post(f"/imports/{ids['<int:job_id>']}/discard/", follow=True)
    assert b"There is no such import" in response.content


def test_the_trail_of_a_record_is_empty_for_a_stranger(
    ids: dict[str, Any], stranger: Person, client: Client
) -> None:
    client.force_login(stranger.user)
    response = client.get(f"/audit/improvement.plan/{ids['<int:plan_id>']}/")
    assert b"Hidden" not in response.content
    assert b"Person" not in response.content.replace(stranger.user.name.encode(), b"")


def test_only_who_sets_up_an_installation_adds_areas(stranger: Person, client: Client) -> None:
    client.force_login(stranger.user)
    for method in (client.get, client.post):
        assert method("/people/areas/new/").status_code == 403
