"""How a status looks: a word, a colour and a shape that can be told apart in black and white.

What a status means and when it applies is the business of the rooms; here it is only drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Look:
    """`name` is the colour as people say it, `brief` fits a tag, `words` are the plan's own."""

    key: str
    name: str
    brief: str
    words: str
    fill: str
    shape: Markup

    @property
    def label(self) -> str:
        """`Red: deadline missed`."""
        return f"{self.name}: {self.brief}"


# Shapes are drawn about (0, 0) in a square of 18 by 18.
_HOLLOW_CIRCLE = Markup('<circle r="6.6" fill="#fff" stroke="#5b6770" stroke-width="2.4"/>')
_TICKED_CIRCLE = Markup(
    '<circle r="7.8" fill="#1f5f9f"/><path d="M-3.7 .2L-1 3 3.8-2.8" fill="none" stroke="#fff"'
    ' stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>'
)
_TARGET = Markup(
    '<circle r="7.8" fill="#137a4b"/><circle r="4.6" fill="#fff"/><circle r="2.2" fill="#137a4b"/>'
)
_WARNING_TRIANGLE = Markup(
    '<path d="M0-7.4L8 6.4H-8Z" fill="#f5a300" stroke="#653e00" stroke-width="1.6"'
    ' stroke-linejoin="round"/><path d="M0-2.6V1.6" stroke="#653e00" stroke-width="2"'
    ' stroke-linecap="round"/><circle cy="4.2" r="1.1" fill="#653e00"/>'
)
_CROSSED_DIAMOND = Markup(
    '<path d="M0-8.6L8.6 0 0 8.6-8.6 0Z" fill="#c1272d"/><path d="M-2.6-2.6L2.6 2.6M2.6-2.6L-2.6 2.6"'
    ' stroke="#fff" stroke-width="2.1" stroke-linecap="round"/>'
)
_ASKING_DIAMOND = Markup(
    '<path d="M0-7.8L7.8 0 0 7.8-7.8 0Z" fill="#fff" stroke="#c1272d" stroke-width="2"'
    ' stroke-linejoin="round"/><path d="M-1.9-1.7C-1.9-4.1 2.2-4 2-1.6 1.9-.4 0-.3 0 1.2" fill="none"'
    ' stroke="#c1272d" stroke-width="1.6" stroke-linecap="round"/><circle cy="3.6" r="1" fill="#c1272d"/>'
)

#: In the order in which people read them out: what is wrong first.
LOOKS: dict[str, Look] = {
    look.key: look
    for look in (
        Look(
            "new_date_needed",
            "Red",
            "new date needed",
            "Past its date without a new completion date",
            "#c1272d",
            _ASKING_DIAMOND,
        ),
        Look(
            "red",
            "Red",
            "new date given",
            "Significantly delayed and has missed its completion deadline",
            "#c1272d",
            _CROSSED_DIAMOND,
        ),
        Look(
            "amber",
            "Amber",
            "delayed",
            "Delayed and likely to miss its completion deadline",
            "#f5a300",
            _WARNING_TRIANGLE,
        ),
        Look("green", "Green", "on target", "On target", "#137a4b", _TARGET),
        Look("grey", "Grey", "not started", "Not started", "#5b6770", _HOLLOW_CIRCLE),
        Look("blue", "Blue", "signed off", "Completed and signed off", "#1f5f9f", _TICKED_CIRCLE),
    )
}


def look_of(status: str) -> Look:
    """The look of a status key, whatever its case; ValueError lists the keys there are."""
    try:
        return LOOKS[str(status).lower()]
    except KeyError:
        raise ValueError(f"{status!r} is not one of {', '.join(LOOKS)}") from None


@lru_cache(maxsize=256)
def symbol(status: str, size: int = 18) -> Markup:
    """The shape as a picture of its own, for use beside the words (it is hidden from readers)."""
    return Markup(
        '<svg class="gt-symbol" xmlns="http://www.w3.org/2000/svg" viewBox="-9 -9 18 18" width="{0}"'
        ' height="{0}" aria-hidden="true" focusable="false">{1}</svg>'
    ).format(size, look_of(status).shape)
