"""Problems in the words of the scheme."""

from __future__ import annotations

from goldenthread.improvement.rules.status.facts import Problem
from goldenthread.improvement.rules.status.scheme import load_scheme


def problem(code: str, **values: object) -> Problem:
    """The problem `code` with its places filled. KeyError for a code or place the scheme lacks."""
    text = load_scheme().problems[code]
    return Problem(
        code,
        text.field.format(**values),
        text.message.format(**values),
        text.fix.format(**values),
    )
