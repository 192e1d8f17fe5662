"""Worked dates by topic of the rulebook, each with the sentence that stands above it."""

from __future__ import annotations

from tests.spec.statutory_clock.worked import assessing, changing, disputing, reviewing

WORKED: dict[str, tuple[tuple[str, str], ...]] = {
    **assessing.TABLES,
    **reviewing.TABLES,
    **changing.TABLES,
    **disputing.TABLES,
}
