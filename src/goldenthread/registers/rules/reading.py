"""Reads and checks the definition of a register. Every mistake is a ValueError that says where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.registers.rules.definitions import (
    ESCALATE,
    Kind,
    Position,
    Register,
    Rights,
    State,
    Step,
    Transition,
    scoring_of,
    state_is,
)
from goldenthread.registers.rules.fields import read_field

HEAD = frozenset({
    "version", "title", "kind", "source", "in_force_from", "in_force_to", "reviewer", "reviewed_on", "next_review",
})  # fmt: skip
BODY = frozenset({
    "words", "rights", "matrix", "positions", "present", "review_days_unscored", "kinds", "states", "transitions",
    "owner_words", "ladder",
})  # fmt: skip


def read_register(code: str, data: Mapping[str, Any]) -> Register:
    """The register that a file defines. ValueError names the file and what is wrong in it."""
    try:
        _keys(data, HEAD | BODY, "the file")
        found = _build(code, data)
        _check_kinds(found)
        _check_states(found)
        _check_ladder(found)
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"register {code}: {problem!r} is missing or of the wrong kind") from None
    except ValueError as problem:
        raise ValueError(f"register {code}: {problem}") from None
    return found


def _build(code: str, data: Mapping[str, Any]) -> Register:
    rights = data["rights"]
    _keys(rights, {"view", "raise", "manage_own", "manage", "export"}, "rights")
    return Register(
        code=code,
        version=str(data["version"]),
        title=data["title"],
        one=data["words"]["one"],
        several=data["words"]["several"],
        rights=Rights(
            rights["view"],
            rights["raise"],
            rights["manage_own"],
            rights["manage"],
            rights["export"],
        ),
        matrix=data["matrix"],
        positions={
            name: Position(name, entry["word"], entry["meaning"])
            for name, entry in data["positions"].items()
        },
        present=data["present"],
        review_days_unscored=_days(data["review_days_unscored"], "review_days_unscored"),
        kinds={name: _kind(name, entry) for name, entry in data["kinds"].items()},
        states={
            name: State(name, entry["word"], state_is(entry["is"]), entry["meaning"])
            for name, entry in data["states"].items()
        },
        transitions={name: _move(name, entry) for name, entry in data["transitions"].items()},
        owner_words=data["owner_words"],
        ladder=tuple(
            Step(
                level,
                entry["name"],
                _days(entry["days"], "ladder"),
                entry["answers"],
                bool(entry.get("post", False)),
            )
            for level, entry in enumerate(data["ladder"], start=1)
        ),
    )


def _kind(name: str, entry: Mapping[str, Any]) -> Kind:
    wanted = {"one", "several", "prefix", "meaning", "scoring", "positions", "fields"}
    _keys(entry, wanted, f"kind {name}")
    return Kind(
        code=name,
        one=entry["one"],
        several=entry["several"],
        prefix=entry["prefix"],
        meaning=entry["meaning"],
        scoring=scoring_of(entry["scoring"]),
        positions=tuple(entry["positions"]),
        fields=tuple(read_field(field, given) for field, given in entry["fields"].items()),
    )


def _move(name: str, entry: Mapping[str, Any]) -> Transition:
    _keys(entry, {"words", "from", "to", "reason", "by"}, f"transition {name}")
    if entry["reason"] not in ("required", "optional"):
        raise ValueError(f"transition {name}: reason is required or optional")
    by = frozenset(entry["by"])
    if not by or by - {"manage_own", "manage"}:
        raise ValueError(f"transition {name}: by holds manage_own, manage or both")
    return Transition(
        name, entry["words"], tuple(entry["from"]), entry["to"], entry["reason"] == "required", by
    )


def _check_kinds(found: Register) -> None:
    if not found.kinds:
        raise ValueError("it has no kinds of entry")
    prefixes = [kind.prefix for kind in found.kinds.values()]
    if len(set(prefixes)) < len(prefixes):
        raise ValueError("two kinds have the same prefix")
    if found.positions and found.present not in found.positions:
        raise ValueError(f"present is {found.present!r}, which is not one of its positions")
    for kind in found.kinds.values():
        if unknown := set(kind.positions) - set(found.positions):
            raise ValueError(f"kind {kind.code} has unknown positions {sorted(unknown)}")
        if kind.scoring == "none":
            if kind.positions:
                raise ValueError(f"kind {kind.code} is not scored, so it has no positions")
        elif found.matrix is None or found.present not in kind.positions:
            raise ValueError(
                f"kind {kind.code} is scored, which needs a matrix and the present position"
            )


def _check_states(found: Register) -> None:
    meanings = [state.is_ for state in found.states.values()]
    for only in ("start", "closed"):
        if meanings.count(only) != 1:
            raise ValueError(f"exactly one state is {only}")
    for move in found.transitions.values():
        if unknown := {*move.sources, move.to} - set(found.states):
            raise ValueError(f"transition {move.code} names unknown states {sorted(unknown)}")
        from_escalated = any(found.states[name].is_ == "escalated" for name in move.sources)
        if from_escalated and move.code != ESCALATE:
            raise ValueError(
                f"transition {move.code}: only an answer leads on from an escalated state"
            )
        if found.states[move.to].is_ == "closed" and not move.needs_reason:
            raise ValueError(f"transition {move.code} closes, which needs a reason")
    if not any(found.states[move.to].is_ == "closed" for move in found.transitions.values()):
        raise ValueError("no transition closes an entry")


def _check_ladder(found: Register) -> None:
    escalated = [state.code for state in found.states.values() if state.is_ == "escalated"]
    move = found.transitions.get(ESCALATE)
    if not found.ladder:
        if escalated or move:
            raise ValueError("without a ladder there is nobody to escalate to")
        return
    if len(escalated) != 1 or move is None or move.to != escalated[0] or not move.needs_reason:
        raise ValueError(
            "a ladder needs one escalated state, and a transition `escalate` to it with a reason"
        )


def _keys(entry: Mapping[str, Any], wanted: frozenset[str] | set[str], where: str) -> None:
    if missing := set(wanted) - set(entry):
        raise ValueError(f"{where} lacks {', '.join(sorted(missing))}")
    if extra := set(entry) - set(wanted):
        raise ValueError(f"{where} has unknown {', '.join(sorted(map(str, extra)))}")


def _days(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{where}: days are a whole number from 1")
    return value
