"""Addresses of the staff's side of requests: the inbox, one request, and what becomes of it."""

from __future__ import annotations

from django.urls import path

from goldenthread.assessments.views import ending, entering, inbox, requests, taking_in, writing

urlpatterns = [
    path("requests/", inbox.inbox, name="inbox"),
    path("requests/<int:area_id>/export/<slug:form>/", inbox.inbox_export, name="inbox_export"),
    path("requests/enter/", entering.enter, name="enter_request"),
    path("requests/enter/<int:person_id>/", entering.enter_for_child, name="enter_for_child"),
    path("requests/ask/<int:person_id>/", entering.ask, name="ask"),
    path("requests/<int:request_id>/", requests.one, name="request"),
    path("requests/<int:request_id>/worry/", requests.worry, name="worry"),
    path("requests/<int:request_id>/child/<int:person_id>/", taking_in.take_in, name="take_in"),
    path("requests/<int:request_id>/new-child/", taking_in.new_child, name="new_child"),
    path("requests/<int:request_id>/area/", ending.pass_on, name="pass_on"),
    path("requests/<int:request_id>/decline/", ending.decline, name="decline"),
    path("requests/<int:request_id>/put-back/", ending.put_back, name="put_back"),
    path("requests/<int:request_id>/withdraw/", ending.withdraw, name="withdraw"),
    path("requests/<int:request_id>/more/", writing.more_information, name="more_information"),
    path("requests/<int:request_id>/withdrawn-letter/", writing.withdrawn, name="withdrawn_letter"),
]
