"""The words of one copy: the templates of `documents`, given only what its reader may learn; and what a copy lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from goldenthread.core.errors import UserError
from goldenthread.documents.rules.letters import (
    Audience,
    Draft,
    Missing,
    Reader,
    compose,
    letter_kinds,
    letterhead_facts,
    missing,
)
from goldenthread.messages.models import Copy, CouncilLetterhead, Letter
from goldenthread.messages.readers import FamilyNow
from goldenthread.messages.rules.withheld import What, Withheld, left_out, told_by
from goldenthread.people.models import Person
from goldenthread.people.protection import ADDRESS, SETTING

# What a short fact that may not be told is called in its sentence. Nothing else can stand for the others.
_INSTEAD = {What.SETTING: "the school or setting", What.CARER: "somebody who knows the child"}


def kind_title(kind: str) -> str:
    """What a kind of letter is called."""
    found = letter_kinds().get(kind)
    return found.name if found else kind


def need_kind(kind: str) -> None:
    """UserError for a kind that has no template."""
    if kind not in letter_kinds():
        raise UserError("no_such_letter_kind", "There is no template for this kind of letter.")


def own_facts(
    person: Person, head: CouncilLetterhead, writer: str, post: str, given: Mapping[str, str]
) -> dict[str, str]:
    """What a letter knows of the child and of who writes, where whoever drafts it does not say otherwise."""
    return {
        "child_name": person.called,
        "child_known_as": person.used_forename or person.legal_forenames.partition(" ")[0],
        "child_born": person.born.isoformat(),
        "writer_name": writer,
        "writer_post": post,
        "writer_telephone": head.facts.get("council_telephone", ""),
        "writer_email": head.facts.get("council_email", ""),
        **given,
    }


def compose_for(
    letter: Letter,
    name: str,
    family: FamilyNow,
    carer_id: int | None,
    *,
    others: Iterable[int],
    family_reads: bool,
) -> Draft:
    """The words for one reader. `others`: the carers who get a copy too; those who may be named to this one are."""
    withheld = family.withheld(carer_id)
    also = family.named_to(carer_id, others) if family_reads else ()
    facts = {code: _told(text, withheld) for code, text in letter.facts.items()}
    facts |= {
        **letter.letterhead.facts,
        "greeting": name,
        "our_reference": letter.reference,
        "also_to": " and ".join(also),
    }
    hidden = {ADDRESS, SETTING} & family.protected
    audience = Audience(
        reader=_reader(carer_id, family_reads=family_reads),
        place=family.knows_place(carer_id) and not hidden,
        others=bool(also),
    )
    if audience.reader not in letter_kinds()[letter.kind].readers:
        raise UserError(
            "not_for_this_reader", f"There is no wording of this letter for {name}.",
            fix="Leave them out, or choose another kind of letter.",
        )  # fmt: skip
    made = compose(letter.kind, {code: text for code, text in facts.items() if text}, audience)
    gaps = [one.label for one in letterhead_facts() if f"{{{one.label}}}" in made.body_text]
    if gaps:
        raise UserError(
            "letterhead_gaps", f"The letterhead lacks what this letter must say: {'; '.join(gaps)}.",
            fix="A SEND manager fills it in under Letters, Letterhead. Then write the letter.",
        )  # fmt: skip
    return made


def lacking(one: Copy) -> list[Missing]:
    """What this copy lacks before it may go, in the order of the rules."""
    facts = {**one.letter.facts, **one.letter.letterhead.facts}
    return missing(one.letter.kind, one.words, facts)


def need_complete(one: Copy) -> None:
    """UserError while the copy lacks something that it must contain."""
    found = lacking(one)
    if found:
        raise UserError(
            "required_missing", f"The copy for {one.name} lacks: {'; '.join(each.words for each in found)}.",
            f"copy-{one.pk}", found[0].fix,
        )  # fmt: skip


def _told(text: str, withheld: tuple[Withheld, ...]) -> str:
    """A fact as this reader may have it: without the sentences, or by another word where it is one of few words."""
    found = told_by(text, withheld)
    if not found:
        return text
    left = left_out(text, withheld)
    return left or _INSTEAD.get(found[0], "")


def _reader(carer_id: int | None, *, family_reads: bool) -> Reader:
    if not family_reads:
        return Reader.BODY
    return Reader.YOUNG_PERSON if carer_id is None else Reader.PARENT
