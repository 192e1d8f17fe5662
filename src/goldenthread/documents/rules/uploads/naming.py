"""The name of a file as it is kept: only ever shown and handed back, never part of a path."""

from __future__ import annotations

import re
import unicodedata

from goldenthread.documents.rules.uploads.book import Kind

LONGEST = 120
# Letters that turn round what follows, or are not seen: “report[turn]fdp.exe” reads as “reportexe.pdf”.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]+')


def kept_name(name: str, kind: Kind) -> str:
    """The last part of the name, in letters that can be seen, with an extension of what the file really is."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in _UNSEEN)
    plain = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", seen))
    stem = " ".join(plain.split()).strip(". ")
    end = next((one for one in kind.extensions if stem.lower().endswith(one)), "")
    stem = stem[: len(stem) - len(end)].rstrip(". ")
    return (stem[:LONGEST].strip() or "file") + (end or kind.extensions[0])
