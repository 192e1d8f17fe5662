"""Makes the room's static files known to Django; it has no models."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "goldenthread.ui"
    label = "ui"
    verbose_name = "Design system"
