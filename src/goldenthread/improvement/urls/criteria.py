"""Addresses of success criteria: targets, figures and judgements."""

from django.urls import path

from goldenthread.improvement.views.criteria import acts, judging, pages

urlpatterns = [
    path("<int:plan_id>/criteria/", pages.criterion_list, name="criteria"),
    path(
        "<int:plan_id>/criteria/export/<slug:form>/",
        pages.criteria_export,
        name="criteria_export",
    ),
    path("criteria/<int:criterion_id>/", pages.criterion, name="criterion"),
    path("criteria/<int:criterion_id>/target/", acts.set_target, name="criterion_target"),
    path("criteria/<int:criterion_id>/figures/", acts.measure, name="criterion_measure"),
    path(
        "criteria/<int:criterion_id>/figures/<int:measurement_id>/withdraw/",
        acts.withdraw,
        name="criterion_withdraw",
    ),
    path(
        "criteria/<int:criterion_id>/figures/export/<slug:form>/",
        pages.figures_export,
        name="figures_export",
    ),
    path("criteria/<int:criterion_id>/judge/", judging.judge, name="criterion_judge"),
    path(
        "criteria/<int:criterion_id>/take-back/",
        judging.take_back,
        name="criterion_take_back",
    ),
]
