"""Addresses of reports."""

from django.urls import path

from goldenthread.reports.views import (
    asking,
    clearing,
    decisions,
    families,
    families_back,
    files,
    highlights,
    lists,
    redacting,
    reports,
    sending,
)

app_name = "reports"
urlpatterns = [
    path("", lists.home, name="home"),
    path("came-back/", lists.came_back, name="came_back"),
    path("plans/<int:plan_id>/", lists.plan, name="plan"),
    path("plans/<int:plan_id>/prepare/", reports.prepare, name="prepare"),
    path(
        "plans/<int:plan_id>/priorities/<int:priority_id>/highlight/",
        highlights.write, name="write_highlight",
    ),
    path(
        "plans/<int:plan_id>/priorities/<int:priority_id>/highlight/hand-over/",
        highlights.hand_over, name="hand_over",
    ),
    path("highlights/<int:highlight_id>/", highlights.read, name="highlight"),
    path("plans/<int:plan_id>/families/", families.pages, name="families"),
    path("families/<int:progress_id>/", families.page, name="families_page"),
    path("families/<int:progress_id>/edit/", families.edit, name="families_edit"),
    path("families/<int:progress_id>/check/", clearing.check_families, name="families_check"),
    path(
        "families/<int:progress_id>/put-forward/", clearing.put_forward_families,
        name="families_put_forward",
    ),
    path("families/<int:progress_id>/publish/", families.publish, name="families_publish"),
    path("families/<int:progress_id>/copies/", families.copies, name="families_copies"),
    path("families/<int:progress_id>/withdraw/", families_back.withdraw, name="families_withdraw"),
    path("families/<int:progress_id>/redact/", families_back.redact, name="families_redact"),
    path("families/<int:progress_id>/discard/", families.discard, name="families_discard"),
    path("<int:report_id>/", reports.report, name="report"),
    path("<int:report_id>/edit/", reports.edit, name="edit"),
    path("<int:report_id>/asks/<slug:key>/take-in/", asking.take_in, name="take_in"),
    path("<int:report_id>/asks/<slug:key>/leave-out/", asking.leave_out, name="leave_out"),
    path("<int:report_id>/check/", clearing.check_report, name="check"),
    path("<int:report_id>/put-forward/", clearing.put_forward_report, name="put_forward"),
    path("<int:report_id>/send/", sending.send, name="send"),
    path("<int:report_id>/discard/", reports.discard, name="discard"),
    path("<int:report_id>/correct/", reports.correct, name="correct"),
    path("<int:report_id>/redact/", redacting.redact, name="redact"),
    path("<int:report_id>/decisions/", decisions.add, name="decide"),
    path("<int:report_id>/copy/<slug:form>/", files.copy, name="copy"),
]  # fmt: skip
