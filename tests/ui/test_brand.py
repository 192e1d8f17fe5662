"""The brand's colours: legible, and the same in the style sheet as in the charts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import goldenthread.ui
from goldenthread.ui.statuses import LOOKS

STATIC = Path(goldenthread.ui.__file__).parent / "static" / "ui"
CSS = (STATIC / "app.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--(gt-[a-z-]+):\s*(#[0-9a-f]{6})", CSS))
WHITE = "#ffffff"


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)


TEXT = [
    ("gt-ink", WHITE),
    ("gt-ink", "gt-teal-pale"),
    ("gt-ink", "gt-gold-pale"),
    ("gt-ink-soft", WHITE),
    ("gt-ink-soft", "gt-teal-pale"),
    ("gt-teal", WHITE),
    ("gt-teal", "gt-teal-pale"),
    ("gt-teal-dark", WHITE),
    (WHITE, "gt-teal-dark"),
    (WHITE, "gt-teal"),
    (WHITE, "gt-teal-hover"),
    (WHITE, "gt-gold-dark"),
    (WHITE, "gt-red"),
    (WHITE, "gt-green"),
    (WHITE, "gt-blue"),
    ("#dcebec", "gt-teal-dark"),
    ("#c9dfe1", "gt-teal-dark"),
    ("#3b2400", "gt-amber"),
    ("#5a3a92", WHITE),
    ("#5a3a92", "gt-teal-pale"),
    ("gt-red", WHITE),
    *((f"gt-{name}-ink", f"gt-{name}-pale") for name in ("grey", "blue", "green", "amber", "red")),
]


@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_can_be_read(ink: str, paper: str) -> None:
    assert contrast(COLOURS.get(ink, ink), COLOURS.get(paper, paper)) >= 4.5


@pytest.mark.parametrize("name", ["grey", "blue", "green", "red", "gold-dark", "amber-ink"])
def test_shapes_can_be_told_from_the_paper(name: str) -> None:
    # Amber alone is too light for paper: its shape carries an edge in the ink of amber.
    assert contrast(COLOURS[f"gt-{name}"], WHITE) >= 3


def test_charts_use_the_colours_of_the_style_sheet() -> None:
    for look in LOOKS.values():
        key = "red" if look.key == "new_date_needed" else look.key
        assert look.fill == COLOURS[f"gt-{key}"]
    assert COLOURS["gt-amber-ink"] in LOOKS["amber"].shape


@pytest.mark.parametrize(
    "name", ["app.css", "components.css", "figures.css", "tables.css", "print.css"]
)
def test_style_sheets_ask_nothing_from_elsewhere(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    assert "@import" not in text
    assert "url(" not in text


def test_styles_respect_what_people_set() -> None:
    assert "prefers-reduced-motion" in CSS
    assert "forced-colors" in CSS
    assert "outline: none" not in CSS + (STATIC / "components.css").read_text(encoding="utf-8")
