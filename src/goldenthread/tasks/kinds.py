"""What a task of one kind must be able to do. Higher rooms register their kinds; this room runs them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from goldenthread.access.audit.recording import Target
from goldenthread.access.scope import Scope

if TYPE_CHECKING:
    from goldenthread.tasks.models import Job

Arguments = dict[str, int | str]
"""Keys of records and codes such as `pdf`; never what somebody typed."""


@dataclass(frozen=True)
class Made:
    """The file that a task made. `name` is what the person's browser saves it as.

    `ids`: keys of the records in it; the trail keeps their number and hash, as of any list that leaves.
    """

    content: bytes
    content_type: str
    name: str
    ids: Collection[object] = ()


class Progress(Protocol):
    """What a task calls to say how far it is. Raises when the work was taken from it meanwhile."""

    def __call__(self, words: str, done: int = 0, total: int = 0) -> None: ...


@dataclass(frozen=True)
class Kind:
    """One kind of task.

    `permission` is the right, in the area, without which it can be neither asked for nor fetched; `may_have`
    asks about the record itself. `make` must do the same when it runs twice: a worker may be killed at any
    moment, and another then begins again. `unchanging` says that the same arguments always make the same file.
    """

    code: str
    title: str
    permission: str
    make: Callable[[Job, Progress], Made]
    may_have: Callable[[Scope, Job], bool]
    target: Callable[[Job], Target]
    home: Callable[[Job], str]
    unchanging: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; called once by its room when the product starts."""
    _kinds[kind.code] = kind


def get_kind(code: str) -> Kind:
    """The kind called `code`; KeyError for any other."""
    return _kinds[code]


def all_kinds() -> list[Kind]:
    return [_kinds[code] for code in sorted(_kinds)]
