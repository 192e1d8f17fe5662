"""Evidence of one area, what it shows and who reviewed it, in bulk."""

from __future__ import annotations

import random
from datetime import date, timedelta

from goldenthread.demo.filling.cast import Cast, Holder
from goldenthread.demo.filling.days import noon
from goldenthread.demo.filling.names import Names
from goldenthread.demo.filling.written import Written
from goldenthread.demo.sizes import Volume, load_words
from goldenthread.improvement.models import EvidenceEvent, EvidenceItem, EvidenceUse

_REVIEW = EvidenceItem.Review
_KIND = EvidenceEvent.Kind
_NOTE = "Read, and compared with what it rests on."


def fill_evidence(
    cast: Cast, made: Written, volume: Volume, names: Names, chance: random.Random, today: date
) -> None:
    """As many items as the volume has, each for a milestone of the plan; three in four are reviewed."""
    reviewer = cast.people["director"]
    rows, adders = [], []
    for _ in range(volume["evidence_item"]):
        words = chance.choice(load_words("large-plan")["evidence"])
        dated = today - timedelta(days=chance.randint(10, 520))
        adder = chance.choice(cast.leads)
        added = dated + timedelta(days=chance.randint(1, 9))
        row = EvidenceItem(
            area=cast.area, title=words["title"].format(place=names.place()), type=words["type"],
            strength=words["strength"], source="Invented for the demonstration", dated=dated,
            kept_at="Partnership drive", shows=words["shows"], post_id=adder.post_id,
            user_id=adder.user_id, at=noon(added),
        )  # fmt: skip
        _review(row, reviewer, added + timedelta(days=chance.randint(1, 40)), chance, today)
        rows.append(row)
        adders.append(adder)
    made.keep(EvidenceItem.objects.bulk_create(rows))
    made.keep(
        EvidenceUse.objects.bulk_create(
            EvidenceUse(
                evidence=row, milestone=chance.choice(made.milestones), post_id=adder.post_id,
                user_id=adder.user_id, at=row.at,
            )
            for row, adder in zip(rows, adders, strict=True)
        )
    )  # fmt: skip
    made.keep(
        EvidenceEvent.objects.bulk_create(event for row in rows for event in _events(row, reviewer))
    )


def _review(
    row: EvidenceItem, reviewer: Holder, on: date, chance: random.Random, today: date
) -> None:
    if on > today or chance.random() > 0.75:
        return
    row.review = _REVIEW.ACCEPTED if chance.random() < 0.9 else _REVIEW.REFUSED
    row.reviewed_on, row.reviewed_by_id, row.review_note = on, reviewer.post_id, _NOTE
    row.version = 2


def _events(row: EvidenceItem, reviewer: Holder) -> list[EvidenceEvent]:
    found = [
        EvidenceEvent(
            evidence=row, kind=_KIND.ADDED, post_id=row.post_id, user_id=row.user_id, at=row.at
        )
    ]
    if row.reviewed_on:
        kind = _KIND.ACCEPTED if row.review == _REVIEW.ACCEPTED else _KIND.REFUSED
        found.append(
            EvidenceEvent(
                evidence=row, kind=kind, note=row.review_note, post_id=reviewer.post_id,
                user_id=reviewer.user_id, at=noon(row.reviewed_on),
            )
        )  # fmt: skip
    return found
