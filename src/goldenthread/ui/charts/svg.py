"""Small pieces of SVG, escaped, with numbers always written the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

Value = str | int | float
# Characters that XML cannot hold at all, not even escaped; typed or imported text may contain them.
_NOT_XML = re.compile("[^\\t\\n\\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FONT = "Atkinson Hyperlegible Next, Arial, sans-serif"


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """At most two decimals, no trailing noughts: the same bytes on every machine."""
    # Adding nought turns the negative nought of rounding into the ordinary one.
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def element(name: str, children: Iterable[str] | str = (), /, **attributes: Value | None) -> Markup:
    """An element. Children are markup; a plain string is text.

    Of the attributes, `class_`, `text_anchor` and so on become `class`, `text-anchor`; None is left out.
    """
    # Put together as plain text: a page has hundreds of elements, and Markup escapes what is escaped again.
    written = "".join(
        f' {_named(key)}="{_shown(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = escape(_NOT_XML.sub("", children)) if isinstance(children, str) else _joined(children)
    if not body:
        return Markup(f"<{name}{written}/>")  # noqa: S704 - names are ours, values escaped
    return Markup(f"<{name}{written}>{body}</{name}>")  # noqa: S704


@lru_cache(maxsize=256)
def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _shown(value: Value) -> str:
    return number(value) if isinstance(value, int | float) else escape(_NOT_XML.sub("", value))


def _joined(children: Iterable[str]) -> str:
    """The children one after the other; one that is no markup is escaped."""
    return "".join(child if isinstance(child, Markup) else escape(child) for child in children)


def wrap(text: str, width: int, most_lines: int) -> list[str]:
    """Lines of at most `width` characters; what does not fit in `most_lines` ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most_lines:
        last = lines[most_lines - 1][: width - 1].rstrip(" ,;:.")
        lines = [*lines[: most_lines - 1], f"{last}…"]
    return lines
