"""What is missing from a letter before it may go, and what to look at once more. On its final words. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from goldenthread.documents.rules.letters.book import (
    LetterKind,
    Wanted,
    fact_book,
    letter_kind,
    required_rules,
)
from goldenthread.documents.rules.letters.composing import compose, fits
from goldenthread.documents.rules.letters.finding import holds
from goldenthread.documents.rules.letters.flaws import forbidden, gaps, other_days, terms_of
from goldenthread.documents.rules.letters.shapes import (
    Audience,
    Missing,
    Reader,
    Warned,
)
from goldenthread.documents.rules.letters.terms import patterns, said, stands, taken_back
from goldenthread.documents.rules.letters.topics import day_of, days_given, last_days_in
from goldenthread.documents.rules.letters.view import View, plainly

# What a reader would lose by a sentence that takes it back.
_KEPT = {
    "appeal_right": "appeal", "mediation_information": "mediation", "disagreement_resolution": "resolution",
    "information_advice_support": "support", "support_during": "support", "support_offered": "support",
}  # fmt: skip
_NUMBER = re.compile(r"(?<![\d/])(?:\+44|0)[\d ()-]{8,14}\d(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")


def missing(
    kind: str, words: str, facts: Mapping[str, str], reader: Reader = Reader.PARENT
) -> list[Missing]:
    """Why the letter may not go, with how to mend each: empty for one that may. `words` as they will be sent.

    `facts` are those it was composed with, with the days as they are for the day on which it goes.
    ValueError for a letter that there is not and a day not written as `2027-01-22`.
    """
    letter, view = letter_kind(kind), View(words)
    known = _by_itself(letter, facts, reader)
    return [
        *_not_there(letter, view, facts, reader, known),
        *gaps(view),
        *dict.fromkeys(other_days(view, facts, letter.topics)),
        *forbidden(kind, view),
    ]


def warnings(
    kind: str, words: str, facts: Mapping[str, str], avoid: Collection[str] = ()
) -> list[Warned]:
    """What a person should look at before the letter goes. `avoid` are names that nothing in it should tell."""
    letter, view = letter_kind(kind), View(words)
    return [
        *_taken_back(letter, view, facts),
        *_paused(kind, view),
        *_causes(letter, view, facts),
        *_too_much(letter, view),
        *_named(view, avoid),
        *_odd_days(view, facts),
        *_unknown_contacts(view, facts),
    ]


def _by_itself(letter: LetterKind, facts: Mapping[str, str], reader: Reader) -> frozenset[str]:
    """The sentences of a template that gives reasons, without the reasons: for whoever may learn all, and nothing."""
    reasoned = any("grounded" in entry for one in letter.wanted for entry in one.found)
    if reader not in letter.headlines or not reasoned:
        return frozenset()
    given = {code: text for code, text in facts.items() if code != "reasons"}
    drafts = (
        compose(letter.code, given, Audience(reader, place, place)) for place in (True, False)
    )
    return frozenset(one.plain for draft in drafts for one in View(draft.body_text).sentences)


def _not_there(
    letter: LetterKind, view: View, facts: Mapping[str, str], reader: Reader, known: frozenset[str]
) -> Iterator[Missing]:
    for one in letter.wanted:
        if reader in one.readers and fits(facts, one.given, one.absent):
            yield from _of(one, view, facts, known)


def _of(
    wanted: Wanted, view: View, facts: Mapping[str, str], known: frozenset[str]
) -> Iterator[Missing]:
    required = wanted.required
    for entry in wanted.found:
        if not holds(entry, view, facts, known):
            code = entry.get("day") or entry.get("fact") or entry.get("lines")
            fix = entry["fix"]
            if code and not facts.get(code, "").strip():
                fix = f"{fix} It is not known yet: {fact_book()[code].label}."
            yield Missing(required.code, required.words, required.citation, fix)


def _taken_back(letter: LetterKind, view: View, facts: Mapping[str, str]) -> Iterator[Warned]:
    for code in (one.required.code for one in letter.wanted):
        group = _KEPT.get(code)
        for one in view.sentences if group else ():
            if group and taken_back(patterns(group, facts), one.plain):
                yield Warned(
                    "taken_back",
                    "This may take back a right that the letter has to give.",
                    one.text,
                )


def _paused(kind: str, view: View) -> Iterator[Warned]:
    if "paused" in required_rules()["forbidden"].get(kind, ()):
        return
    for one in view.sentences:
        if said(terms_of("paused"), one.plain):
            yield Warned("paused", required_rules()["warnings"]["paused"]["words"], one.text)


def _causes(letter: LetterKind, view: View, facts: Mapping[str, str]) -> Iterator[Warned]:
    agreed = plainly(facts.get("statement", ""))
    for one in view.sentences if "other_cause" in letter.warn else ():
        if stands(terms_of("other_cause"), one.plain) and one.plain not in agreed:
            yield Warned(
                "other_cause", required_rules()["warnings"]["other_cause"]["words"], one.text
            )


def _too_much(letter: LetterKind, view: View) -> Iterator[Warned]:
    for one in view.sentences if "more_than_needed" in letter.warn else ():
        if stands(terms_of("more_than_needed"), one.plain) or _POSTCODE.search(one.text):
            words = required_rules()["warnings"]["more_than_needed"]["words"]
            yield Warned("more_than_needed", words, one.text)


def _named(view: View, avoid: Collection[str]) -> Iterator[Warned]:
    for name in avoid:
        found = re.compile(rf"(?<!\w){re.escape(name.strip())}(?!\w)") if name.strip() else None
        for one in view.sentences if found else ():
            if found and found.search(one.text):
                yield Warned(
                    "named", "This names somebody who should not stand in the letter.", one.text
                )


def _odd_days(view: View, facts: Mapping[str, str]) -> Iterator[Warned]:
    given, sent_on = days_given(facts), day_of(facts, "sent_on")
    for one in view.sentences:
        sent = bool(one.days) and stands(terms_of("sent_day"), one.plain)
        if sent and sent_on and sent_on not in {found.day for found in one.days}:
            yield Warned("sent_day", required_rules()["warnings"]["sent_day"]["words"], one.text)
        for found in one.days:
            if found.day and found.weekday not in (None, found.day.weekday()):
                yield Warned("weekday", "The day of the week does not fit the date.", one.text)
        for found, last in last_days_in(one):
            if last and found.day and found.day not in given:
                yield Warned("unknown_day", "Nobody gave this last day for the letter.", one.text)


def _unknown_contacts(view: View, facts: Mapping[str, str]) -> Iterator[Warned]:
    """Numbers and addresses that no fact gives: mostly one that was typed wrongly."""
    words = required_rules()["warnings"]["unknown_contact"]["words"]
    given = [text for text in facts.values() if text.strip()]
    digits = [re.sub(r"\D", "", text) for text in given]
    for one in view.sentences:
        numbers = (re.sub(r"\D", "", found) for found in _NUMBER.findall(one.text))
        bare = [found.removeprefix("44").lstrip("0") for found in numbers]
        odd = any(not any(found in known for known in digits) for found in bare)
        mails = _EMAIL.findall(one.plain)
        if odd or any(not any(found in text.casefold() for text in given) for found in mails):
            yield Warned("unknown_contact", words, one.text)
