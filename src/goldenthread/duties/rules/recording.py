"""From a duty to what shows that it was done: the kinds of event that meet it, as the rulebook has them."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.duties.rules.events import event_words, is_kind
from goldenthread.statute.rulebook import rulebook


def kind_that_meets(rule: str) -> str:
    """The first kind of event that meets a rule; empty where nothing recorded does."""
    found = rulebook().get(rule)
    met_by = found.clock.met_by if found is not None and found.clock is not None else ()
    return next((kind for kind in met_by if is_kind(kind)), "")


def called_for(rules: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Kinds of event, code and words, that these rules wait for, each once and in their order."""
    kinds = dict.fromkeys(kind_that_meets(one) for one in rules)
    return tuple((kind, event_words(kind)) for kind in kinds if kind)
