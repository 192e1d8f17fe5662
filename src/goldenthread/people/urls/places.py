"""Addresses of where a child lives and learns."""

from __future__ import annotations

from django.urls import URLPattern, path

from goldenthread.people.views import places

urlpatterns: list[URLPattern] = [
    path("<int:person_id>/addresses/add/", places.add_home, name="add_address"),
    path(
        "<int:person_id>/addresses/<int:address_id>/change/",
        places.change_home,
        name="change_address",
    ),
    path("<int:person_id>/settings/add/", places.add_setting, name="add_stay"),
    path(
        "<int:person_id>/settings/<int:stay_id>/change/",
        places.change_setting,
        name="change_stay",
    ),
]
