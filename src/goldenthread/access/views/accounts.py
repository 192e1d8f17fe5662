"""How a person gets an account, and what they do with their own."""

from __future__ import annotations

from allauth.account.views import password_change
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.access.middleware import open_to_all


@open_to_all
def getting_an_account(request: HttpRequest) -> HttpResponse:
    return render(request, "access/getting_an_account.html")


def change_password(request: HttpRequest) -> HttpResponse:
    """The page of allauth, for who has a password here; others sign in through their organisation."""
    if request.user.is_authenticated and not request.user.has_usable_password():
        return render(request, "access/no_password.html")
    answer: HttpResponse = password_change(request)
    return answer
