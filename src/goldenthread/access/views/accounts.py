"""How a person gets an account: nobody makes their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.access.middleware import open_to_all


@open_to_all
def getting_an_account(request: HttpRequest) -> HttpResponse:
    return render(request, "access/getting_an_account.html")
