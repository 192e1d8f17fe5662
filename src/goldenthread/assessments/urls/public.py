"""Addresses of the public pages on which a request is made. None names a request: the session does, or a token."""

from __future__ import annotations

from django.urls import path

from goldenthread.assessments.views import public, public_more

urlpatterns = [
    path("request/", public.start, name="public_start"),
    path("request/check/", public.check, name="public_check"),
    path("request/sent/", public.sent, name="public_sent"),
    path("request/close/", public.leave, name="public_leave"),
    path("request/files/", public_more.files, name="public_files"),
    path("request/save/", public_more.save, name="public_save"),
    path("request/delete/", public_more.discard, name="public_discard"),
    path("request/paper/<slug:route>/", public_more.paper, name="public_paper"),
    path("request/return/number/", public_more.number, name="public_number"),
    path("request/return/<str:token>/", public_more.back, name="public_return"),
    path("request/<slug:name>/", public.step, name="public_step"),
]
