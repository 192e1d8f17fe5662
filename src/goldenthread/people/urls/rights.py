"""Addresses of consents, capacity, protected details, and who has access."""

from __future__ import annotations

from django.urls import URLPattern, path

from goldenthread.people.views import access, family_links, protecting, rights

urlpatterns: list[URLPattern] = [
    path("<int:person_id>/rights/", rights.rights, name="rights"),
    path(
        "<int:person_id>/rights/consents/<slug:purpose>/",
        rights.answer_consent,
        name="answer_consent",
    ),
    path("<int:person_id>/rights/decisions/add/", rights.note_capacity, name="note_capacity"),
    path(
        "<int:person_id>/rights/decisions/<int:note_id>/end/",
        rights.end_capacity,
        name="end_capacity",
    ),
    path("<int:person_id>/rights/protect/", protecting.protect, name="protect"),
    path(
        "<int:person_id>/rights/protected/<int:protection_id>/posts/",
        protecting.change_posts,
        name="change_protection",
    ),
    path(
        "<int:person_id>/rights/protected/<int:protection_id>/end/",
        protecting.end_protection,
        name="end_protection",
    ),
    path("<int:person_id>/access/", access.access, name="access"),
    path("<int:person_id>/family-page/", family_links.family_links, name="family_links"),
    path(
        "<int:person_id>/family-page/<int:family_link_id>/end/",
        family_links.end_family_link,
        name="end_family_link",
    ),
]
