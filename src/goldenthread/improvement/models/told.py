"""Statements by somebody in a post."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from goldenthread.core import clock
from goldenthread.organisations.models import Post


class Told(models.Model):
    """Who said something, in which post, and when."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True
