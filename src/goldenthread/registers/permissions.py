"""Through which posts a scope may do something with entries of a register. Reading is `visible_to`'s."""

from __future__ import annotations

from goldenthread.access.scope import Scope
from goldenthread.registers.models import Entry
from goldenthread.registers.rules.definitions import ESCALATE, Register, Step, Transition, register


def raising_posts(scope: Scope, found: Register, area_id: int) -> frozenset[int]:
    """The posts through which this person may raise an entry in that area."""
    return scope.posts_with(found.rights.raise_, area_id)


def managing_posts(scope: Scope, found: Register, area_id: int) -> frozenset[int]:
    """The posts through which this person keeps the whole register of that area."""
    return scope.posts_with(found.rights.manage, area_id)


def owning_posts(scope: Scope, entry: Entry) -> frozenset[int]:
    """The post that owns the entry, where this person holds it with the right to keep their own."""
    own = scope.posts_with(register(entry.register).rights.manage_own, entry.area_id)
    return own & {entry.owner_id} if entry.owner_id is not None else frozenset()


def keeping_posts(scope: Scope, entry: Entry) -> frozenset[int]:
    """The posts through which this person may change, score and review the entry: its owner's or a manager's."""
    found = register(entry.register)
    return managing_posts(scope, found, entry.area_id) | owning_posts(scope, entry)


def answering_posts(scope: Scope, entry: Entry) -> frozenset[int]:
    """The posts through which this person may answer at the step that the entry is escalated to."""
    step = register(entry.register).step(entry.level)
    return scope.posts_with(step.answers, entry.area_id) if step else frozenset()


def steps_above(scope: Scope, entry: Entry) -> list[Step]:
    """Whom this person may ask when they escalate the entry, the nearest first; never their own post."""
    above = register(entry.register).ladder[entry.level :]

    def own(step: Step) -> bool:
        return step.post and bool(scope.posts_with(step.answers, entry.area_id))

    return [step for step in above if not own(step)]


def moving_posts(scope: Scope, entry: Entry, move: Transition) -> frozenset[int]:
    """The posts through which this person may take the entry along `move`, when its state allows it.

    Whoever owes an answer may pass the question one step up instead.
    """
    found = register(entry.register)
    posts = answering_posts(scope, entry) if move.code == ESCALATE else frozenset()
    if "manage" in move.by:
        posts |= managing_posts(scope, found, entry.area_id)
    if "manage_own" in move.by:
        posts |= owning_posts(scope, entry)
    return posts
