"""Addresses of who cares for a child, how the family is reached, and brothers and sisters."""

from __future__ import annotations

from django.urls import URLPattern, path

from goldenthread.people.views import family, reaching

urlpatterns: list[URLPattern] = [
    path("<int:person_id>/carers/add/", family.add_carer, name="add_carer"),
    path(
        "<int:person_id>/carers/<int:carer_link_id>/change/",
        family.change_carer,
        name="change_carer",
    ),
    path("<int:person_id>/carers/<int:carer_link_id>/end/", family.end_carer, name="end_carer"),
    path("<int:person_id>/contacts/add/", reaching.add_contact, name="add_contact"),
    path(
        "<int:person_id>/contacts/<int:contact_id>/verify/",
        reaching.verify_contact,
        name="verify_contact",
    ),
    path(
        "<int:person_id>/contacts/<int:contact_id>/prefer/",
        reaching.prefer_contact,
        name="prefer_contact",
    ),
    path(
        "<int:person_id>/contacts/<int:contact_id>/end/", reaching.end_contact, name="end_contact"
    ),
    path("<int:person_id>/siblings/add/", reaching.add_sibling, name="add_sibling"),
    path(
        "<int:person_id>/siblings/<int:sibling_id>/remove/",
        reaching.remove_sibling,
        name="remove_sibling",
    ),
]
