"""Statutory roles: the rules, the map of an area, naming a post, taking a copy; and the list of vacancies."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.access.rules.roles import HeldBy, rolebook
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.statutory import Decided, decide_statutory_role
from goldenthread.organisations.models import LocalArea, Organisation, Post, StatutoryRole
from goldenthread.organisations.queries.holdings import holdings
from goldenthread.organisations.queries.statutory import role_map
from goldenthread.organisations.queries.vacancies import nobody_on_record, vacant_now
from goldenthread.organisations.rules.giving import may_give
from goldenthread.organisations.rules.statutory import (
    Decision,
    Gap,
    Place,
    gaps,
    place,
    statutory_rules,
)
from goldenthread.organisations.rules.vacancy import Holding, State
from tests.factories import Person, make_area, make_organisation, make_person, make_post

DCO, DMO = "designated_clinical_officer", "designated_medical_officer"
DAY = date(2026, 12, 1)


@pytest.fixture
def area() -> LocalArea:
    return make_area("Westshire")


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager", organisation=make_organisation(area))


@pytest.fixture
def board(area: LocalArea) -> Organisation:
    return make_organisation(area, kind="icb", name="Westshire ICB")


def decide(
    manager: Person, area: LocalArea, board: Organisation, decided: Decided, version: int = 0,
    role: str = DCO,
) -> StatutoryRole | None:  # fmt: skip
    return decide_statutory_role(
        scope=manager.scope, area_id=area.pk, organisation_id=board.pk, role=role,
        decided=decided, version=version,
    )  # fmt: skip


def test_what_guidance_asks_is_never_called_law() -> None:
    rules = statutory_rules()
    guidance = {code for code, role in rules.roles.items() if role.kind != "LAW"}
    assert {DCO, DMO, "designated_social_care_officer"} <= guidance
    for role in rules.roles.values():
        assert role.citation
        assert role.kind == "LAW" or role.evidence != "V" or role.expected


@pytest.mark.parametrize(
    ("decisions", "role", "kind", "expected"),
    [
        ([], DCO, "council", Place.NOT_CARRIED),
        ([], DCO, "icb", Place.MISSING),
        ([], DMO, "icb", Place.OPTIONAL),
        ([Decision(DCO, 1)], DCO, "icb", Place.NAMED),
        ([Decision(DMO, 1)], DCO, "icb", Place.FILLED),
        ([Decision(DMO, None)], DCO, "icb", Place.MISSING),
        ([Decision(DCO, None, needed=False)], DCO, "icb", Place.NOT_NEEDED),
    ],
)
def test_what_stands_where_a_role_meets_an_organisation(
    decisions: list[Decision], role: str, kind: str, expected: Place
) -> None:
    rules = statutory_rules()
    assert place(rules, rules.roles[role], kind, decisions) is expected


def test_who_may_give_which_role() -> None:
    book = rolebook()
    manager = may_give(book, book.role("partnership_manager").permissions, any_role=False)
    assert {"priority_lead", "board_member", "analyst", "commissioner"} <= manager
    # Whoever reads no child's record gives nobody the right to read one.
    assert not {"send_manager", "case_coordinator", "school_senco", "advice_giver"} & manager
    assert not {"system_administrator", "public", "api_reader"} & manager
    of_posts = {name for name, role in book.roles.items() if role.held_by is HeldBy.POST}
    assert not {"public", "api_reader"} & of_posts
    assert may_give(book, frozenset(), any_role=True) == of_posts
    assert may_give(book, book.role("analyst").permissions, any_role=False) == {
        name for name in of_posts
        if book.role(name).permissions <= book.role("analyst").permissions
    }  # fmt: skip


@pytest.mark.django_db
def test_two_boards_want_two_officers(
    area: LocalArea, manager: Person, board: Organisation
) -> None:
    second = make_organisation(area, kind="icb")
    officer = make_post(board, {}, title="Clinical officer")
    decide(manager, area, board, Decided(officer.pk))
    found = role_map(manager.scope, area.pk, clock.today())
    cells = next(cells for role, cells in found.rows if role.code == DCO)
    by_place = {cell.organisation.pk: (cell.place, cell.gaps) for cell in cells}
    assert by_place[board.pk] == (Place.NAMED, (Gap.UNRECORDED,))
    assert by_place[second.pk] == (Place.MISSING, (Gap.MISSING,))
    Post.objects.filter(pk=officer.pk).update(vacant_since=clock.today())
    found = role_map(manager.scope, area.pk, clock.today())
    assert (Gap.VACANT,) in {cell.gaps for cell in found.gaps if cell.organisation == board}


@pytest.mark.parametrize(
    ("post_in", "state", "expected"),
    [
        ("icb", State.HELD, ()),
        ("nhs_provider", State.HELD, ()),
        ("icb", State.UNKNOWN, (Gap.UNRECORDED,)),
        ("icb", State.ENDED, (Gap.ENDED,)),
        ("school", State.HELD, (Gap.MISPLACED,)),
        ("school", State.VACANT, (Gap.MISPLACED, Gap.VACANT)),
    ],
)
def test_why_a_place_with_a_post_is_a_gap(
    post_in: str, state: State, expected: tuple[Gap, ...]
) -> None:
    role = statutory_rules().roles[DCO]
    assert gaps(Place.NAMED, role, post_in, Holding(state)) == expected
    assert gaps(Place.NAMED, role, "icb", Holding(State.HELD, vacant_from=DAY)) == (Gap.SOON,)
    assert gaps(Place.OPTIONAL, role, "", None) == ()


@pytest.mark.django_db
def test_a_role_with_no_holder_recorded_is_a_gap_and_stands_with_the_vacancies(
    client: Client, area: LocalArea, manager: Person, board: Organisation
) -> None:
    officer = make_post(board, {}, title="Clinical officer")
    make_post(board, {}, title="Business support")
    decide(manager, area, board, Decided(officer.pk))
    client.force_login(manager.user)
    shown = client.get(reverse("organisations:statutory", args=[area.pk])).content.decode()
    missing = sum(role.expected for role in statutory_rules().carried_by("council")) + 1
    assert f"Gaps ({missing + 1})" in shown
    assert "Westshire ICB: nobody recorded as holder." in shown
    assert ">Nobody recorded as holder</strong>" in shown
    listed = client.get(reverse("organisations:vacancies")).content.decode()
    assert ">Clinical officer</a>" in listed
    assert "Nobody recorded as holder" in listed
    assert ">Business support</a>" in listed
    assert "<strong>2 with nobody on record</strong>" in listed
    narrowed = client.get(reverse("organisations:vacancies"), {"show": "vacant"}).content.decode()
    assert "Clinical officer" not in narrowed
    for page in ("posts", "organisation"):
        where = [board.pk] if page == "organisation" else []
        shown = client.get(reverse(f"organisations:{page}", args=where)).content.decode()
        assert "Nobody recorded as holder" in shown
        assert "Nobody on record" in shown


@pytest.mark.django_db
def test_a_post_of_another_kind_of_organisation_is_refused_and_an_old_one_shown(
    client: Client, area: LocalArea, manager: Person, board: Organisation
) -> None:
    school = make_organisation(area, kind="school", name="Harbour School")
    trust = make_organisation(area, kind="nhs_provider")
    teacher, nurse = make_post(school, {}, title="Head teacher"), make_post(trust, {})
    why = (
        "A post of Harbour School, a school or setting, cannot carry this role: the Designated Clinical "
        "Officer has to be a post of an integrated care board or an NHS provider."
    )
    with pytest.raises(UserError, match="cannot carry this role") as refused:
        decide(manager, area, board, Decided(teacher.pk))
    assert refused.value.message == why
    assert decide(manager, area, board, Decided(nurse.pk)) is not None
    StatutoryRole.objects.update(post=teacher)
    client.force_login(manager.user)
    shown = client.get(reverse("organisations:statutory", args=[area.pk])).content.decode()
    assert shown.count(why.removesuffix(".")) == 2
    where = reverse("organisations:decide_statutory", args=[area.pk, DCO, board.pk])
    form = client.get(where).content.decode()
    assert why in form
    assert "Only posts of an integrated care board or an NHS provider can carry it." in form
    assert "Head teacher" not in form
    assert StatutoryRole.objects.get().post == teacher


@pytest.mark.django_db
def test_naming_a_post_on_the_page(
    client: Client, area: LocalArea, manager: Person, board: Organisation
) -> None:
    holder = make_person(area, "advice_giver", organisation=board)
    client.force_login(manager.user)
    first = client.get(reverse("organisations:statutory_first"))
    page = reverse("organisations:statutory", args=[area.pk])
    assert first["Location"] == page
    assert b"No post named yet" in client.get(page).content
    where = reverse("organisations:decide_statutory", args=[area.pk, DCO, board.pk])
    sent = {"version": "0", "who": "post", "post": str(holder.post.pk), "note": ""}
    for _ in range(2):
        assert client.post(where, sent)["Location"] == page
    assert AuditEntry.objects.filter(action="statutoryrole.decided").count() == 1
    shown = client.get(page).content.decode()
    assert holder.post.title in shown
    assert holder.user.name in shown
    post_page = client.get(reverse("organisations:post", args=[holder.post.pk])).content.decode()
    assert "For Westshire ICB in Westshire" in post_page
    late = client.post(where, sent | {"who": "not_needed", "note": "The trust has one"})
    assert late.status_code == 400
    assert b"You changed who carries this role in another window on" in late.content
    assert holder.post.title.encode() in late.content
    done = client.post(where, {"version": "1", "who": "not_needed", "note": "The trust has one"})
    assert done.status_code == 302
    assert b"Not needed: The trust has one" in client.get(page).content
    wrong = client.post(where, {"version": "2", "who": "post", "post": ""})
    assert wrong.status_code == 400


@pytest.mark.django_db
def test_what_is_refused(area: LocalArea, manager: Person, board: Organisation) -> None:
    elsewhere = make_post(make_organisation(make_area()), {})
    over = make_post(board, {})
    Post.objects.filter(pk=over.pk).update(ended_on=clock.today() - timedelta(days=1))
    for post in (elsewhere, over):
        with pytest.raises(UserError, match="not one of this area, or it has ended"):
            decide(manager, area, board, Decided(post.pk))
    with pytest.raises(UserError, match="needs a reason"):
        decide(manager, area, board, Decided(needed=False))
    with pytest.raises(UserError, match="does not carry such a role"):
        decide(manager, area, board, Decided(), role="lead_member")
    reader = make_person(area, "board_member")
    with pytest.raises(NotAllowed):
        decide(reader, area, board, Decided())
    assert not StatutoryRole.objects.exists()


@pytest.mark.django_db
def test_a_copy_names_posts_and_no_people(
    client: Client, area: LocalArea, manager: Person, board: Organisation
) -> None:
    holder = make_person(area, "advice_giver", organisation=board)
    decide(manager, area, board, Decided(holder.post.pk))
    client.force_login(manager.user)
    for form in ("csv", "xlsx", "json"):
        made = client.get(reverse("organisations:export_statutory", args=[area.pk, form]))
        assert made.status_code == 200
    rows = json.loads(made.content)["rows"]
    named = next(row for row in rows if row["post"])
    assert (named["role"], named["state"]) == ("Designated Clinical Officer", "Held")
    assert holder.user.name not in made.content.decode()
    assert AuditEntry.objects.filter(action="statutoryrole.exported").count() == 3
    client.force_login(make_person(area, "case_coordinator").user)
    assert client.get(reverse("organisations:statutory", args=[area.pk])).status_code == 200
    refused = client.get(reverse("organisations:export_statutory", args=[area.pk, "csv"]))
    assert refused.status_code == 403


@pytest.mark.django_db
def test_the_list_of_vacancies_is_what_the_rules_call_vacant(
    client: Client, area: LocalArea, manager: Person
) -> None:
    today = clock.today()
    where = manager.post.organisation
    for days in (-400, -1, 0, 59, 60, 61, 200):
        make_person(area, "analyst", organisation=where, until=today + timedelta(days=days))
    followed = make_person(area, "analyst", organisation=where, until=today).post
    make_person(area, "analyst", post=followed)
    recorded, never, ended = (make_post(where, {}) for _ in range(3))
    Post.objects.filter(pk=recorded.pk).update(vacant_since=today)
    Post.objects.filter(pk=ended.pk).update(vacant_since=today, ended_on=today - timedelta(days=1))
    how = holdings(Post.objects.values_list("pk", flat=True), today)
    vacant = {pk for pk, found in how.items() if found.marks}
    assert len(vacant) == 6
    assert recorded.pk in vacant
    assert not {never.pk, ended.pk, followed.pk} & vacant
    client.force_login(manager.user)
    page = client.get(reverse("organisations:vacancies"), {"show": "vacant"}).content.decode()
    assert reverse("registers:raise", args=[area.pk, "risks-and-issues"]) in page
    for post in Post.objects.filter(organisation=where):
        assert (f">{post.title}</a>" in page) == (post.pk in vacant), post.pk
    nobody = client.get(reverse("organisations:vacancies"), {"show": "nobody"}).content.decode()
    assert f">{never.title}</a>" in nobody
    assert f">{recorded.title}</a>" not in nobody
    both = client.get(reverse("organisations:vacancies")).content.decode()
    assert both.index(f">{recorded.title}</a>") < both.index(f">{never.title}</a>")
    for pk, found in how.items():
        alone = Post.objects.filter(pk=pk)
        assert alone.filter(vacant_now(today)).exists() == (found.state is State.VACANT), pk
        assert alone.filter(nobody_on_record(today)).exists() == (found.state is State.UNKNOWN), pk
    states = [found.state for found in how.values()]
    assert f"<strong>{states.count(State.VACANT)} vacant</strong>" in both
    assert f"<strong>{states.count(State.UNKNOWN)} with nobody on record</strong>" in both


@pytest.mark.django_db
def test_pages_cost_the_same_however_much_they_show(
    client: Client, area: LocalArea, manager: Person, django_assert_max_num_queries: object
) -> None:
    client.force_login(manager.user)
    client.get("/people/")
    trust = make_organisation(area, kind="nhs_provider")
    for _ in range(12):
        post = make_post(trust, {area: "analyst"})
        Post.objects.filter(pk=post.pk).update(vacant_since=clock.today())
        board = make_organisation(area, kind="icb")
        decide(manager, area, board, Decided(post.pk))
    for where in (
        reverse("organisations:vacancies"), reverse("organisations:statutory", args=[area.pk]),
        reverse("organisations:organisations"),
        reverse("organisations:organisation", args=[manager.post.organisation_id]),
    ):  # fmt: skip
        with django_assert_max_num_queries(16):  # type: ignore[operator]
            assert client.get(where).status_code == 200
