"""How large a file may be before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.core.files import MEGABYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one file. A real plan needs a hundredth of these.

    `file_bytes` as sent; `unpacked_bytes` and `member_bytes` after unpacking, in all and for one
    member; `members` in an archive; `ratio` of unpacked to packed for one member (looked at only
    above a megabyte: small XML packs very well); `rows`, `columns`, `cells` of tables; `blocks` of one
    document; `text_characters` of one document.
    """

    file_bytes: int = 25 * MEGABYTE
    unpacked_bytes: int = 120 * MEGABYTE
    member_bytes: int = 60 * MEGABYTE
    members: int = 2000
    ratio: int = 200
    rows: int = 20_000
    columns: int = 200
    cells: int = 1_000_000
    blocks: int = 50_000
    text_characters: int = 10_000_000


DEFAULT_LIMITS = Limits()
