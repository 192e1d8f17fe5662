"""Who carries the statutory roles of an area, and the list of vacancies."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify

from goldenthread.access.audit import record_export, record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.organisations.actions.statutory import decide_statutory_role
from goldenthread.organisations.forms.keeping import StatutoryRoleForm
from goldenthread.organisations.permissions import EDIT, may_copy, need_to_copy
from goldenthread.organisations.queries import statutory
from goldenthread.organisations.queries.export import areas_to_copy
from goldenthread.organisations.queries.holdings import state_word, when_words
from goldenthread.organisations.queries.organisations import areas_to_choose
from goldenthread.organisations.queries.posts import posts_of_area
from goldenthread.organisations.queries.statutory import Cell
from goldenthread.organisations.queries.vacancies import vacancies_page
from goldenthread.organisations.rules.statutory import statutory_rules
from goldenthread.organisations.rules.vacancy import vacancy_rules


def first(request: ScopedRequest) -> HttpResponse:
    """The statutory roles of the first of the person's areas."""
    request.scope.need("organisation.view")
    return redirect("organisations:statutory", statutory.first_area(request.scope))


def roles(request: ScopedRequest, area_id: int) -> HttpResponse:
    """The map of one area: roles by organisations."""
    found = statutory.role_map(request.scope, area_id, clock.today())
    shown = [cell.row.pk for _, cells in found.rows for cell in cells if cell.row]
    record_list_read(request.scope, "statutoryrole", shown, area_id=area_id)
    context = {
        "map": found,
        "rules": statutory_rules(),
        "state_word": state_word,
        "when_words": when_words,
        "may_export": may_copy(request.scope, area_id),
    }
    return render(request, "organisations/statutory.html", context)


def decide(request: ScopedRequest, area_id: int, role: str, organisation_id: int) -> HttpResponse:
    """Name the post that carries a role, or say that nobody has to."""
    found, cell = statutory.cell_of(request.scope, area_id, role, organisation_id, clock.today())
    request.scope.need(EDIT, area_id)
    form = StatutoryRoleForm(
        request.POST or None,
        posts=posts_of_area(request.scope, area_id, clock.today(), cell.role.posts_in),
        one_of=statutory_rules().one_of(cell.role.posts_in),
        initial=_initial(cell),
    )
    now: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            decide_statutory_role(
                scope=request.scope,
                area_id=area_id,
                organisation_id=organisation_id,
                role=role,
                decided=form.decided(),
                version=form.cleaned_data["version"],
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, cell.row.version if cell.row else 0)
            now = _now(cell) if problem.code == "changed_meanwhile" else []
        else:
            messages.success(request, f"{cell.role.title}: recorded.")
            return redirect("organisations:statutory", area_id)
    context = {"form": form, "map": found, "cell": cell, "now": now, "rules": statutory_rules()}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "organisations/statutory_form.html", context, status=status)


def export(request: ScopedRequest, area_id: int, form: str) -> HttpResponse:
    """The map as CSV, XLSX or JSON."""
    if form not in WRITERS:
        raise Http404(f"There is no export as {form}.")
    found = statutory.role_map(request.scope, area_id, clock.today())
    need_to_copy(request.scope, area_id)
    made = write(statutory.roles_table(found), form)
    record_export(request.scope, found.area, kind="statutoryrole", fields=[form], area_id=area_id)
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"statutory-roles-{slugify(found.area.name)[:60]}-{clock.today().isoformat()}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def vacancies(request: ScopedRequest) -> HttpResponse:
    """Posts that are vacant or soon will be, and those in which nobody was ever recorded."""
    request.scope.need("organisation.view")
    found = vacancies_page(request.scope, request.GET, clock.today())
    record_list_read(request.scope, "post", [row.post.pk for row in found.rows])
    context = {
        "found": found,
        "copies": areas_to_copy(request.scope),
        "today": clock.today(),
        "days": vacancy_rules()["soon_days"],
        "raise_in": areas_to_choose(request.scope, "risk.raise"),
        "state_word": state_word,
        "when_words": when_words,
    }
    return render(request, "organisations/vacancies.html", context)


def _initial(cell: Cell) -> dict[str, Any]:
    row = cell.row
    if row is None:
        return {"version": 0}
    kinds = StatutoryRoleForm
    who = kinds.POST if row.post_id else kinds.NOBODY_YET if row.needed else kinds.NOT_NEEDED
    return {"version": row.version, "who": who, "post": str(row.post_id or ""), "note": row.note}


def _now(cell: Cell) -> list[dict[str, Any]]:
    row = cell.row
    if row is None or (row.post is None and row.needed):
        return [{"key": "Who carries it", "value": "No post has been named"}]
    if row.post is None:
        return [{"key": "Who carries it", "value": f"Nobody has to: {row.note}"}]
    return [{"key": "Who carries it", "value": f"{row.post.title}, {row.post.organisation}"}]
