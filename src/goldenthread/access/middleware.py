"""Keeps strangers out, keeps people signed in while they work, and answers refusals in words."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from goldenthread.access import sessions, typed
from goldenthread.access.audit import record_refusal
from goldenthread.access.requests import client_address
from goldenthread.access.second_factor import has_second_factor
from goldenthread.core.errors import NotAllowed

Handler = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]


def open_to_all(view: View) -> View:
    """Mark a view that needs no sign-in. Everything else does."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def by_token(view: View) -> View:
    """Mark a view of the API: it asks for a token itself, and a browser's session counts for nothing in it."""
    view.by_token = True  # type: ignore[attr-defined]
    return open_to_all(view)


def without_session(view: View) -> View:
    """Mark a view that is the same for everybody: it needs no sign-in and may not even look who asks.

    A view that says how long caches may keep its answer is then kept by them: nothing in it varies by cookie.
    """
    view.without_session = True  # type: ignore[attr-defined]
    return open_to_all(view)


def leaves_session_alone(view: View) -> View:
    """Mark a view that a page asks by itself, so that it does not count as something a person did."""
    view.leaves_session_alone = True  # type: ignore[attr-defined]
    return view


class ClientAddressMiddleware:
    """Sets REMOTE_ADDR to where the request came from, as far as proxies of our own say so.

    Everything after it (the audit trail, the limits on signing in) reads REMOTE_ADDR alone.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["REMOTE_ADDR"] = client_address(request.META, settings.TRUSTED_PROXIES)
        return self.get_response(request)


class SignInRequiredMiddleware:
    """Sends whoever is not signed in to the sign-in page, unless the view is marked open to all."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            # On a shared machine the back button must not bring a page back after signing out.
            response["Cache-Control"] = "private, no-store"
        typed.forget_what_was_sent(request, response)
        return response

    def process_view(self, request: HttpRequest, view: View, *_: object) -> HttpResponse | None:
        if getattr(view, "by_token", False) or getattr(view, "without_session", False):
            request.user = AnonymousUser()
            return None
        sessions.end_if_over(request)
        if request.user.is_authenticated:
            if not getattr(view, "leaves_session_alone", False):
                sessions.touch(request)
            return None
        if not needs_sign_in(view):
            return None
        return self._to_sign_in(request)

    @staticmethod
    def _to_sign_in(request: HttpRequest) -> HttpResponse:
        """To the sign-in page and back; it says so where a session has ended meanwhile."""
        back = request.get_full_path()
        if request.method not in ("GET", "HEAD"):
            # Not to an address that only takes forms.
            back = reverse("typed") if _kept(request) else _page_before(request)
        login_url = reverse("account_login")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            login_url += "?ended=1"
        return redirect_to_login(back, login_url)


def needs_sign_in(view: View) -> bool:
    """Whether this middleware asks for a sign-in before `view`. The pages of allauth see to it themselves."""
    return not (getattr(view, "open_to_all", False) or view.__module__.startswith("allauth."))


def _kept(request: HttpRequest) -> bool:
    """Keep what was typed, where the form is one of ours (its token was checked) and its sender is known."""
    if request.method != "POST" or not getattr(request, "csrf_processing_done", False):
        return False
    user_id = typed.whose_ended(request)
    return user_id is not None and typed.keep(
        request, user_id=user_id, address=request.get_full_path()
    )


def _page_before(request: HttpRequest) -> str:
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc != request.get_host():
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class SecondFactorMiddleware:
    """Where a second step is required, of all or of one, leads whoever has none to setting it up first."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: object) -> HttpResponse | None:
        if not request.user.is_authenticated or not (
            settings.SECOND_FACTOR_REQUIRED or request.user.must_set_second_step
        ):
            return None
        if not needs_sign_in(view) or has_second_factor(request):
            return None
        return HttpResponseRedirect(reverse("mfa_index"))


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
                ("page", page_name(request)),
                action="access.not_found",
            )
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, NotAllowed):
            # What was refused has been undone by now, so this entry stays.
            record_refusal(request.scope, ("page", page_name(request)))  # type: ignore[attr-defined]
            return render(request, "403.html", {"problem": problem}, status=403)
        return None


def page_name(request: HttpRequest) -> str:
    """The page's name and the keys in its address. Words in an address may be secret or personal: left out."""
    match = request.resolver_match
    if match is None:
        return ""
    keys = [str(value) for value in match.kwargs.values() if str(value).isdigit()]
    return " ".join([match.view_name, *keys])[:100]
