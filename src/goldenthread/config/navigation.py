"""What every page's frame needs: the menu, who is signed in, and the area they work in."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from goldenthread.access import sessions, typed
from goldenthread.access.requests import ScopedRequest
from goldenthread.access.scope import Scope
from goldenthread.access.second_factor import asked_elsewhere
from goldenthread.demo.source import demo_accounts
from goldenthread.workspace.queries.worklist import may_have


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Context of the page template: `nav`, `account`, `session`, `sign_in`, `footer_links`, `demo_mode`, its accounts.

    No query beyond the scope's own.
    """
    scope: Scope | None = getattr(request, "scope", None)
    signed_in = scope is not None and scope.user_id is not None
    return {
        "scope": scope,
        "nav": _menu(request, scope) if scope is not None and signed_in else [],
        "account": _account(scope) if scope is not None and signed_in else None,
        "session": _session(request) if signed_in else None,
        "second_step": {
            "required": settings.SECOND_FACTOR_REQUIRED,
            "elsewhere": signed_in and asked_elsewhere(request),
        },
        "sign_in": None if signed_in else _sign_in(request),
        "footer_links": [] if signed_in else _open_to_all(),
        "demo_mode": settings.DEMO_MODE,
        "demo_accounts": demo_accounts() if settings.DEMO_MODE and not signed_in else [],
    }


def _open_to_all() -> list[dict[str, str]]:
    """What somebody without an account can do here."""
    return [
        {"text": "Ask for an EHC needs assessment", "href": reverse("assessments:public_start")},
        {"text": "How the plan is going", "href": reverse("progress:areas")},
    ]


def home(request: ScopedRequest) -> HttpResponse:
    """The start page: the first thing in the person's menu."""
    menu = _menu(request, request.scope)
    return redirect(menu[0]["href"] if menu else reverse("improvement:plans"))


def _session(request: HttpRequest) -> dict[str, Any]:
    """What the time-out warning needs; after it, signing in leads back to this page."""
    back = urlencode({"next": request.get_full_path(), "ended": "1"})
    return {
        "left": sessions.seconds_left(request),
        "warning": settings.SESSION_WARNING_SECONDS,
        "kept_minutes": typed.MINUTES,
        "typed_href": _typed(request),
        "keep_href": reverse("typed_keep"),
        "state_href": reverse("session_state"),
        "stay_href": reverse("session_stay"),
        "sign_out_href": reverse("account_logout"),
        "next_href": f"{reverse('account_login')}?{back}",
    }


def _typed(request: HttpRequest) -> str:
    """Where the person sees what is kept for them; empty: nothing is, or it is being sent just now."""
    waiting = typed.is_waiting(request) and typed.MARK not in request.POST
    return reverse("typed") if waiting else ""


def _sign_in(request: HttpRequest) -> dict[str, Any]:
    """What the sign-in page says and offers beside the password."""
    return {
        "minutes": settings.SESSION_COOKIE_AGE // 60,
        # Asked on the sign-in page alone: a page that is the same for everybody may not look at the session.
        "kept": partial(typed.is_kept, request),
        "kept_minutes": typed.MINUTES,
        "ended": "ended" in request.GET,
        "openid_name": settings.OPENID.name if settings.OPENID else "",
        "passkeys": request.is_secure() or settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN,
    }


def _account(scope: Scope) -> dict[str, str]:
    return {
        "name": scope.name,
        "href": reverse("mfa_index"),
        "detail": ", ".join(scope.role_titles),
        "sign_out_href": reverse("account_logout"),
    }


def _menu(request: HttpRequest, scope: Scope) -> list[dict[str, Any]]:
    reads_children = may_have(scope)
    items = (
        ("Today", "workspace:today", reads_children),
        ("Worklist", "workspace:worklist", reads_children),
        ("Requests", "assessments:inbox", scope.has("request.view")),
        ("Letters", "letters:letters", scope.has("letter.view")),
        ("Children", "people:search", reads_children),
        ("Improvement plans", "improvement:plans", scope.has("plan.view")),
        (
            "My milestones",
            "improvement:mine",
            scope.has("milestone.report_own") or scope.has("milestone.report"),
        ),
        ("Risks and issues", "registers:home", scope.has("risk.view")),
        ("Evidence", "improvement:evidence", scope.has("evidence.view")),
        ("Reports", "reports:home", scope.has("report.view")),
        ("Imports", "exchange:jobs", scope.has("plan.import")),
        (
            "Your copies",
            "tasks:mine",
            any(map(scope.has, ("plan.export", "report.view", "task.manage", "duty.export"))),
        ),
        ("People and posts", "organisations:posts", scope.has("organisation.view")),
        (
            "Emergency access",
            "break_glass:openings",
            any(map(scope.has, ("record.break_glass", "record.review_break_glass"))),
        ),
        ("Audit trail", "audit:entries", scope.has("audit.view")),
    )
    shown_items = [(text, reverse(name)) for text, name, shown in items if shown]
    # The most specific of nested addresses is the current one.
    inside = [href for _, href in shown_items if request.path.startswith(href)]
    current = max(inside, key=len, default="")
    return [{"text": text, "href": href, "current": href == current} for text, href in shown_items]
