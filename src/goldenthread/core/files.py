"""What is said of a file that is too large, wherever its size is looked at first."""

from __future__ import annotations

MEGABYTE = 1024 * 1024


def too_large(size: int | None, most: int) -> tuple[str, str]:
    """The message and the way out for a file of `size` bytes where `most` are read.

    `size` is None where the file was not read to its end, as standard input is not.
    """
    limit = f"{most / MEGABYTE:.0f} MB"
    has = f"has {size / MEGABYTE:.0f} MB" if size is not None else f"has more than {limit}"
    return (
        f"The file {has}; at most {limit} are read.",
        "Remove pictures and pages that are not the plan, save it under a new name and choose that file.",
    )
