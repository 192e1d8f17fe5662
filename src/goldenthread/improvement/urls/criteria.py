"""Addresses of success criteria: targets, figures and judgements."""

from django.urls import path

from goldenthread.improvement.views import criteria, criterion_acts

urlpatterns = [
    path("<int:plan_id>/criteria/", criteria.criterion_list, name="criteria"),
    path(
        "<int:plan_id>/criteria/export/<slug:form>/",
        criteria.criteria_export,
        name="criteria_export",
    ),
    path("criteria/<int:criterion_id>/", criteria.criterion, name="criterion"),
    path("criteria/<int:criterion_id>/target/", criterion_acts.set_target, name="criterion_target"),
    path("criteria/<int:criterion_id>/figures/", criterion_acts.measure, name="criterion_measure"),
    path(
        "criteria/<int:criterion_id>/figures/<int:measurement_id>/withdraw/",
        criterion_acts.withdraw,
        name="criterion_withdraw",
    ),
    path(
        "criteria/<int:criterion_id>/figures/export/<slug:form>/",
        criteria.figures_export,
        name="figures_export",
    ),
    path("criteria/<int:criterion_id>/judge/", criterion_acts.judge, name="criterion_judge"),
    path(
        "criteria/<int:criterion_id>/take-back/",
        criterion_acts.take_back,
        name="criterion_take_back",
    ),
]
