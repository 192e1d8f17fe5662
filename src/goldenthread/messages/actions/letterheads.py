"""Setting what letters say of the council: each change is a new version, so that letters keep theirs."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.documents.rules.letters import letterhead_facts
from goldenthread.messages.models import CouncilLetterhead
from goldenthread.organisations.models import LocalArea

SET = "letter.set"
LONGEST = 500


@transaction.atomic
def set_letterhead(
    *, scope: Scope, area_id: int, number: int, facts: Mapping[str, str]
) -> CouncilLetterhead:
    """Set the facts of the letterhead by their codes; empty ones are left out.

    `number`: the version that was read, 0 where there was none. Sent twice, it is one version. Letters that were
    written before keep the version under which they were written.
    """
    scope.need(SET, area_id)
    # The area's row is what two people collide on: of a first letterhead there is none yet.
    area = LocalArea.objects.select_for_update().get(pk=area_id)
    last = CouncilLetterhead.objects.filter(area=area).order_by("-number").first()
    told = _checked(facts)
    before = last.facts if last else {}
    changed = sorted(code for code in told.keys() | before.keys() if told.get(code) != before.get(code))  # fmt: skip
    if last is not None and not changed:
        return last
    if number != (last.number if last else 0):
        raise changed_meanwhile(scope, last, "the letterhead")
    made = CouncilLetterhead.objects.create(
        area=area, number=(last.number if last else 0) + 1, facts=told, made_by_id=scope.user_id
    )
    record(scope, "councilletterhead.changed", made, area_id=area_id, fields=changed)
    return made


def _checked(facts: Mapping[str, str]) -> dict[str, str]:
    known = {one.code for one in letterhead_facts()}
    told: dict[str, str] = {}
    for code, text in facts.items():
        if code not in known:
            raise UserError("no_such_fact", "A letterhead does not say that.")
        plain = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
        if len(plain) > LONGEST:
            raise UserError("too_long", f"Use {LONGEST} characters or fewer.", code)
        if plain:
            told[code] = plain
    return told
