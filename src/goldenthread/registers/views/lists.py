"""Registers to choose from, one register, its heat map, and what somebody raised."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.registers.forms import FilterForm
from goldenthread.registers.permissions import managing_posts, raising_posts
from goldenthread.registers.queries import heat_map as maps
from goldenthread.registers.queries import lists
from goldenthread.registers.queries.lists import MARKS, SORTS, STATES, Wanted
from goldenthread.registers.queries.matrices import CurrentMatrix, current_matrix
from goldenthread.registers.queries.places import Place, get_place, places

PAGE_SIZE = 50


def home(request: ScopedRequest) -> HttpResponse:
    """Every register that the person may read; the only one at once."""
    found = places(request.scope)
    if len(found) == 1:
        return redirect("registers:list", found[0].area.pk, found[0].register.code)
    return render(request, "registers/home.html", {"places": found})


def entry_list(request: ScopedRequest, area_id: int, register: str) -> HttpResponse:
    """One register of one area, highest score first unless asked otherwise."""
    place = get_place(request.scope, area_id, register)
    current = current_matrix(area_id, place.register)
    wanted = lists.wanted_from(request.GET, place)
    found = lists.entry_list(
        request.scope, place, current, wanted, request.GET, PAGE_SIZE, clock.today()
    )
    applied = _applied(place, current, wanted)
    record_list_read(
        request.scope, "entry", [row.id for row in found.rows], [name for name, _ in applied],
        area_id=area_id,
    )  # fmt: skip
    matrix = current.matrix if current else None
    shown = {"show": wanted.show, "kind": wanted.kind, "band": wanted.band, "sort": wanted.sort}
    form = FilterForm(
        definition=place.register, matrix=matrix, initial=shown | dict.fromkeys(wanted.marks, True)
    )
    context = {
        "place": place,
        "found": found,
        "form": form,
        "applied": [{"text": text, "href": _without(request, name)} for name, text in applied],
        "may": _rights(request, place),
        "has_map": current is not None and bool(maps.mapped_kinds(place)),
    }
    return render(request, "registers/list.html", context)


def heat_map(request: ScopedRequest, area_id: int, register: str) -> HttpResponse:
    """Likelihood by impact: how many open entries stand in each cell, at one position."""
    place = get_place(request.scope, area_id, register)
    current = current_matrix(area_id, place.register)
    positions = maps.mapped_positions(place)
    if current is None or not positions:
        raise Http404("This register has no heat map.")
    position = request.GET.get("position", place.register.present)
    position = position if position in positions else place.register.present
    found = maps.heat_map(request.scope, place, current, position)
    record_list_read(request.scope, "entry", [], ["position"], area_id=area_id)
    context = {
        "place": place,
        "map": found,
        "matrix": current.matrix,
        "positions": [place.register.positions[name] for name in positions],
        "position": place.register.positions[position],
        "is_present": position == place.register.present,
    }
    return render(request, "registers/heat_map.html", context)


def raised(request: ScopedRequest) -> HttpResponse:
    """What the person's posts raised, and what came back."""
    rows, page = lists.raised_by(request.scope, request.GET, PAGE_SIZE, clock.today())
    record_list_read(request.scope, "entry", [found.row.id for found in rows], ["raised_post"])
    return render(request, "registers/raised.html", {"rows": rows, "page": page})


def _rights(request: ScopedRequest, place: Place) -> dict[str, bool]:
    scope, area_id = request.scope, place.area.pk
    return {
        "raise": bool(raising_posts(scope, place.register, area_id)),
        "manage": bool(managing_posts(scope, place.register, area_id)),
        "export": scope.has(place.register.rights.export, area_id),
    }


def _applied(place: Place, current: CurrentMatrix | None, wanted: Wanted) -> list[tuple[str, str]]:
    """Name and words of each filter that narrows the list."""
    found = []
    if wanted.show != "open":
        found.append(("show", STATES[wanted.show]))
    if wanted.kind:
        found.append(("kind", place.register.kinds[wanted.kind].several.capitalize()))
    if wanted.band and current:
        band = current.matrix.band(wanted.band)
        found.append(("band", f"Band: {band.name if band else wanted.band}"))
    if wanted.sort != "score":
        found.append(("sort", SORTS[wanted.sort][0]))
    if wanted.cell and current:
        position, likelihood, impact = wanted.cell
        found.append(("cell", _cell_words(place, current, position, likelihood, impact)))
    return found + [(mark, words) for mark, words in MARKS.items() if mark in wanted.marks]


def _cell_words(
    place: Place, current: CurrentMatrix, position: str, likelihood: int, impact: int
) -> str:
    matrix = current.matrix
    word = place.register.positions[position].word
    if not (1 <= likelihood <= len(matrix.likelihood) and 1 <= impact <= len(matrix.impact)):
        return f"{word}: no such cell"
    level, effect = matrix.likelihood[likelihood - 1], matrix.impact[impact - 1]
    return f"{word}: {level.label} × {effect.label}"


def _without(request: ScopedRequest, name: str) -> str:
    """The address of the list without one of its filters."""
    kept: list[tuple[str, Any]] = [
        (key, value)
        for key, value in request.GET.items()
        if key not in (name, "after", "before")
    ]  # fmt: skip
    return f"?{urlencode(kept)}"
