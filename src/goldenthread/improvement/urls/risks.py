"""Addresses of the links between plans and the register of risks and issues."""

from django.urls import path

from goldenthread.improvement.views import risks

urlpatterns = [
    path(
        "<int:plan_id>/<slug:kind>/<int:part_id>/risks/raise/",
        risks.raise_risk,
        name="raise_risk",
    ),
    path(
        "<int:plan_id>/<slug:kind>/<int:part_id>/risks/link/",
        risks.link_risk,
        name="link_risk",
    ),
    path("risk-links/<int:link_id>/remove/", risks.unlink_risk, name="unlink_risk"),
]
