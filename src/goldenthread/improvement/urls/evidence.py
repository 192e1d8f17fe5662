"""Addresses of the evidence library and of the self-evaluation."""

from django.urls import path

from goldenthread.improvement.views.evidence import claims, library, writing

urlpatterns = [
    path("evidence/", library.library, name="evidence"),
    path("evidence/add/", writing.add, name="evidence_add"),
    path("evidence/waiting/", library.waiting, name="evidence_waiting"),
    path("evidence/export/<slug:form>/", library.export, name="evidence_export"),
    path("evidence/<int:evidence_id>/", library.item, name="evidence_item"),
    path("evidence/<int:evidence_id>/change/", writing.change, name="evidence_change"),
    path("evidence/<int:evidence_id>/review/", writing.review, name="evidence_review"),
    path("evidence/<int:evidence_id>/shows/", writing.use, name="evidence_use"),
    path(
        "evidence/<int:evidence_id>/shows/<int:use_id>/take-back/",
        writing.stop_using,
        name="evidence_stop_using",
    ),
    path("evidence/self-evaluation/", claims.self_evaluation, name="self_evaluation"),
    path("evidence/self-evaluation/add/", claims.add, name="claim_add"),
    path("evidence/self-evaluation/export/<slug:form>/", claims.export, name="claims_export"),
    path("evidence/self-evaluation/<int:claim_id>/", claims.claim, name="claim"),
    path("evidence/self-evaluation/<int:claim_id>/change/", claims.change, name="claim_change"),
    path(
        "evidence/self-evaluation/<int:claim_id>/withdraw/", claims.withdraw, name="claim_withdraw"
    ),
]
