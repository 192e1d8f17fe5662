"""What the engine's words are called on a page: rules, kinds of authority, owners."""

from __future__ import annotations

from goldenthread.statute.rulebook import rulebook

OWNERS = {
    "local_authority": "The council",
    "old_authority": "The council that the family left",
    "new_authority": "The council that the family moved to",
    "home_authority": "The home council",
    "setting": "The school or college",
    "health_body": "The health body",
    "asked_body": "Another body that was asked",
    "mediation_adviser": "The mediation adviser",
    "family": "The family",
}
# Those of the council that has the case, on whichever side of a move it is (.owning).
COUNCIL = frozenset({"local_authority", "home_authority"})
KINDS = {
    "LAW": "Law",
    "GUIDANCE": "Guidance, not law",
    "PRACTICE": "Practice, not law",
}


def rule_name(rule: str) -> str:
    """What a rule is called; the id itself of one that is no longer in the rulebook."""
    found = rulebook().get(rule)
    return found.name if found is not None else rule


def owner_words(owner: str) -> str:
    """Who owes it."""
    return OWNERS.get(owner, owner)


def kind_words(kind: str) -> str:
    """On what it rests."""
    return KINDS.get(kind, kind)


# As the definitions of the statutory clock explain the marks.
_EVIDENCE = {
    "M": "commonly known, but the text was not read",
    "S": "a reliable source other than the text says so",
    "V": "the text of the law was read",
    "derived": "follows from other rules by counting",
}
DATES = {
    "statutory_due": "Last lawful day",
    "earliest": "Earliest day",
    "guidance_due": "Day of guidance",
}


def evidence_words(mark: str | None) -> str:
    """How well the authority of a sentence was checked: of several marks the weakest. Empty for a fact of the case."""
    return next(
        (words for letter, words in _EVIDENCE.items() if letter in (mark or "")), mark or ""
    )
