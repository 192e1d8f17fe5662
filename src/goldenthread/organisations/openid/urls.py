"""Addresses of signing in through an identity provider."""

from django.urls import path

from goldenthread.organisations.openid import views

urlpatterns = [
    path("sign-in/provider/", views.sign_in, name="openid_sign_in"),
    # allauth makes the address to come back to by this name.
    path("sign-in/<str:provider_id>/back/", views.come_back, name="openid_connect_callback"),
    path("sign-in/provider/refused/", views.cancelled, name="socialaccount_login_cancelled"),
]
