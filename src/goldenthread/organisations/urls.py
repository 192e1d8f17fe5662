"""Addresses of people and posts, and of invitations."""

from django.urls import path

from goldenthread.organisations import views

app_name = "organisations"
urlpatterns = [
    path("people/", views.posts, name="posts"),
    path("people/posts/<int:post_id>/invite/", views.invite, name="invite"),
    path("people/memberships/<int:membership_id>/end/", views.end, name="end"),
    path("invitations/", views.accept, name="accept"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
