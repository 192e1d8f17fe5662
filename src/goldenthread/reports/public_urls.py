"""Addresses of what is published for everybody: no sign-in, no session."""

from django.urls import path

from goldenthread.reports.views import public

app_name = "progress"
urlpatterns = [
    path("", public.areas, name="areas"),
    path("<slug:area>/", public.newest, name="newest"),
    path("<slug:area>/plans/<int:number>/", public.plan, name="plan"),
    path("<slug:area>/<int:number>/", public.page, name="page"),
    path("<slug:area>/<int:number>/easy-read/", public.easy, name="easy"),
    path("<slug:area>/<int:number>/<slug:part>/pdf/", public.pdf, name="pdf"),
]
