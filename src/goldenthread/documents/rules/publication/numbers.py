"""Small counts of children and families: in digits, in words, as a share of few, and as "the twins"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goldenthread.core.small_numbers import gate
from goldenthread.documents.rules.publication.alternatives import in_small_letters, one_of
from goldenthread.documents.rules.publication.apart import counts_apart
from goldenthread.documents.rules.publication.book import any_of, book
from goldenthread.documents.rules.publication.counting import (
    RATIO,
    YEAR_GROUP,
    is_people,
    is_thing,
    number,
    phrases,
    value,
)
from goldenthread.documents.rules.publication.names import Hit
from goldenthread.documents.rules.publication.spans import Spans

# The words that follow, which say what is counted.
_AFTER = r"(?P<after>(?: [\w'’-]+){0,3})"
_NONE = {"none", "no", "nought", "zero"}


@cache
def _may_count() -> re.Pattern[str]:
    """What a sentence without a count holds none of."""
    told = {words for name in ("alone", "few", "one_family") for words in book().numbers[name]}
    return re.compile(rf"\d|\b(?:{any_of('numbers')}|none|{one_of(told)})\b")


@cache
def _counted() -> re.Pattern[str]:
    between = book().numbers["words_between"]
    return re.compile(
        rf"(?P<number>{number()})(?P<words>(?: (?!of\b)[\w'’-]+){{0,{between}}}?) "
        rf"(?:{any_of('people', 'events')})\b(?!['’])"
    )  # fmt: skip


@cache
def _share() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<count>{number()}|\bnone) (?:out )?of (?:the |our |these |those |all )?"
        rf"(?P<base>{number()}){_AFTER}",
    )


@cache
def _percentage() -> re.Pattern[str]:
    base = r"(?:of|from|base|out of|n)\s?(?:=|of|:)?\s?(?:the |our |these |all )?(?P<base>{})"
    return re.compile(
        rf"(?<![\d.])\d{{1,9}}(?:\.\d{{1,9}})?(?:\s?%| per cent| percent)"
        rf"[^.;]{{0,25}}?\b{base.format(number())}{_AFTER}",
    )


@cache
def _alone() -> re.Pattern[str]:
    people = any_of("people")
    return re.compile(
        rf"\b(?:(?:{phrases('alone')}|{phrases('few')})(?P<words>(?: (?!of\b)[\w'’-]+){{0,2}}?) (?:{people})"
        rf"|(?:{phrases('one_family')}))\b(?!['’]s? )",
    )


def small_numbers(text: str) -> Iterator[Hit]:
    """The small counts in a sentence."""
    sentence = in_small_letters(text)
    if _may_count().search(sentence) is None:
        return
    taken = Spans()
    for rule in (_percentages, _shares, _counts, _only, counts_apart):
        yield from (hit for hit in rule(sentence) if taken.take(hit[0], hit[1]))


def _percentages(sentence: str) -> Iterator[Hit]:
    for found in _percentage().finditer(sentence):
        base = value(found["base"])
        if base is not None and base < gate().below and not is_thing(found["after"]):
            yield found.start(), found.end("base"), "a percentage of few"


def _shares(sentence: str) -> Iterator[Hit]:
    for found in _share().finditer(sentence):
        count = 0 if found["count"].casefold() in _NONE else value(found["count"])
        base = value(found["base"])
        if count is None or base is None or count > base or not gate().holds_back(count, base):
            continue
        if is_thing(found["after"]) or _labelled(sentence, found.start()):
            continue
        if is_people(found["after"]) or is_people(sentence):
            yield found.start(), found.end("base"), "a small count of a base"


def _counts(sentence: str) -> Iterator[Hit]:
    for found in _counted().finditer(sentence):
        count = value(found["number"])
        if count is None or not 0 < count < gate().below:
            continue
        between = found["words"].split()
        if _labelled(sentence, found.start()) or _is_rule(between):
            continue
        if RATIO.match(sentence, found.end()):
            continue
        yield found.start(), found.end(), "a small count"


def _only(sentence: str) -> Iterator[Hit]:
    for found in _alone().finditer(sentence):
        if not _is_rule((found["words"] or "").split()):
            yield found.start(), found.end(), "one or two alone"


def _labelled(sentence: str, start: int) -> bool:
    """Whether the number is a label, an age or a part of a ratio, such as `Year 7` or `one in 5`."""
    before = re.findall(r"[\w'’]+", sentence[max(0, start - 60) : start])[-2:]
    rules = book().numbers
    return bool(before) and (
        before[-1] in rules["labels"]
        or before[-1] in rules["not_before"]
        or before[-2:] == ["at", "least"]
    )


def _is_rule(between: list[str]) -> bool:
    """Whether another thing is counted, or a ratio is told: `2 schools for children`, `one in five children`."""
    rules = book()
    # "1 x Year 10 pupil": the year group is no thing that is counted.
    words = YEAR_GROUP.sub("", " ".join(between)).split()
    folded = {word.casefold() for word in words}
    return bool(
        folded & (rules.words["things"] | set(rules.numbers["not_before"]) | rules.words["joining"])
    )
