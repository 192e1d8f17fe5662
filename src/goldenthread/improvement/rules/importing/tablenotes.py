"""What a table's header leaves out, repeats or breaks in two."""

from __future__ import annotations

import re

from goldenthread.improvement.rules.importing.columns import Columns
from goldenthread.improvement.rules.importing.drafts import PlanDraft
from goldenthread.improvement.rules.importing.vocabulary import is_known_name

_NEEDED = {
    "action": "actions", "lead": "leads", "milestone": "milestones",
}  # fmt: skip


def note_columns(draft: PlanDraft, columns: Columns, line: int) -> None:
    """Findings on one header row; the same ones are said once for the whole plan."""
    names = " | ".join(name for name in columns.names if name)
    if columns.split:
        _once(
            draft, "split_header",
            "The names of this table's columns are broken over two rows. They were joined.",
            line, names,
        )  # fmt: skip
    for name in columns.names:
        if any(not is_known_name(inner) for inner in re.findall(r"[(\[]\s*(\w[^)\]]*)", name)):
            _once(
                draft,
                "bracketed_note",
                "A note in brackets stands in the name of a column. It was not read into the plan.",
                line,
                name,
            )
    if not columns.is_plan:
        return
    for kind, what in _NEEDED.items():
        if kind == "milestone" and columns.at("month"):
            continue
        if not columns.at(kind):
            extra = (
                " Each action with a date was also taken as its milestone."
                if kind == "milestone"
                else ""
            )
            _once(draft, "missing_column", f"No column for {what} was found.{extra}", line, names)
    for kind in columns.repeated:
        printed = ", ".join(f"“{columns.names[i]}”" for i in columns.at(kind))
        _once(
            draft, "duplicate_column",
            f"Several columns hold the same thing ({kind}): {printed}. Their texts were put "
            "together.", line, names,
        )  # fmt: skip


def _once(draft: PlanDraft, code: str, message: str, line: int, text: str) -> None:
    if not any(f.code == code and f.message == message and f.text == text for f in draft.findings):
        draft.note(
            code,
            "info" if code in ("split_header", "bracketed_note") else "warning",
            message,
            line,
            text,
        )
