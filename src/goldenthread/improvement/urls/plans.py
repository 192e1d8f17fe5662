"""Addresses of plans, their parts and milestones, and of what is said of them."""

from django.urls import path

from goldenthread.improvement.views.plans import (
    agreeing,
    changes,
    copies,
    export,
    judgements,
    milestone_leads,
    milestones,
    pages,
    posts_needed,
    signing,
)

urlpatterns = [
    path("", pages.plan_list, name="plans"),
    path("my-milestones/", milestones.mine, name="mine"),
    path("status-key/", pages.status_key, name="status_key"),
    path("<int:plan_id>/", pages.plan, name="plan"),
    path("<int:plan_id>/agree/", agreeing.agree, name="agree"),
    path("<int:plan_id>/sections/<int:section_id>/", pages.section, name="section"),
    path("<int:plan_id>/priorities/<int:priority_id>/", pages.priority, name="priority"),
    path("<int:plan_id>/<slug:kind>/<int:part_id>/status/", judgements.override, name="override"),
    path(
        "<int:plan_id>/<slug:kind>/<int:part_id>/sign-off/",
        judgements.sign_off,
        name="sign_off_part",
    ),
    path(
        "<int:plan_id>/<slug:kind>/<int:part_id>/posts-needed/",
        posts_needed.posts_needed,
        name="posts_needed",
    ),
    path(
        "<int:plan_id>/<slug:kind>/<int:part_id>/posts-needed/<int:needed_id>/remove/",
        posts_needed.remove,
        name="post_not_needed",
    ),
    path("<int:plan_id>/milestones/", milestones.milestone_list, name="milestones"),
    path("my-milestones/export/<slug:form>/", copies.mine, name="mine_export"),
    path(
        "<int:plan_id>/milestones/export/<slug:form>/",
        copies.milestone_list,
        name="milestones_export",
    ),
    path("<int:plan_id>/changes/export/<slug:form>/", copies.changes, name="changes_export"),
    path("inspections/export/<slug:form>/", copies.inspections, name="inspections_export"),
    path("<int:plan_id>/changes/", changes.changes, name="changes"),
    path("<int:plan_id>/export/<slug:form>/", export.plan_export, name="export"),
    path("milestones/<int:milestone_id>/", milestones.milestone, name="milestone"),
    path("milestones/<int:milestone_id>/report/", milestones.report, name="report"),
    path(
        "milestones/<int:milestone_id>/leads/",
        milestone_leads.milestone_leads,
        name="milestone_leads",
    ),
    path("milestones/<int:milestone_id>/sign-off/", signing.sign_off, name="sign_off"),
    path("milestones/<int:milestone_id>/not-yet/", signing.not_yet, name="not_yet"),
]
