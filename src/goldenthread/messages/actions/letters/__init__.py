"""Writing, changing, sending and withdrawing letters: the only writers of them."""

from goldenthread.messages.actions.letters.drafting import draft
from goldenthread.messages.actions.letters.returning import (
    record_returned,
    send_again,
    settle_returned,
)
from goldenthread.messages.actions.letters.sending import send
from goldenthread.messages.actions.letters.to import To
from goldenthread.messages.actions.letters.writing import (
    Words,
    change_in_all,
    change_words,
    mark_ready,
    take_addresses_anew,
    withdraw,
)

__all__ = [
    "To",
    "Words",
    "change_in_all",
    "change_words",
    "draft",
    "mark_ready",
    "record_returned",
    "send",
    "send_again",
    "settle_returned",
    "take_addresses_anew",
    "withdraw",
]
