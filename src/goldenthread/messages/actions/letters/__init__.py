"""Writing, changing, sending and withdrawing letters: the only writers of them."""

from goldenthread.messages.actions.letters.drafting import draft
from goldenthread.messages.actions.letters.sending import send
from goldenthread.messages.actions.letters.to import To
from goldenthread.messages.actions.letters.writing import (
    change_words,
    mark_ready,
    take_addresses_anew,
    withdraw,
)

__all__ = [
    "To",
    "change_words",
    "draft",
    "mark_ready",
    "send",
    "take_addresses_anew",
    "withdraw",
]
