"""Addresses of finding children, adding one, and what identifies them."""

from django.urls import path

from goldenthread.people.views import persons

urlpatterns = [
    path("", persons.search, name="search"),
    path("add/", persons.add, name="add"),
    path("<int:person_id>/identity/", persons.change, name="change"),
]
