"""Somebody to whom a letter goes, as whoever drafts it names them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class To:
    """One recipient: a carer by key, a post by key, another body by name with its address, or the young person.

    `address` of a post is where its post goes, where that is known.
    """

    carer_id: int | None = None
    post_id: int | None = None
    name: str = ""
    address: str = ""

    @property
    def young_person(self) -> bool:
        """Whether it is the young person: nobody else is named."""
        return self.carer_id is None and self.post_id is None and not self.name

    @property
    def family(self) -> bool:
        """Whether it is somebody of the family."""
        return self.carer_id is not None or self.young_person
