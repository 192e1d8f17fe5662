"""What a template does with something that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Undefined
from jinja2.utils import Namespace


class PageUndefined(Undefined):
    """Strict for our pages, lenient for the macros of the design system.

    A page that names a variable or an attribute that does not exist is a defect and must fail. The
    govuk-frontend macros, however, take one mapping of optional parameters and test it for truth, so
    Jinja's own `StrictUndefined` breaks every one of them. Hence: a missing key of a mapping, and an
    `if` expression without an `else`, count as empty; a missing name or attribute raises.
    """

    __slots__ = ()

    #: The macros write these Nunjucks words where they mean "nothing".
    _WORDS_FOR_NOTHING = frozenset({"undefined", "null"})

    def _require_optional(self) -> None:
        lenient = (
            self._undefined_hint is not None
            or self._undefined_name in self._WORDS_FOR_NOTHING
            or isinstance(self._undefined_obj, Mapping | Namespace)
        )
        if not lenient:
            self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._require_optional()
        return ""

    def __len__(self) -> int:
        self._require_optional()
        return 0

    def __iter__(self) -> Iterator[Any]:
        self._require_optional()
        return iter(())

    def __bool__(self) -> bool:
        self._require_optional()
        return False

    def __eq__(self, other: object) -> bool:
        self._require_optional()
        return type(self) is type(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return id(type(self))
