"""Improvement plans as people have them, read into one tree with everything noticed on the way.

    document = read_document(name, data)          # goldenthread.exchange.reading
    parsed = interpret_plan(document)             # the tree, the unplaced, the findings
    parsed = decide(parsed, {"milestone_unplaced-127-1": Decision("place", "1c")})
    to_json(parsed)                               # the published document

Pure: no Django, no clock, no files but the package's own word lists.
"""

from goldenthread.improvement.rules.importing.decisions import Decision, decide
from goldenthread.improvement.rules.importing.document_json import (
    from_json,
    from_stored,
    plan_schema,
    to_json,
    to_stored,
)
from goldenthread.improvement.rules.importing.interpreter import interpret_plan
from goldenthread.improvement.rules.importing.parsed import (
    Criterion,
    ParsedAction,
    ParsedMilestone,
    ParsedPlan,
    ParsedPriority,
    ParsedRecurring,
    ParsedSection,
    PlanHead,
    SourceText,
)

__all__ = [
    "Criterion",
    "Decision",
    "ParsedAction",
    "ParsedMilestone",
    "ParsedPlan",
    "ParsedPriority",
    "ParsedRecurring",
    "ParsedSection",
    "PlanHead",
    "SourceText",
    "decide",
    "from_json",
    "from_stored",
    "interpret_plan",
    "plan_schema",
    "to_json",
    "to_stored",
]
