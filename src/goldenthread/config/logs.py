"""Logs of a real installation: one JSON object a line, without addresses and numbers of people.

A name cannot be told from other words. None gets here because no message of ours carries one, the messages of
errors are left out, and addresses of pages hold keys, never names.
"""

from __future__ import annotations

import re
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from goldenthread.access.links.tokens import without_tokens

_REDACTED = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[address]"),
    # A unique pupil number; an NHS number; a telephone number.
    (re.compile(r"\b[A-Z]\d{11}[A-Z0-9]\b"), "[number]"),
    (re.compile(r"(?<!\w)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)"), "[number]"),
    (re.compile(r"(?<!\w)(?:\+44 ?|0)\d(?:[ -]?\d){8,9}(?!\w)"), "[number]"),
)


def redacted(text: str) -> str:
    """`text` without e-mail addresses, tokens of links, NHS, pupil and telephone numbers."""
    for pattern, stand_in in _REDACTED:
        text = pattern.sub(stand_in, text)
    return without_tokens(text)


def _redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    event["event"] = redacted(str(event["event"]))
    return event


def _where_it_failed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """What kind of error, and where in the code. Its message is left out: it can repeat what somebody typed."""
    info = event.pop("exc_info", None)
    if isinstance(info, tuple) and info[1] is not None:
        event["error"] = [_error(one) for one in _chain(info[1])]
    return event


def _chain(error: BaseException | None) -> list[BaseException]:
    """The error and what caused it, the last one first."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _error(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    return {"type": f"{kind.__module__}.{kind.__qualname__}", "at": _frames(error.__traceback__)}


def _frames(trace: TracebackType | None) -> list[str]:
    frames = []
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames


def json_formatter() -> dict[str, Any]:
    """The formatter for Django's LOGGING: time (UTC), level, logger, event, and where an error arose."""
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _where_it_failed,
            _redact,
            structlog.processors.JSONRenderer(),
        ],
    }
