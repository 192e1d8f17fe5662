"""Simple pictures for the page for families: our own, drawn in a square of 48 by 48, and hidden from readers.

The words beside each say the same, so nothing depends on seeing one.
"""

from __future__ import annotations

from markupsafe import Markup

_TEAL, _GOLD, _RED, _PAPER = "#0a3a42", "#f2bf43", "#c1272d", "#edf5f5"

_SHAPES = {
    # Two hands' width of people under one roof: what we promised.
    "promise": (
        f'<path d="M6 22L24 7l18 15v19H6z" fill="{_PAPER}" stroke="{_TEAL}" stroke-width="3"'
        f' stroke-linejoin="round"/><circle cx="18" cy="25" r="4" fill="{_TEAL}"/><circle cx="31" cy="27"'
        f' r="3.2" fill="{_GOLD}"/><path d="M11.500 39c0-11 13-11 13 0zM26 39c0-8.500 10-8.500 10 0z" fill="{_TEAL}"/>'
    ),
    "done": (
        f'<circle cx="24" cy="24" r="20" fill="{_TEAL}"/><path d="M14 25l7 7 14-16" fill="none"'
        ' stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "late": (
        f'<circle cx="24" cy="24" r="19" fill="#fff" stroke="{_RED}" stroke-width="4"/><path d="M24 12v13l9 6"'
        f' fill="none" stroke="{_RED}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "maybe": (
        f'<circle cx="24" cy="24" r="19" fill="#fff" stroke="{_GOLD}" stroke-width="4"/><path d="M24 12v13l9 6"'
        f' fill="none" stroke="{_TEAL}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    # Two arrows that follow each other round.
    "always": (
        f'<path d="M8 22a16 16 0 0 1 29-7M40 26a16 16 0 0 1-29 7" fill="none" stroke="{_TEAL}" stroke-width="4"'
        f' stroke-linecap="round"/><path d="M38 5v12H26zM10 43V31h12z" fill="{_GOLD}" stroke="{_TEAL}"/>'
    ),
    # A step under a glass: somebody else looks at it.
    "waiting": (
        f'<circle cx="20" cy="20" r="14" fill="{_PAPER}" stroke="{_TEAL}" stroke-width="4"/><path d="M14 20l5 5 8-9M31'
        f' 31l11 11" fill="none" stroke="{_TEAL}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "next": (
        f'<path d="M5 18h20V8l19 16-19 16V30H5z" fill="{_GOLD}" stroke="{_TEAL}" stroke-width="3"'
        ' stroke-linejoin="round"/>'
    ),
    "ask": (
        f'<path d="M5 8h38v25H22l-9 9v-9H5z" fill="{_PAPER}" stroke="{_TEAL}" stroke-width="3"'
        f' stroke-linejoin="round"/><path d="M19 17c0-6 10-6 10 0 0 4-5 4-5 7" fill="none" stroke="{_TEAL}"'
        f' stroke-width="3" stroke-linecap="round"/><circle cx="24" cy="28.500" r="1.900" fill="{_TEAL}"/>'
    ),
    "count": (
        f'<path d="M7 42h35" stroke="{_TEAL}" stroke-width="3" stroke-linecap="round"/><path d="M10 39V26h7v13z'
        f'M21 39V16h7v23z" fill="{_TEAL}"/><path d="M32 39V8h7v31z" fill="{_GOLD}"'
        f' stroke="{_TEAL}" stroke-width="1.500"/>'
    ),
    "means": (
        f'<path d="M24 42S5 31 5 18C5 6 20 5 24 15c4-10 19-9 19 3 0 13-19 24-19 24z" fill="{_PAPER}"'
        f' stroke="{_TEAL}" stroke-width="3" stroke-linejoin="round"/>'
    ),
}  # fmt: skip


def picture(name: str, size: int = 32) -> Markup:
    """The picture of that name, `size` pixels wide. KeyError for a name that there is none of."""
    return Markup(
        '<svg class="gt-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="{0}"'
        ' height="{0}" aria-hidden="true" focusable="false">{1}</svg>'
    ).format(size, Markup(_SHAPES[name]))  # noqa: S704 - our own drawings
