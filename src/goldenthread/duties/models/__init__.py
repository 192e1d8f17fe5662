"""The tables of cases and of the ledger."""

from goldenthread.duties.models.cases import Case, CaseEvent
from goldenthread.duties.models.councils import CouncilClock
from goldenthread.duties.models.exemptions import ExemptionClaim
from goldenthread.duties.models.ledger import Duty

__all__ = ["Case", "CaseEvent", "CouncilClock", "Duty", "ExemptionClaim"]
