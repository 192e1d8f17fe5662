"""Addresses of inspections, of the thread from their findings, and of the documents that plans rely on."""

from django.urls import path

from goldenthread.improvement.views.inspections import findings, records, sources, tracing

urlpatterns = [
    path("inspections/", records.inspection_list, name="inspections"),
    path("inspections/new/", records.add, name="inspection_add"),
    path("inspections/<int:inspection_id>/", records.inspection, name="inspection"),
    path("inspections/<int:inspection_id>/change/", records.change, name="inspection_change"),
    path("inspections/<int:inspection_id>/findings/", findings.edit, name="findings"),
    path("inspections/<int:inspection_id>/findings/paste/", findings.paste, name="findings_paste"),
    path("<int:plan_id>/traceability/", tracing.traceability, name="traceability"),
    path(
        "<int:plan_id>/traceability/<int:inspection_id>/link/",
        tracing.link,
        name="traceability_link",
    ),
    path(
        "<int:plan_id>/traceability/<int:inspection_id>/export/<slug:form>/",
        tracing.export,
        name="traceability_export",
    ),
    path("documents/", sources.document_list, name="documents"),
    path("documents/export/<slug:form>/", sources.export, name="documents_export"),
    path("documents/<int:document_id>/", sources.document, name="document"),
    path("documents/<int:document_id>/change/", sources.change, name="document_change"),
    path("documents/<int:document_id>/review/", sources.review, name="document_review"),
    path("documents/<int:document_id>/same-as/", sources.same_as, name="document_same_as"),
]
