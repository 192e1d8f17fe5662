"""Signing in and out. Only these of allauth's pages exist: accounts are made by invitation."""

from allauth.account.views import login, logout
from django.urls import path

from goldenthread.access.views import accounts

urlpatterns = [
    path("sign-in/", login, name="account_login"),
    path("sign-out/", logout, name="account_logout"),
    path("getting-an-account/", accounts.getting_an_account, name="account_signup"),
]
