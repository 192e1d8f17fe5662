"""Addresses of improvement plans."""

from django.urls import path

from goldenthread.improvement import evidence_urls, inspection_urls
from goldenthread.improvement.views import (
    criteria,
    criterion_acts,
    draft_heads,
    drafting,
    export,
    judgements,
    lifecycle,
    mapping,
    milestones,
    plans,
    versions,
)

app_name = "improvement"
urlpatterns = [
    *evidence_urls.urlpatterns,
    *inspection_urls.urlpatterns,
    path("", plans.plan_list, name="plans"),
    path("my-milestones/", milestones.mine, name="mine"),
    path("status-key/", plans.status_key, name="status_key"),
    path("start/", draft_heads.start, name="draft_start"),
    path("<int:plan_id>/", plans.plan, name="plan"),
    path("<int:plan_id>/agree/", plans.agree, name="agree"),
    path("<int:plan_id>/edit/", drafting.outline, name="draft"),
    path("<int:plan_id>/edit/head/", draft_heads.head, name="draft_head"),
    path("<int:plan_id>/edit/discard/", draft_heads.discard, name="draft_discard"),
    path("<int:plan_id>/edit/sections/<int:section_id>/", drafting.section, name="draft_section"),
    path(
        "<int:plan_id>/edit/priorities/<int:priority_id>/",
        drafting.priority,
        name="draft_priority",
    ),
    path("<int:plan_id>/edit/<slug:thing>/add/<int:parent_id>/", drafting.add, name="draft_add"),
    path(
        "<int:plan_id>/edit/<slug:thing>/<int:thing_id>/change/",
        drafting.change,
        name="draft_change",
    ),
    path(
        "<int:plan_id>/edit/<slug:thing>/<int:thing_id>/remove/",
        drafting.remove,
        name="draft_remove",
    ),
    path("<int:plan_id>/edit/<slug:thing>/<int:thing_id>/move/", drafting.move, name="draft_move"),
    path("<int:plan_id>/sections/<int:section_id>/", plans.section, name="section"),
    path("<int:plan_id>/priorities/<int:priority_id>/", plans.priority, name="priority"),
    path("<int:plan_id>/<slug:kind>/<int:part_id>/status/", judgements.override, name="override"),
    path(
        "<int:plan_id>/<slug:kind>/<int:part_id>/sign-off/",
        judgements.sign_off,
        name="sign_off_part",
    ),
    path("<int:plan_id>/versions/", versions.versions, name="versions"),
    path("<int:plan_id>/versions/new/", versions.begin, name="new_version"),
    path("<int:plan_id>/versions/discard/", versions.discard, name="discard_version"),
    path("<int:plan_id>/differences/<int:other_id>/", versions.differences, name="differences"),
    path(
        "<int:plan_id>/differences/<int:other_id>/<slug:form>/",
        versions.differences_export,
        name="differences_export",
    ),
    path("<int:plan_id>/close/", lifecycle.close, name="close"),
    path("<int:plan_id>/reviews/", lifecycle.reviews, name="reviews"),
    path("<int:plan_id>/mapping/", mapping.mappings, name="mappings"),
    path("<int:plan_id>/mapping/<int:other_id>/", mapping.mapping, name="mapping"),
    path(
        "<int:plan_id>/mapping/<int:other_id>/priorities/<int:priority_id>/",
        mapping.map_priority,
        name="map_priority",
    ),
    path(
        "<int:plan_id>/mapping/<int:other_id>/<slug:form>/",
        mapping.mapping_export,
        name="mapping_export",
    ),
    path("<int:plan_id>/milestones/", milestones.milestone_list, name="milestones"),
    path("<int:plan_id>/changes/", milestones.changes, name="changes"),
    path("<int:plan_id>/export/<slug:form>/", export.plan_export, name="export"),
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
    path("milestones/<int:milestone_id>/", milestones.milestone, name="milestone"),
    path("milestones/<int:milestone_id>/report/", milestones.report, name="report"),
    path("milestones/<int:milestone_id>/sign-off/", milestones.sign_off, name="sign_off"),
]
