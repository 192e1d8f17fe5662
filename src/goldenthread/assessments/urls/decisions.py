"""Addresses of who is told at the start of a case, of the decision whether to assess, and of all such decisions."""

from __future__ import annotations

from django.urls import path

from goldenthread.assessments.views import considering, decision, decisions

urlpatterns = [
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<int:area_id>/export/<slug:form>/", decisions.export, name="decisions_export"),
    path("<int:case_id>/considering/", considering.page, name="considering"),
    path("<int:case_id>/considering/letters/", considering.notices, name="notices"),
    path("<int:case_id>/considering/answers/add/", considering.answer, name="answer"),
    path("<int:case_id>/decision/", decision.page, name="decision"),
    path("<int:case_id>/decision/write/", decision.write, name="write_decision"),
    path("<int:case_id>/decision/take/", decision.take, name="take_decision"),
    path("<int:case_id>/decision/letter/", decision.letter, name="decision_letter"),
    path("<int:case_id>/decision/copies/", decision.copies, name="decision_copies"),
]
