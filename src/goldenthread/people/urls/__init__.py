"""Addresses of people, one module for each capability. The names are all of one room."""

from goldenthread.people.urls import family, merging, persons, places, rights, support

app_name = "people"
urlpatterns = [
    *persons.urlpatterns,
    *places.urlpatterns,
    *family.urlpatterns,
    *support.urlpatterns,
    *rights.urlpatterns,
    *merging.urlpatterns,
]
