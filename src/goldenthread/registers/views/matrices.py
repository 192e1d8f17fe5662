"""The matrix of an area: what it says, and changing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.registers.actions.matrices import change_matrix
from goldenthread.registers.forms import MatrixForm
from goldenthread.registers.permissions import managing_posts
from goldenthread.registers.queries import matrices
from goldenthread.registers.queries.places import get_place, post_choices
from goldenthread.registers.rules.matrix_reading import shipped

IN_USE = "in-use"


def matrix(request: ScopedRequest, area_id: int, register: str) -> HttpResponse:
    """The matrix in use, and how it came to be."""
    place = get_place(request.scope, area_id, register)
    current = matrices.current_matrix(area_id, place.register)
    if current is None:
        raise Http404("This register has no matrix.")
    context = {
        "place": place,
        "current": current,
        "matrix": current.matrix,
        "versions": matrices.versions(area_id, register),
        "shipped": list(shipped().values()),
        "may_change": bool(managing_posts(request.scope, place.register, area_id)),
    }
    return render(request, "registers/matrix.html", context)


def change(request: ScopedRequest, area_id: int, register: str, start: str) -> HttpResponse:
    """Change the matrix, beginning with the one in use or with one that comes with the product."""
    place = get_place(request.scope, area_id, register)
    current = matrices.current_matrix(area_id, place.register)
    chosen = shipped().get(start)
    if current is None or (chosen is None and start != IN_USE):
        raise Http404("There is no such matrix.")
    allowed = managing_posts(request.scope, place.register, area_id)
    if not allowed:
        raise NotAllowed("Your posts do not keep this register in this area.")
    form = MatrixForm(
        request.POST or None,
        posts=post_choices(allowed),
        matrix=chosen.matrix if chosen else current.matrix,
        initial={"number": current.number},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_matrix(
                scope=request.scope,
                area_id=area_id,
                register_code=register,
                post_id=form.post_id,
                number=form.cleaned_data["number"],
                definition=form.definition(),
                why=form.cleaned_data["why"],
            )
        except UserError as problem:
            if problem.code == "changed_meanwhile":
                form.carry(number=str(current.number))
            form.show_refusal(problem)
        else:
            messages.success(
                request,
                "The matrix is changed. What was scored before now asks to be scored again.",
            )
            return redirect("registers:matrix", area_id, register)
    context = {"place": place, "form": form, "title": chosen.title if chosen else ""}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "registers/change_matrix.html", context, status=status)
