"""School terms: read from rows, refused where they cannot be, set by who may, and told to whoever counts by them."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.terms import remove_terms, set_terms
from goldenthread.organisations.models import LocalArea, SchoolYear
from goldenthread.organisations.queries.terms import school_days
from goldenthread.organisations.rules.terms import (
    TermDays,
    as_text,
    checked,
    closures,
    read_rows,
    run_of,
)
from tests.factories import Person, make_area, make_organisation, make_person

AUTUMN = TermDays("Autumn 1", date(2026, 9, 2), date(2026, 10, 23))
LATER = TermDays("Autumn 2", date(2026, 11, 2), date(2026, 12, 18))
ROWS = as_text([AUTUMN, LATER])


@pytest.mark.pure
@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        "Term\tFrom\tTo\nAutumn 1\t02/09/2026\t23/10/2026\n\nAutumn 2\t2026-11-02\t18 Dec 2026",
        "Autumn 1, Wednesday 2 September 2026, Fri 23 October 2026\nAutumn 2, Mon 2 Nov 2026, 18.12.2026",
    ],
)
def test_rows_are_read_as_people_have_them(text: str) -> None:
    assert read_rows(text) == [AUTUMN, LATER]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("", "no_terms", "Give the terms"),
        ("Autumn 1; 2 September 2026", "not_three_cells", "Row 1 "),
        (
            "Autumn 1; 2 September 2026; 23 October 2026\nSpring; 5 January 2027; 31 February 2027",
            "no_such_day", "Row 2: there is no day 31 February 2027",
        ),
        ("A; soon; 23 October 2026", "no_such_day", "no day soon"),
        ("A; 23 October 2026; 2 September 2026", "dates_the_wrong_way_round", "A ends before"),
        ("A; 2 September 2025; 23 October 2026", "another_year", "not in the school year 2026/27"),
        ("A; 2 September 2026; 23 October 2026\nB; 23 October 2026; 18 December 2026", "terms_overlap", "A and B"),
        ("\n".join(f"T{n}; {n + 1} September 2026; {n + 1} September 2026" for n in range(13)), "too_many_terms", "13"),
        ("x" * 61 + "; 2 September 2026; 23 October 2026", "name_too_long", "60 characters"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_row(text: str, code: str, says: str) -> None:
    with pytest.raises(UserError) as refused:
        checked(read_rows(text), 2026)
    assert refused.value.code == code
    assert says in refused.value.message


@pytest.mark.pure
def test_holidays_lie_between_known_terms_and_over_an_unknown_year_none_does() -> None:
    (half_term,) = closures([AUTUMN, LATER])
    assert (half_term.first, half_term.days) == (date(2026, 10, 24), 9)
    assert half_term.reopens == LATER.first
    old = TermDays("Summer", date(2024, 6, 3), date(2024, 7, 19))
    assert run_of({2023: [old], 2026: [AUTUMN]}) == [AUTUMN]
    before = TermDays("Summer", date(2026, 6, 1), date(2026, 7, 21))
    assert [one.days for one in closures(run_of({2025: [before], 2026: [AUTUMN]}))] == [42]
    assert run_of({}) == []


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "send_manager")


@pytest.mark.django_db
def test_terms_are_pasted_uploaded_changed_and_removed_over_the_pages(
    area: LocalArea, manager: Person, client: Client
) -> None:
    client.force_login(manager.user)
    home = f"/people/areas/{area.pk}/terms/"
    client.get(home)
    answer = client.post(home, {"year": "2026", "setting": ""})
    form = f"{home}2026/"
    assert answer["Location"] == form
    for address in (home, form):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) <= 12
    slip = client.post(form, {"rows": "Autumn; 31 February 2027; 1 March 2027", "version": "0"})
    assert slip.status_code == 400
    assert "no day 31 February 2027" in slip.content.decode()
    given = {"rows": ROWS, "source": "Council’s page", "version": "0"}
    assert client.post(form, given)["Location"] == home
    assert "18 December 2026" in client.get(home).content.decode()
    late = client.post(form, given)
    assert late.status_code == 400
    assert "in another window" in late.content.decode()
    assert "In force now" in late.content.decode()
    book = Workbook()
    assert book.active is not None
    book.active.append(["Term", "First day", "Last day"])
    book.active.append(["Spring 1", date(2027, 1, 4), date(2027, 2, 12)])
    out = io.BytesIO()
    book.save(out)
    upload = SimpleUploadedFile("terms.xlsx", out.getvalue())
    sent = {"file": upload, "version": "1", "rows": "", "source": ""}
    assert client.post(form, sent)["Location"] == home
    assert [one.name for one in SchoolYear.objects.get().terms.all()] == ["Spring 1"]
    assert client.get(f"{home}1066/").status_code == 404
    assert client.post(f"{form}remove/", {"version": "2"})["Location"] == home
    assert not SchoolYear.objects.exists()
    actions = AuditEntry.objects.filter(target_type="organisations.schoolyear")
    assert set(actions.values_list("action", flat=True)) == {"schoolyear.set", "schoolyear.removed"}


@pytest.mark.django_db
def test_a_setting_has_its_own_days_where_it_says_so_and_only_who_may_sets_them(
    area: LocalArea, manager: Person, client: Client
) -> None:
    school = make_organisation(area, kind="school")
    other = make_organisation(make_area(), kind="school")
    common = {"scope": manager.scope, "area_id": area.pk, "year": 2026, "source": "", "version": 0}
    set_terms(organisation_id=None, rows=[AUTUMN, LATER], **common)
    set_terms(organisation_id=school.pk, rows=[AUTUMN], **common)
    assert school_days(area.pk, school.pk).last == AUTUMN.last
    assert school_days(area.pk, None).last == LATER.last
    assert school_days(make_area().pk, None).first is None
    with pytest.raises(UserError) as elsewhere:
        set_terms(organisation_id=other.pk, rows=[AUTUMN], **common)
    assert elsewhere.value.code == "no_such_setting"
    with pytest.raises(UserError) as gone:
        remove_terms(
            scope=manager.scope, area_id=area.pk, year=2025, organisation_id=None, version=0
        )
    assert gone.value.code == "no_such_year"
    coordinator = make_person(area, "case_coordinator")
    with pytest.raises(NotAllowed):
        set_terms(organisation_id=None, rows=[AUTUMN], **common | {"scope": coordinator.scope})
    client.force_login(coordinator.user)
    home = f"/people/areas/{area.pk}/terms/"
    page = client.get(home).content.decode()
    assert school.name in page
    assert "Set a year" not in page
    assert client.get(f"{home}2026/settings/{school.pk}/").status_code == 403
    client.force_login(manager.user)
    assert client.get(f"{home}2026/settings/{other.pk}/").status_code == 404
    assert school.name in client.get(f"{home}2026/settings/{school.pk}/").content.decode()
