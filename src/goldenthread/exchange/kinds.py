"""What an import of one kind must be able to do. Higher rooms register their kinds; this room runs them.

The path of every import is the same: read the file -> show what was found and what must be decided ->
confirm -> one transaction -> a report, which can be undone as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError

Decisions = Mapping[str, Mapping[str, Any]]
"""Question id -> {"choice": option value, "inputs": {input name: what was typed}}."""


@dataclass(frozen=True)
class Input:
    """One thing to type or pick when an option is chosen. `options` only for a select."""

    name: str
    label: str
    kind: Literal["text", "month", "select"] = "text"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Option:
    """One answer to a question."""

    value: str
    label: str
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True)
class Question:
    """Something the person decides before the import can be confirmed (or may, when `default` is set)."""

    id: str
    title: str
    options: tuple[Option, ...]
    where: str = ""
    excerpt: str = ""
    default: str | None = None


@dataclass(frozen=True)
class Notice:
    """Something found in the file that needs no decision. `topic` is the same for findings of one kind."""

    severity: str
    topic: str
    message: str
    where: str = ""
    excerpt: str = ""


@dataclass(frozen=True)
class Preview:
    """What confirming would do: counts, questions with the problems of their answers, notices."""

    title: str
    counts: tuple[tuple[str, int], ...]
    questions: tuple[Question, ...] = ()
    unanswered: frozenset[str] = frozenset()
    problems: Mapping[str, UserError] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    body: Any = None

    @property
    def ready(self) -> bool:
        return not self.unanswered and not self.problems

    @property
    def topics(self) -> list[tuple[str, list[Notice]]]:
        """The notices by topic: what needs a look first, then in the order of the file."""
        found: dict[str, list[Notice]] = {}
        for notice in self.notices:
            found.setdefault(notice.topic, []).append(notice)
        return sorted(found.items(), key=lambda item: item[1][0].severity != "warning")


@dataclass(frozen=True)
class Examined:
    """A file that was read: its format in words and what was found, as JSON-able data."""

    format: str
    stored: dict[str, Any]


@dataclass(frozen=True)
class Applied:
    """What a confirmed import made: the record it stands under, and counts of what was written."""

    target_id: int
    counts: dict[str, int]


@dataclass(frozen=True)
class LeftOpen:
    """What an import leaves for somebody to do: a sentence, and links as text and address (empty where one may not)."""

    words: str
    links: tuple[tuple[str, str], ...]


class ImportKind(Protocol):
    """One kind of import. Only `apply` and `undo` write, inside the caller's transaction."""

    code: str
    title: str
    permission: str
    accepts: str
    body_template: str

    def examine(self, name: str, data: bytes) -> Examined:
        """Read the file. UserError when it cannot be read or holds nothing of this kind."""

    def preview(self, stored: dict[str, Any], decisions: Decisions, area_id: int) -> Preview:
        """What would be written under these decisions; wrong answers stand in `problems`."""

    def apply(
        self, *, scope: Scope, area_id: int, stored: dict[str, Any], decisions: Decisions
    ) -> Applied:
        """Write everything, or raise and write nothing."""

    def undo(self, *, scope: Scope, target_id: int) -> None:
        """Take back what `apply` wrote. UserError when later work stands on it."""

    def target_url(self, target_id: int) -> str:
        """The page of what the import made."""

    def left_open(self, *, scope: Scope, target_id: int) -> tuple[LeftOpen, ...]:
        """What is to be done next about it; empty where nothing is, or where the scope may not see it."""


_kinds: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Make a kind known; called once by its room when the product starts."""
    _kinds[kind.code] = kind


def get_kind(code: str) -> ImportKind:
    """The kind called `code`; UserError lists the kinds there are."""
    try:
        return _kinds[code]
    except KeyError:
        raise UserError(
            "unknown_import_kind",
            f"There is no import called {code!r}.",
            fix=f"Choose one of: {', '.join(sorted(_kinds))}.",
        ) from None


def all_kinds() -> list[ImportKind]:
    return [_kinds[code] for code in sorted(_kinds)]
