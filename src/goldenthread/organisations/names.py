"""When two printed names are the same name."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-"})


def name_key(name: str) -> str:
    """`name` as compared: capitals, spacing, kinds of apostrophe and dash, and `&` for `and` make no difference."""
    text = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES).casefold()
    text = text.replace("&", " and ")
    return re.sub(r"\s+", " ", text).strip(" .,;:")
