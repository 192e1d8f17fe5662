"""Keeps strangers out, keeps people signed in while they work, and answers refusals in words."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_refusal
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed

Handler = Callable[[HttpRequest], HttpResponse]
REFRESH_SECONDS = 300
TOUCHED = "touched_at"


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that needs no sign-in. Everything else does."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


class SignInRequiredMiddleware:
    """Sends whoever is not signed in to the sign-in page, unless the view is marked open to all."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            # On a shared machine the back button must not bring a page back after signing out.
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object
    ) -> HttpResponse | None:
        if request.user.is_authenticated:
            self._keep_alive(request)
            return None
        if getattr(view, "open_to_all", False) or view.__module__.startswith("allauth."):
            return None
        return redirect_to_login(request.get_full_path())

    @staticmethod
    def _keep_alive(request: HttpRequest) -> None:
        """Extend the session at most every few minutes, so that most pages write nothing."""
        moment = int(clock.now().timestamp())
        if moment - request.session.get(TOUCHED, 0) >= REFRESH_SECONDS:
            request.session[TOUCHED] = moment


class RefusalMiddleware:
    """Turns a NotAllowed into an entry of the audit trail and a page that says so, with the right status.

    A record that somebody asked for by its number and did not get is recorded too, whether there is none
    or they may not see it: asking through the numbers must leave a trace.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code == 404 and match and match.kwargs and request.user.is_authenticated:
            record_refusal(
                request.scope,  # type: ignore[attr-defined]
                ("page", _page(request)),
                action="access.not_found",
            )
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, NotAllowed):
            # What was refused has been undone by now, so this entry stays.
            record_refusal(request.scope, ("page", _page(request)))  # type: ignore[attr-defined]
            return render(request, "403.html", {"problem": problem}, status=403)
        return None


def _page(request: HttpRequest) -> str:
    """The page's name and the keys in its address. Words in an address may be secret or personal: left out."""
    match = request.resolver_match
    if match is None:
        return ""
    keys = [str(value) for value in match.kwargs.values() if str(value).isdigit()]
    return " ".join([match.view_name, *keys])[:100]
