"""Addresses of cases, of what happened in them, of their duties, and of how a council counts."""

from django.urls import path

from goldenthread.duties.views import (
    cases,
    claiming,
    clocks,
    events,
    exemption_list,
    exemptions,
    ledger,
    letters,
)

app_name = "duties"
urlpatterns = [
    path("clock/<int:area_id>/", clocks.council_clock, name="clock"),
    path("clock/<int:area_id>/targets/add/", clocks.add_target, name="add_target"),
    path(
        "clock/<int:area_id>/targets/<slug:rule>/remove/",
        clocks.remove_target,
        name="remove_target",
    ),
    path("exemptions/", exemption_list.area_exemptions, name="exemption_list"),
    path(
        "exemptions/<int:area_id>/export/<slug:form>/",
        exemption_list.exemptions_export,
        name="exemptions_export",
    ),
    path("open/<int:person_id>/", cases.open_case, name="open"),
    path("<int:case_id>/coordinator/", cases.assign, name="assign"),
    path("<int:case_id>/close/", cases.close, name="close"),
    path("<int:case_id>/reopen/", cases.reopen, name="reopen"),
    path("<int:case_id>/events/", events.history, name="events"),
    path("<int:case_id>/events/add/", events.choose, name="add_event"),
    path("<int:case_id>/events/add/<slug:kind>/", events.add, name="event_form"),
    path("<int:case_id>/events/<int:event_id>/set-aside/", events.set_aside, name="set_aside"),
    path("<int:case_id>/exemptions/", exemptions.case_exemptions, name="exemptions"),
    path("<int:case_id>/exemptions/claim/<slug:duty>/", claiming.claim, name="claim_exemption"),
    path("<int:case_id>/exemptions/<int:exemption_id>/", exemptions.claim_page, name="exemption"),
    path(
        "<int:case_id>/exemptions/<int:exemption_id>/decide/",
        exemptions.decide,
        name="decide_exemption",
    ),
    path(
        "<int:case_id>/exemptions/<int:exemption_id>/withdraw/",
        exemptions.withdraw,
        name="withdraw_exemption",
    ),
    path("<int:case_id>/duties/", ledger.case_duties, name="ledger"),
    path("<int:case_id>/duties/<slug:duty>/why/", ledger.why, name="why"),
    path("<int:case_id>/duties/<slug:duty>/delay-letter/", letters.delay, name="delay_letter"),
    path(
        "<int:case_id>/exemptions/<int:exemption_id>/letter/",
        letters.exemption,
        name="exemption_letter",
    ),
]
