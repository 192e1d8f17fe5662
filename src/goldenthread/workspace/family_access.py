"""Who asks for a family page: the link, the code, and whether that person may still be told. Asked at every request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access import sessions
from goldenthread.access.audit.recording import channel_of_link
from goldenthread.access.links import arriving
from goldenthread.access.middleware import open_to_all
from goldenthread.access.models import Link
from goldenthread.access.requests import origin_of
from goldenthread.access.scope import Scope
from goldenthread.people.actions.family_links import PURPOSE
from goldenthread.people.queries.family_links import FamilyReader, reader_of
from goldenthread.workspace import family_typed

FamilyView = Callable[..., HttpResponse]


class FamilyRequest(HttpRequest):
    """A request by a link whose code was given: who reads, and the scope that answers for it in the trail."""

    reader: FamilyReader
    by_link: Scope


def scope_of(request: HttpRequest, link: Link) -> Scope:
    """Somebody of a family, without any right of staff: the trail names the link."""
    return Scope(None, "Somebody of a family", (), origin_of(request, channel_of_link(link.pk)))


def still_opens(link: Link | None) -> bool:
    """Whether whoever holds the link may still be told. Two queries, also for no link."""
    return reader_of(link) is not None


def waiting_for_code(request: HttpRequest) -> tuple[Link, FamilyReader] | None:
    """The link by which this browser came and who it is for; None where it opens nothing. Three queries, always."""
    link = arriving.came_by(request, PURPOSE)
    reader = reader_of(link)
    return (link, reader) if link is not None and reader is not None else None


def family_page(view: FamilyView) -> FamilyView:
    """A page for whoever came by a link and gave its code, and may still be told: asked anew on each request.

    Whoever has not given the code is asked for it, and finds what was typed again afterwards.
    """

    @open_to_all
    @wraps(view)
    def guarded(request: FamilyRequest, *args: object, **kwargs: object) -> HttpResponse:
        link = arriving.arrived(request, PURPOSE)
        reader = reader_of(link)
        if link is None or reader is None:
            kept = request.method == "POST" and family_typed.keep(request)
            if waiting_for_code(request) is not None:
                return redirect("workspace:family_code")
            return _kept_page(request) if kept else arriving.refusal(request)
        sessions.touch(request)
        request.reader, request.by_link = reader, scope_of(request, link)
        return view(request, *args, **kwargs)

    return guarded


def _kept_page(request: HttpRequest) -> HttpResponse:
    """The session is over: the link is followed anew, and what was typed is found again then."""
    context = {"minutes": family_typed.MINUTES}
    answer = render(request, "workspace/family/kept.html", context, status=404)
    answer["Cache-Control"], answer["Referrer-Policy"] = "no-store", "same-origin"
    return answer
