"""The words by which the importer knows what it sees, loaded from plan_import.yaml and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from goldenthread.improvement.rules.dates import DateReader, DateWords, normal

_LISTS = (
    "section_words", "priority_words", "left_out_headings", "title_words", "ranks", "ongoing",
    "to_be_confirmed", "date_lead_ins", "glossary_headings", "post_words", "body_words", "team_words",
    "note_words", "revised_date_words", "unsaid_words",
    "dated_words",
)  # fmt: skip
_TABLES = (
    "columns",
    "glossary_columns",
    "status_colours",
    "labels",
    "head",
    "statuses",
    "cadences",
)


class VocabularyError(ValueError):
    """The YAML of words contradicts itself or lacks a part: a defect, not a person's error."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists, each turned round: from a word to what it means."""

    version: int
    columns: Mapping[str, str]
    labels: Mapping[str, str]
    head: Mapping[str, str]
    statuses: Mapping[str, str]
    section_words: tuple[str, ...]
    priority_words: tuple[str, ...]
    left_out: frozenset[str]
    glossary: frozenset[str]
    glossary_columns: Mapping[str, str]
    status_colours: Mapping[str, str]
    title_words: tuple[str, ...]
    ranks: frozenset[str]
    post_words: frozenset[str]
    body_words: frozenset[str]
    team_words: frozenset[str]
    unsaid_words: frozenset[str]
    dated_words: tuple[str, ...]
    note_words: tuple[str, ...]
    revised_date_words: tuple[str, ...]
    dates: DateReader


def label_key(text: str) -> str:
    """What a heading or column name is compared by: no brackets' contents, no plural."""
    without = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
    key = normal(without if normal(without) else text)
    key = re.sub(r"\s*[/&]\s*", " and ", key.replace("&", "/")).strip(" '")
    return " ".join(_singular(word) for word in key.split())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def vocabulary() -> Vocabulary:
    """The words that come with the package. Raises VocabularyError where they are not in order."""
    source = resources.files("goldenthread.improvement.rules") / "data" / "plan_import.yaml"
    return parse_vocabulary(source.read_text(encoding="utf-8"))


def is_known_name(text: str) -> bool:
    """Whether a text is the name of a part or a column, which says nothing new in a bracket."""
    key, words = label_key(text), vocabulary()
    return key in words.labels or key in words.columns


def parse_vocabulary(text: str) -> Vocabulary:
    """Check and turn round a YAML of words."""
    data = yaml.safe_load(text)
    if not isinstance(data, dict) or data.get("version") != 1:
        raise VocabularyError("the words must be a mapping with version: 1")
    for name in _LISTS:
        _strings(data, name)
    for name in _TABLES:
        if not isinstance(data.get(name), dict):
            raise VocabularyError(f"{name} must be a mapping of lists")
    return Vocabulary(
        version=1,
        columns=_turned(data["columns"], "columns"),
        labels=_turned(data["labels"], "labels"),
        head=_turned(data["head"], "head"),
        statuses=_turned(data["statuses"], "statuses"),
        section_words=tuple(sorted(_strings(data, "section_words"), key=len, reverse=True)),
        priority_words=tuple(sorted(_strings(data, "priority_words"), key=len, reverse=True)),
        left_out=frozenset(label_key(word) for word in _strings(data, "left_out_headings")),
        glossary=frozenset(label_key(word) for word in _strings(data, "glossary_headings")),
        glossary_columns=_turned(data["glossary_columns"], "glossary_columns"),
        status_colours=_turned(data["status_colours"], "status_colours"),
        title_words=tuple(_strings(data, "title_words")),
        ranks=frozenset(normal(word) for word in _strings(data, "ranks")),
        post_words=frozenset(normal(word) for word in _strings(data, "post_words")),
        body_words=frozenset(normal(word) for word in _strings(data, "body_words")),
        team_words=frozenset(normal(word) for word in _strings(data, "team_words")),
        dated_words=tuple(_strings(data, "dated_words")),
        unsaid_words=frozenset(normal(word) for word in _strings(data, "unsaid_words")),
        note_words=tuple(_strings(data, "note_words")),
        revised_date_words=tuple(_strings(data, "revised_date_words")),
        dates=DateReader(_date_words(data)),
    )


def _strings(data: Mapping[str, Any], name: str) -> list[str]:
    words = data.get(name)
    if not isinstance(words, list) or not words or not all(isinstance(w, str) for w in words):
        raise VocabularyError(f"{name} must be a list of words")
    return words


def _turned(table: Mapping[str, Any], name: str) -> dict[str, str]:
    """Word -> meaning; one word may not have two meanings."""
    meanings: dict[str, str] = {}
    for meaning in table:
        for word in _strings(table, meaning):
            key = label_key(word)
            if meanings.setdefault(key, meaning) != meaning:
                raise VocabularyError(f"{name}: {word!r} means {meanings[key]} and {meaning}")
    return meanings


def _date_words(data: Mapping[str, Any]) -> DateWords:
    months: dict[str, int] = {}
    unusual: set[str] = set()
    entries = data.get("months")
    if not isinstance(entries, list) or [e.get("month") for e in entries] != list(range(1, 13)):
        raise VocabularyError("months must list 1 to 12 in order")
    for entry in entries:
        for name in [*entry["usual"], *entry["unusual"]]:
            if months.setdefault(name, entry["month"]) != entry["month"]:
                raise VocabularyError(f"months: {name!r} names two months")
        unusual.update(entry["unusual"])
    cadences = {normal(word): name for name, words in data["cadences"].items() for word in words}
    for month in [
        *data["quarters"].values(),
        *data["parts_of_year"].values(),
        *data["year_ends"].values(),
    ]:
        if month not in range(1, 13):
            raise VocabularyError(f"{month!r} is not a month from 1 to 12")
    return DateWords(
        months=months,
        unusual_months=frozenset(unusual),
        terms=data["terms"],
        quarters=data["quarters"],
        parts_of_year=data["parts_of_year"],
        year_ends=data["year_ends"],
        ongoing=frozenset(normal(word) for word in _strings(data, "ongoing")),
        to_be_confirmed=frozenset(normal(word) for word in _strings(data, "to_be_confirmed")),
        lead_ins=tuple(_strings(data, "date_lead_ins")),
        cadences=cadences,
    )
