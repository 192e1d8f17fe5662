"""All addresses of the product."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="improvement:plans"), name="home"),
    path("", include("goldenthread.access.urls")),
    path("audit/", include("goldenthread.access.audit.urls")),
    path("imports/", include("goldenthread.exchange.urls")),
    path("plans/", include("goldenthread.improvement.urls")),
]
