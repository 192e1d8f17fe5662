"""The status of improvement work: what a lead reported, and what is shown for it.

The rules stand in rules/data/status_scheme.yaml; docs/definitions/plan-status.md publishes them.
Pure: dataclasses in, dataclasses out; the as-at day is always given.
"""

from goldenthread.improvement.rules.status.explaining import (
    Explained,
    explain_direction,
    explain_lateness,
    explain_slippage,
)
from goldenthread.improvement.rules.status.facts import (
    Actor,
    MilestoneFacts,
    Override,
    Problem,
    Report,
    Shown,
    SignOff,
)
from goldenthread.improvement.rules.status.lateness import (
    Slippage,
    days_overdue,
    is_overdue,
    only_waiting,
    only_waiting_words,
    only_waits,
    reported_words,
    slippage_of,
    slippage_words,
    waiting_words,
)
from goldenthread.improvement.rules.status.listing import (
    DUE_SOON_DAYS,
    Listing,
    by_status,
    listings_of,
)
from goldenthread.improvement.rules.status.names import (
    Basis,
    Direction,
    DueState,
    Flag,
    Measure,
    Need,
    Record,
    Status,
    When,
)
from goldenthread.improvement.rules.status.progress import direction, slippage_days
from goldenthread.improvement.rules.status.reports import (
    apply_report,
    check_report,
    needs_of,
    offers_of,
)
from goldenthread.improvement.rules.status.rollup import (
    check_override,
    recurring_only,
    rollup,
    status_counts,
)
from goldenthread.improvement.rules.status.scheme import Scheme, load_scheme
from goldenthread.improvement.rules.status.shown import shown_status
from goldenthread.improvement.rules.status.signoff import (
    apply_send_back,
    apply_sign_off,
    check_parent_sign_off,
    check_send_back,
    check_sign_off,
)

__all__ = [
    "DUE_SOON_DAYS",
    "Actor",
    "Basis",
    "Direction",
    "DueState",
    "Explained",
    "Flag",
    "Listing",
    "Measure",
    "MilestoneFacts",
    "Need",
    "Override",
    "Problem",
    "Record",
    "Report",
    "Scheme",
    "Shown",
    "SignOff",
    "Slippage",
    "Status",
    "When",
    "apply_report",
    "apply_send_back",
    "apply_sign_off",
    "by_status",
    "check_override",
    "check_parent_sign_off",
    "check_report",
    "check_send_back",
    "check_sign_off",
    "days_overdue",
    "direction",
    "explain_direction",
    "explain_lateness",
    "explain_slippage",
    "is_overdue",
    "listings_of",
    "load_scheme",
    "needs_of",
    "offers_of",
    "only_waiting",
    "only_waiting_words",
    "only_waits",
    "recurring_only",
    "reported_words",
    "rollup",
    "shown_status",
    "slippage_days",
    "slippage_of",
    "slippage_words",
    "status_counts",
    "waiting_words",
]
