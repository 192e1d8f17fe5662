"""Addresses of letters, and of what they say of the council."""

from __future__ import annotations

from django.urls import path

from goldenthread.messages.views import council, families, letters, sending

app_name = "letters"
urlpatterns = [
    path("", letters.letters, name="letters"),
    path("families/", families.family_messages, name="family_messages"),
    path("families/<int:message_id>/", families.family_message, name="family_message"),
    path("print/<int:area_id>/", letters.print_all, name="print_all"),
    path("copy/<int:area_id>/<slug:form>/", letters.export, name="export"),
    path("letterhead/<int:area_id>/", council.letterhead, name="letterhead"),
    path("statements/", council.statements, name="statements"),
    path("statements/add/<int:area_id>/", council.add_statement, name="add_statement"),
    path(
        "statements/<int:statement_id>/change/", council.change_statement, name="change_statement"
    ),
    path("statements/<int:statement_id>/next/", council.next_statement, name="next_statement"),
    path("statements/<int:statement_id>/agree/", council.agree_statement, name="agree_statement"),
    path(
        "statements/<int:statement_id>/withdraw/",
        council.withdraw_statement,
        name="withdraw_statement",
    ),
    path("<int:letter_id>/", letters.letter, name="letter"),
    path("<int:letter_id>/ready/", letters.ready, name="ready"),
    path("<int:letter_id>/addresses/", letters.addresses, name="addresses"),
    path("<int:letter_id>/withdraw/", letters.withdraw, name="withdraw"),
    path("<int:letter_id>/send/", sending.send, name="send"),
    path("<int:letter_id>/copies/<int:copy_id>/words/", letters.words, name="words"),
    path("<int:letter_id>/copies/<int:copy_id>/", sending.preview, name="copy"),
    path("<int:letter_id>/copies/<int:copy_id>/returned/", sending.returned, name="returned"),
    path("<int:letter_id>/copies/<int:copy_id>/settle/", sending.settle, name="settle"),
    path("<int:letter_id>/copies/<int:copy_id>/again/", sending.again, name="again"),
    path(
        "<int:letter_id>/copies/<int:copy_id>/file/<slug:form>/",
        sending.copy_file,
        name="copy_file",
    ),
]
