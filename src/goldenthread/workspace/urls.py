"""Addresses of pages that bring rooms together."""

from __future__ import annotations

from django.urls import path

from goldenthread.workspace.views import (
    family,
    family_letters,
    family_telling,
    record,
    today,
    worklist,
)

app_name = "workspace"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("worklist/", worklist.worklist, name="worklist"),
    path(
        "worklist/<int:area_id>/export/<slug:form>/",
        worklist.worklist_export,
        name="worklist_export",
    ),
    path("children/<int:person_id>/", record.record, name="record"),
    path("family/", family.family, name="family"),
    path("family/link/<str:token>/", family.link, name="family_link"),
    path("family/code/", family.code, name="family_code"),
    path("family/tell/", family_telling.tell, name="family_tell"),
    path("family/messages/", family_telling.told, name="family_messages"),
    path("family/letters/", family_letters.letters, name="family_letters"),
    path("family/letters/<int:copy_id>/", family_letters.letter, name="family_letter"),
    path(
        "family/letters/<int:copy_id>/<slug:form>/",
        family_letters.letter_file,
        name="family_letter_file",
    ),
    path("family/who/", family.who, name="family_who"),
    path("family/notices/", family.notices, name="family_notices"),
    path("family/leave/", family.leave, name="family_leave"),
    path("family/stop/<str:token>/", family.stop_link, name="family_stop"),
    path("family/stopping/", family.stopping, name="family_stopping"),
]
