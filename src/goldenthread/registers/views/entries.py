"""One entry, raising one, and changing its words."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.break_glass.pages import shows_opened, used
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.registers.actions import raising
from goldenthread.registers.forms import ChangeForm, RaiseForm
from goldenthread.registers.permissions import keeping_posts, raising_posts
from goldenthread.registers.queries import entries
from goldenthread.registers.queries.matrices import current_matrix
from goldenthread.registers.queries.places import Place, get_place, owner_choices, post_choices
from goldenthread.registers.rules.definitions import register as register_of
from goldenthread.registers.views.submitting import acted, by_whom, form_page


@shows_opened
def entry(request: ScopedRequest, entry_id: int) -> HttpResponse:
    """Everything about one entry."""
    page = entries.entry_page(request.scope, entry_id, clock.today())
    record_read(request.scope, page.entry)
    opening = used(request.scope, page.entry, area_id=page.entry.area_id)
    return render(request, "registers/entry.html", {"page": page, "opening": opening})


def raise_entry(request: ScopedRequest, area_id: int, register: str) -> HttpResponse:
    """Put something on the register."""
    place = get_place(request.scope, area_id, register)
    form = raise_form(request, place)
    if request.method == "POST" and form.is_valid():
        try:
            made = raising.raise_entry(
                scope=request.scope,
                area_id=area_id,
                register_code=register,
                post_id=form.post_id,
                raised=form.raised(),
                today=clock.today(),
            )
        except UserError as problem:
            form.show_refusal(problem)
        else:
            return after_raising(request, made.pk, made.reference)
    return raise_page(request, place, form)


def raise_form(request: ScopedRequest, place: Place) -> RaiseForm:
    """The form for the kind that the address asks for. NotAllowed for whoever may not raise anything here."""
    allowed = raising_posts(request.scope, place.register, place.area.pk)
    if not allowed:
        raise NotAllowed("Your posts do not carry the right to raise anything on this register.")
    kinds = place.register.kinds
    kind = kinds.get(request.GET.get("kind", "")) or next(iter(kinds.values()))
    return RaiseForm(
        request.POST or None,
        posts=post_choices(allowed),
        owners=owner_choices(place.area.pk, clock.today()),
        definition=place.register,
        kind=kind,
        current=current_matrix(place.area.pk, place.register),
    )


def raise_page(
    request: ScopedRequest, place: Place, form: RaiseForm, about: str = "", back: str = ""
) -> HttpResponse:
    """The page of that form. `about` says what the entry will be linked to; `back` is where cancelling leads."""
    context = {"place": place, "form": form, "about": about, "back": back}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "registers/raise.html", context, status=status)


def after_raising(request: ScopedRequest, entry_id: int, reference: str) -> HttpResponse:
    """To the new entry's page."""
    messages.success(
        request, f"{reference} is on the register. Answers will come back to your post."
    )
    return redirect("registers:entry", entry_id)


def change(request: ScopedRequest, entry_id: int) -> HttpResponse:
    """Other words for an entry."""
    found = entries.get_entry(request.scope, entry_id)
    if request.method != "POST" and found.closed_on is not None:
        raise NotAllowed(f"{found.reference} is closed.", "Reopen it first, with a reason.")
    allowed = keeping_posts(request.scope, found)
    if not allowed:
        raise NotAllowed("Your posts neither own this nor keep the register.")
    kind = register_of(found.register).kinds[found.kind]
    form = ChangeForm(
        request.POST or None,
        posts=post_choices(allowed),
        kind=kind,
        initial={
            "version": found.version,
            **ChangeForm.initial_of(kind, found.title, found.answers),
        },
    )
    if request.method == "POST" and form.is_valid():
        done = acted(
            request,
            found,
            form,
            lambda: raising.change_entry(
                **by_whom(request, found, form),
                title=form.cleaned_data["title"],
                answers=form.answers(),
            ),
            "The words are changed; what they were is in the history.",
        )
        if done:
            return done
    return form_page(request, found, form, "Change the words", "Save")
