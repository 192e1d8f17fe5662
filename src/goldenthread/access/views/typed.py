"""What was typed when the session had ended: kept, shown to whoever typed it, sent by them or thrown away."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from goldenthread.access import typed
from goldenthread.access.middleware import needs_sign_in, open_to_all
from goldenthread.access.typed import Typed
from goldenthread.ui.forms.wording import upper_first

_PARTS_OF_A_DATE = ("-day", "-month", "-year")


@never_cache
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Each kept form of whoever is signed in, with what was typed and a button that sends it."""
    forms = [{"form": form, "lines": lines(form)} for form in typed.read(request)]
    context = {"forms": forms, "minutes": typed.MINUTES, "mark": typed.MARK}
    return render(request, "access/typed.html", context)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Throw one of them away."""
    typed.forget(request, request.POST.get("key", ""))
    messages.success(request, "What you had typed was thrown away.")
    return redirect("typed" if typed.is_waiting(request) else "home")


@open_to_all
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """The time is up on a page with a form: its script brings what was typed here. It is kept, never sent on.

    Ends the session if it has not ended yet: nobody answered the warning.
    """
    address = request.GET.get("for", "")
    user_id = request.user.pk or typed.whose_ended(request)
    if request.user.is_authenticated:
        logout(request)
    back = address if _asks_for_sign_in(address) else "/"
    if user_id is not None and back == address:
        typed.note_end(request, user_id)
        if typed.keep(request, user_id=user_id, address=address):
            back = reverse("typed")
    return redirect_to_login(back, f"{reverse('account_login')}?ended=1")


def lines(form: Typed) -> list[tuple[str, str]]:
    """`[("New date", "3 12 2026"), ...]`: what was typed, under the names of its fields as words.

    The parts of a date stand in one line; what was left empty and the version that goes along are left out.
    """
    found: dict[str, list[str]] = {}
    for name, text in form.fields:
        if text.strip() and name != "version":
            whole = next(
                (name.removesuffix(part) for part in _PARTS_OF_A_DATE if name.endswith(part)), name
            )
            found.setdefault(in_words(whole), []).append(text)
    return [
        (words, (" " if len(max(texts, key=len)) < 10 else "\n").join(texts))
        for words, texts in found.items()
    ]


def in_words(name: str) -> str:
    """`new_date` -> `New date`."""
    return upper_first(name.replace("_", " ").replace("-", " ").strip())


def _asks_for_sign_in(address: str) -> bool:
    """Whether `address` is one of ours that only takes what somebody who is signed in sends."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    try:
        return needs_sign_in(resolve(parts.path).func)
    except Resolver404:
        return False
