"""Keeps the demonstration out of real installations."""

from __future__ import annotations

from django.conf import settings

from goldenthread.core.errors import UserError


def need_demo_mode() -> None:
    """UserError outside demo mode. Needs settings alone: no room is loaded and no database asked."""
    if not settings.DEMO_MODE:
        raise UserError(
            "not_demo_mode",
            "The demonstration area is never put into a real installation.",
            "GOLDENTHREAD_MODE",
            "Leave GOLDENTHREAD_MODE out, or set it to demo, with a data folder of its own.",
        )
