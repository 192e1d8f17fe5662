"""The audit trail: who did what, when, through which posts, from where. See docs/adr/0003-audit-trail.md."""

from goldenthread.access.audit.recording import (
    API,
    SYSTEM_CHANNELS,
    channel_of_token,
    record,
    record_export,
    record_list_read,
    record_read,
    record_refusal,
)
from goldenthread.access.audit.sealing import Sealing, seal, seal_once
from goldenthread.access.audit.verification import Problem, Verification, verify

__all__ = [
    "API",
    "SYSTEM_CHANNELS",
    "Problem",
    "Sealing",
    "Verification",
    "channel_of_token",
    "record",
    "record_export",
    "record_list_read",
    "record_read",
    "record_refusal",
    "seal",
    "seal_once",
    "verify",
]
