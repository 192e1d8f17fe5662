"""Writing a plan by hand while it is a draft."""

from goldenthread.improvement.actions.drafting.heads import (
    Head,
    change_head,
    discard_plan,
    start_plan,
)
from goldenthread.improvement.actions.drafting.items import (
    add_item,
    change_item,
    move_item,
    remove_item,
)

__all__ = [
    "Head",
    "add_item",
    "change_head",
    "change_item",
    "discard_plan",
    "move_item",
    "remove_item",
    "start_plan",
]
