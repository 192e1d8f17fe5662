"""What pages draw, made from what queries found: one module for each capability, and here what all pages share."""

from goldenthread.improvement.presenters.plans import (
    flag_words,
    look_key,
    opened,
    render_plan,
    roadmap,
    status_bar,
    way_of,
)

__all__ = [
    "flag_words",
    "look_key",
    "opened",
    "render_plan",
    "roadmap",
    "status_bar",
    "way_of",
]
