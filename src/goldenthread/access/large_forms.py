"""Turns away what is larger than any form of ours, before anything opens or keeps it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.access.middleware import Handler, View
from goldenthread.core.files import MEGABYTE

# So much of it is still taken from the browser, and dropped: most show an answer only once they have sent everything.
_DROPPED = 8


class LargeFormMiddleware:
    """Answers 413, in words, for more than MAX_UPLOAD_BYTES of files and the form that they come in.

    Stands before whatever reads a form: else its files lie on the disk by then. Without a length nothing is read.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: View, *_: object) -> HttpResponse | None:
        most = settings.MAX_UPLOAD_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        length = str(request.META.get("CONTENT_LENGTH") or "")
        if not length.isdecimal() or int(length) <= most:
            return None
        left = most * _DROPPED
        while left > 0 and (piece := request.read(min(left, MEGABYTE))):
            left -= len(piece)
        context = {"megabytes": settings.MAX_UPLOAD_BYTES // MEGABYTE}
        return render(request, "413.html", context, status=413)
