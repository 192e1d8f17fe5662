"""Pages on which somebody of a family is given a link to the family page, and on which it is ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldenthread.access.audit import record_read
from goldenthread.access.links.arriving import quiet_page
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.people.actions import family_links as actions
from goldenthread.people.forms.family_links import MAIL, GiveLinkForm
from goldenthread.people.queries.links_given import choices_to_give, links_given
from goldenthread.people.rules.family_links import lasts
from goldenthread.people.views.editing import child_to_edit


def family_links(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Who of the family has a link or had one, and a form to give one; after giving by hand, the link, once."""
    person = child_to_edit(request, person_id)
    choices = choices_to_give(request.scope, person, clock.today())
    form = GiveLinkForm(request.POST or None, choices=choices, initial={"how": MAIL})
    if request.method == "POST" and form.is_valid():
        chosen, by_mail = form.cleaned_data["chosen"], form.cleaned_data["how"] == MAIL

        def address(token: str) -> str:
            return request.build_absolute_uri(reverse("workspace:family_link", args=[token]))

        try:
            token = actions.give(
                scope=request.scope, person_id=person.pk, chosen=chosen,
                link_to=address if by_mail else None,
            )  # fmt: skip
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem)
        else:
            if not by_mail:
                context = {"person": person, "address": address(token), "days": lasts().days}
                return quiet_page(request, "people/family_link_made.html", context)
            messages.success(request, "The link is on its way. It works for a year.")
            return redirect("people:family_links", person.pk)
    record_read(request.scope, person)
    context = {
        "person": person, "form": form, "choices": choices, "days": lasts().days,
        "rows": links_given(request.scope, person),
    }  # fmt: skip
    status = 400 if form.is_bound else 200
    return render(request, "people/family_links.html", context, status=status)


def end_family_link(request: ScopedRequest, person_id: int, family_link_id: int) -> HttpResponse:
    """End one; only by POST."""
    person = child_to_edit(request, person_id)
    if request.method == "POST":
        try:
            actions.end(scope=request.scope, person_id=person.pk, family_link_id=family_link_id)
        except NotAllowed:
            raise
        except UserError as problem:
            messages.error(request, problem.message)
        else:
            messages.success(request, "The link opens nothing any more.")
    return redirect("people:family_links", person.pk)
