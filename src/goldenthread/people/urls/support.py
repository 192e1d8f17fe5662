"""Addresses of a child's needs, and who works with the child."""

from __future__ import annotations

from django.urls import URLPattern, path

from goldenthread.people.views import support

urlpatterns: list[URLPattern] = [
    path("<int:person_id>/needs/", support.change_needs, name="change_needs"),
    path("<int:person_id>/network/add/", support.add_to_network, name="add_to_network"),
    path(
        "<int:person_id>/network/<int:member_id>/change/",
        support.change_in_network,
        name="change_in_network",
    ),
]
