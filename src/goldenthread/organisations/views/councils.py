"""Which council a local area has: by it an address is told to lie in the area or elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.areas import RIGHT, set_council
from goldenthread.organisations.forms.keeping import CouncilForm
from goldenthread.organisations.queries.posts import area_seen


def council(request: ScopedRequest, area_id: int) -> HttpResponse:
    """The council of one area, for those who set installations up."""
    area = area_seen(request.scope, area_id)
    request.scope.need(RIGHT, area_id)
    form = CouncilForm(request.POST or None, code=area.council_code)
    if request.method == "POST" and form.is_valid():
        try:
            set_council(scope=request.scope, area_id=area_id, code=form.cleaned_data["council"])
        except NotAllowed:
            raise
        except UserError as problem:
            form.add_user_error(problem, problem.where)
        else:
            messages.success(request, f"The council of {area.name} is set.")
            return redirect("organisations:organisations")
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, "area": area}
    return render(request, "organisations/council_form.html", context, status=status)
