"""How the state of a success criterion looks: a shape of its own beside the words."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from goldenthread.improvement.rules.criteria import CriterionState, criteria_rules, figure_words

# Drawn about (0, 0) in a square of 18 by 18, as the shapes of statuses are, and unlike any of them.
_SHAPES = {
    CriterionState.NUMBER_PRINTED: Markup(
        '<circle r="6.8" fill="none" stroke="#5b6770" stroke-width="2" stroke-dasharray="3 2.3"/>'
        '<path d="M-3-1.6H3M-3 1.8H3M-.9-3.6L-1.5 3.8M1.7-3.6L1.1 3.8" stroke="#5b6770" stroke-width="1.2"/>'
    ),
    CriterionState.TARGET_NOT_SET: Markup(
        '<circle r="6.8" fill="none" stroke="#5b6770" stroke-width="2" stroke-dasharray="3 2.3"/>'
    ),
    CriterionState.BASELINE_MISSING: Markup(
        '<path d="M-7 6.5H7" stroke="#5b6770" stroke-width="2.4" stroke-dasharray="3.2 2.2"/>'
        '<path d="M0 3V-7M-3.6-3.6L0-7.2 3.6-3.6" fill="none" stroke="#5b6770" stroke-width="2"/>'
    ),
    CriterionState.EVIDENCE_MISSING: Markup(
        '<path d="M-5.5-8H2.5L6-4.5V8H-5.5Z" fill="none" stroke="#5b6770" stroke-width="1.8"'
        ' stroke-dasharray="3 1.8"/>'
    ),
    CriterionState.NOT_DUE: Markup(
        '<circle r="7" fill="none" stroke="#0b5f6b" stroke-width="1.6"/>'
        '<path d="M0-4.4V0L3.2 2.4" fill="none" stroke="#0b5f6b" stroke-width="1.8"/>'
    ),
    CriterionState.READY_TO_JUDGE: Markup(
        '<path d="M0-7V7M-5 7H5M-7-4.5H7M-7-4.5L-8.4 1.5H-5.4ZM7-4.5L5.6 1.5H8.6Z" fill="none"'
        ' stroke="#0b5f6b" stroke-width="1.6" stroke-linejoin="round"/>'
    ),
    CriterionState.MET: Markup(
        '<rect x="-7.6" y="-7.6" width="15.2" height="15.2" rx="3" fill="#137a4b"/>'
        '<path d="M-4 .3L-1.2 3.4 4.2-3" fill="none" stroke="#fff" stroke-width="2.3"/>'
    ),
    CriterionState.NOT_MET: Markup(
        '<rect x="-7.6" y="-7.6" width="15.2" height="15.2" rx="3" fill="#c1272d"/>'
        '<path d="M-3.4-3.4L3.4 3.4M3.4-3.4L-3.4 3.4" stroke="#fff" stroke-width="2.3"/>'
    ),
}


def criterion_symbol(state: str, size: int = 16) -> Markup:
    """The shape as a picture of its own, for use beside the words (it is hidden from readers)."""
    return Markup(
        '<svg class="gt-symbol" xmlns="http://www.w3.org/2000/svg" viewBox="-9 -9 18 18" width="{0}"'
        ' height="{0}" aria-hidden="true" focusable="false">{1}</svg>'
    ).format(size, _SHAPES[CriterionState(state)])


def criterion_words() -> dict[str, Any]:
    """What templates need to draw criteria: improvement/criteria_parts.html."""
    return {
        "criterion_symbol": criterion_symbol,
        "criteria_rules": criteria_rules(),
        "figure_words": figure_words,
    }
