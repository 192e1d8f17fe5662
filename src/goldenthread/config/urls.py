"""All addresses of the product."""

from __future__ import annotations

from django.urls import include, path

from goldenthread.config.navigation import home
from goldenthread.config.outbox import outbox

urlpatterns = [
    path("", home, name="home"),
    path("outbox/", outbox, name="outbox"),
    path("", include("goldenthread.access.urls")),
    path("", include("goldenthread.organisations.openid.urls")),
    path("", include("goldenthread.organisations.urls")),
    path("audit/", include("goldenthread.access.audit.urls")),
    path("emergency-access/", include("goldenthread.access.break_glass.urls")),
    path("tasks/", include("goldenthread.tasks.urls")),
    path("imports/", include("goldenthread.exchange.urls")),
    path("plans/", include("goldenthread.improvement.urls")),
    path("api/", include("goldenthread.config.api")),
    path("cases/", include("goldenthread.duties.urls")),
    path("documents/", include("goldenthread.documents.urls")),
    path("letters/", include("goldenthread.messages.urls")),
    path("assessments/", include("goldenthread.assessments.urls")),
    path("registers/", include("goldenthread.registers.urls")),
    path("children/", include("goldenthread.people.urls")),
    path("", include("goldenthread.workspace.urls")),
    path("reports/", include("goldenthread.reports.urls")),
    path("progress/", include("goldenthread.reports.public_urls")),
]
