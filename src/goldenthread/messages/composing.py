"""The words of one copy: the templates of `documents`, given only what its reader may learn; and what a copy lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goldenthread.core.errors import UserError
from goldenthread.documents.rules.letters import (
    Audience,
    Draft,
    Missing,
    Reader,
    Warned,
    compose,
    letter_kinds,
    letterhead_facts,
    missing,
    warnings,
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


@dataclass(frozen=True)
class ReaderOf:
    """Who reads a copy: the name on the envelope, the carer by key, and whether it is somebody of the family."""

    name: str
    carer_id: int | None
    family: bool

    @property
    def kind(self) -> Reader:
        """The wording that they get."""
        if not self.family:
            return Reader.BODY
        return Reader.YOUNG_PERSON if self.carer_id is None else Reader.PARENT


def reader_of(one: Copy) -> ReaderOf:
    """Who reads a copy that is kept."""
    return ReaderOf(one.name, one.carer_id, one.family)


def compose_for(
    letter: Letter, reader: ReaderOf, family: FamilyNow, others: Iterable[int]
) -> Draft:
    """The words for one reader. `others`: the carers who get a copy too; those who may be named to this one are.

    UserError for a reader who never gets such a letter, and while the letterhead lacks what the words must say.
    """
    if reader.kind not in letter_kinds()[letter.kind].readers:
        raise UserError(
            "not_for_this_reader", f"There is no wording of this letter for {reader.name}.",
            fix="Leave them out, or choose another kind of letter.",
        )  # fmt: skip
    facts = facts_for(letter, reader, family, others)
    hidden = {ADDRESS, SETTING} & family.protected
    place = family.knows_place(reader.carer_id) and not hidden
    made = compose(letter.kind, facts, Audience(reader.kind, place, others="also_to" in facts))
    gaps = [one.label for one in letterhead_facts() if f"{{{one.label}}}" in made.body_text]
    if gaps:
        raise UserError(
            "letterhead_gaps", f"The letterhead lacks what this letter must say: {'; '.join(gaps)}.",
            fix="A SEND manager fills it in under Letters, Letterhead. Then write the letter.",
        )  # fmt: skip
    return made


def facts_for(
    letter: Letter, reader: ReaderOf, family: FamilyNow, others: Iterable[int]
) -> dict[str, str]:
    """The facts of the letter as this reader may have them, with the council's and those of the copy."""
    withheld = family.withheld(reader.carer_id)
    also = family.named_to(reader.carer_id, others) if reader.family else ()
    facts = {code: _told(text, withheld) for code, text in letter.facts.items()}
    facts |= {
        **letter.letterhead.facts,
        "greeting": reader.name,
        "our_reference": letter.reference,
        "also_to": " and ".join(also),
        **_whose_rights(reader, family),
    }
    return {code: text for code, text in facts.items() if text}


def _whose_rights(reader: ReaderOf, family: FamilyNow) -> dict[str, str]:
    """What a carer's copy says where the rights are the young person's own (CFA 2014 ss.51(1), 80 and 83(2))."""
    if not reader.family or reader.carer_id is None or not family.rights.young_person:
        return {}
    acts = family.rights.act_for_them(reader.carer_id)
    return {"acts_for_young_person" if acts else "rights_of_young_person": "yes"}


def lacking(one: Copy, family: FamilyNow, others: Iterable[int]) -> list[Missing]:
    """What this copy lacks before it may go, in the order of the rules."""
    reader = reader_of(one)
    facts = facts_for(one.letter, reader, family, others)
    return missing(one.letter.kind, one.words, facts, reader.kind)


def doubtful(one: Copy, family: FamilyNow, others: Iterable[int]) -> list[Warned]:
    """What somebody should look at before this copy goes; it stops nothing."""
    facts = facts_for(one.letter, reader_of(one), family, others)
    return warnings(one.letter.kind, one.words, facts, family.doubtful_names(one.carer_id))


def need_complete(one: Copy, family: FamilyNow, others: Iterable[int]) -> None:
    """UserError while the copy lacks something that it must contain."""
    found = lacking(one, family, others)
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
