"""What may not stand in a letter: a gap that was not filled, a way of contact left blank, another last day. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from goldenthread.core.months import day_words
from goldenthread.documents.rules.letters.book import required_rules
from goldenthread.documents.rules.letters.shapes import Missing
from goldenthread.documents.rules.letters.terms import pattern, said
from goldenthread.documents.rules.letters.topics import (
    abouts,
    day_of,
    days_given,
    last_days_in,
    meant,
)
from goldenthread.documents.rules.letters.view import Sentence, View

_GAPS = re.compile(
    # Brackets, braces and marks of templates and of mail merges, with something in them.
    r"\{[^{}\n]*\}|\[[^\]\n]*[A-Za-z][^\]\n]*\]|<<[^<>\n]*>>|«[^»\n]*»|<[A-Za-z][A-Za-z _]*>"
    # Lines to write on, and marks that something is not known yet.
    r"|_{3,}|\?{3,}|\.{5,}|…{2,}|\bD{1,2}/M{1,2}(?:/Y{2,4})?\b|\bT\.?B\.?[CA]\b|(?i:\bx{3,}\b|\bxx?/xx?/)"
    r"|(?i:\b(?:insert|enter) (?:the )?(?:name|day|date|reasons?|number|address|text)\b|\blorem ipsum\b)"
)
_WAY = r"(?:telephone|tel|phone|mobile|e-?mail|web ?site|web|address)\.?(?: number| address)?\s*"
_BLANK = re.compile(
    rf"(?im:^\s*(?:[-*•]\s*)?{_WAY}[:–-]\s*(?:[.,;]|none|n/?a|not known|-|$))"
    rf"|(?i:\b{_WAY}:\s*(?:[.,;]|(?=\b{_WAY}:))|\b(?:ring|call|telephone|e-?mail|on|at)\s+[.,;])"
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(), 1)
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40}  # fmt: skip
_LENGTH = re.compile(
    r"\b(?:within|in|have|has|only|get|allowed|limit of|limit is|no later than|not later than|up to|deadline is|first"
    r"|next|gives? you|you)\s+(?:the |a period of |up to |only )*"
    rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})[\s-]+(?:full |calendar |clear )?"
    r"(working |school )?(day|week|fortnight|month|year)s?\b"
)


def gaps(view: View) -> Iterator[Missing]:
    """Places that somebody meant to fill."""
    for found in dict.fromkeys(match[0] for match in _GAPS.finditer(view.words)):
        yield _flaw(
            "gap", f"There is a gap that was not filled: {found}", "Fill it, or take the sentence out."
        )  # fmt: skip
    if blank := _BLANK.search(view.words):
        quote = " ".join(blank[0].split())
        yield _flaw(
            "blank_contact", f"A way of contact is left blank: {quote}",
            "Give the number or the address, or take the line out.",
        )  # fmt: skip


def other_days(view: View, facts: Mapping[str, str], topics: Iterable[str]) -> Iterator[Missing]:
    """Last days, and lengths of time, that are not those that were worked out."""
    rules = {
        name: required_rules()["topics"][name]
        for name in topics
        if day_of(facts, required_rules()["topics"][name]["day"])
    }
    for one, told in abouts(view, facts, rules):
        chosen = {name: rules[name] for name in told if name in rules}
        if chosen:
            yield from _other_days(one, facts, chosen)
            yield from _other_lengths(one, chosen)


def forbidden(kind: str, view: View) -> Iterator[Missing]:
    """What this kind of letter may not say."""
    for code in required_rules()["forbidden"].get(kind, ()):
        rule = required_rules()["warnings"][code]
        if any(said(terms_of(code), one.plain) for one in view.sentences):
            yield _flaw(f"says_{code}", rule["words"], "Take the sentence out.")


def terms_of(warning: str) -> tuple[re.Pattern[str], ...]:
    """The terms of one of the warnings."""
    return tuple(map(pattern, required_rules()["warnings"][warning]["terms"]))


def _other_days(
    sentence: Sentence, facts: Mapping[str, str], rules: Mapping[str, Any]
) -> Iterator[Missing]:
    codes = [code for rule in rules.values() for code in (rule["day"], *rule.get("also", ()))]
    right = {day_of(facts, code) for code in codes} - {None}
    given = days_given(facts)
    for found, last in last_days_in(sentence):
        unknown = meant(sentence, found) and found.day not in given
        if (last or unknown) and found.day not in right:
            yield _other(found.day, rules, facts)


def _other(found: date | None, rules: Mapping[str, Any], facts: Mapping[str, str]) -> Missing:
    days = (day_of(facts, rule["day"]) for rule in rules.values())
    right = " or ".join(dict.fromkeys(day_words(day) for day in days if day))
    if found is None:
        return _flaw(
            "other_day",
            "A last day stands without its year, or is no day.",
            f"Write it as {right}.",
        )
    return _flaw(
        "other_day", f"{day_words(found)} is given as a last day, and is not the one that was worked out.",
        f"Give {right}.",
    )  # fmt: skip


def _other_lengths(sentence: Sentence, rules: Mapping[str, Any]) -> Iterator[Missing]:
    allowed = {one for rule in rules.values() for one in rule["lengths"]}
    apart = [one for rule in rules.values() for one in rule.get("not_of", ())]
    if any(pattern(term).search(sentence.plain) for term in apart):
        return
    for match in _LENGTH.finditer(sentence.plain):
        if _length(match) not in allowed:
            yield _flaw(
                "other_length", f"Another length of time is given: {match[0]}.",
                f"The law gives {' or '.join(sorted(allowed))}.",
            )  # fmt: skip


def _length(match: re.Match[str]) -> str:
    number = int(match[1]) if match[1].isdigit() else _NUMBERS[match[1]]
    unit = match[3]
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    return f"{number} {match[2] or ''}{unit}{'' if number == 1 else 's'}"


def _flaw(code: str, words: str, fix: str) -> Missing:
    return Missing(code, words, "This product's own", fix)
