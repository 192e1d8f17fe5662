"""The questions of a request, a page at a time, as they are put to whoever asks: data/request_pages.yaml. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.assessments.rules.routes import voice_of
from goldenthread.core.rulesfile import load_rules
from goldenthread.people.rules.codes import codes

FILE = Path(__file__).parent / "data" / "request_pages.yaml"
# The pages that ask nothing of the file: who asks, before all others; files, and the check, after them.
WHO, FILES, CHECK = "who", "files", "check"


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the words of one voice. `answer`: what is written goes to the answers, not to a column."""

    name: str
    type: str
    label: str
    hint: str
    needed: bool
    answer: bool
    longest: int
    rows: int
    autocomplete: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of questions. `free`: words are written on it, so that what to do with a worry stands beside."""

    name: str
    heading: str
    intro: str
    free: bool
    questions: tuple[Question, ...]


@cache
def page_rules() -> dict[str, Any]:
    """The file as it is."""
    return load_rules(FILE)


@cache
def pages_for(voice: str) -> tuple[Page, ...]:
    """The pages that are put to one voice, in their order."""
    found = []
    for name, said in page_rules()["pages"].items():
        if voice not in said.get("voices", (voice,)):
            continue
        asked = tuple(
            _question(key, one, voice)
            for key, one in said["questions"].items()
            if voice in one.get("voices", (voice,))
        )
        page = Page(
            name,
            _said(said["heading"], voice),
            _said(said.get("intro", ""), voice),
            said.get("free", False),
            asked,
        )
        found.append(page)
    return tuple(found)


def page_of(route: str, name: str) -> Page | None:
    """The page of that name for whoever comes by a route; None where they are not asked it."""
    return next((one for one in pages_for(voice_of(route)) if one.name == name), None)


def steps_of(route: str) -> tuple[str, ...]:
    """The names of all pages for whoever comes by a route, in their order."""
    return (WHO, *(one.name for one in pages_for(voice_of(route))), FILES, CHECK)


def after(route: str, name: str) -> str:
    """The page that follows one; the check after the last."""
    steps = steps_of(route)
    place = steps.index(name) + 1 if name in steps else len(steps)
    return steps[min(place, len(steps) - 1)]


def before(route: str, name: str) -> str:
    """The page that comes before one; empty for the first, and for a page that is none of theirs."""
    steps = steps_of(route)
    place = steps.index(name) if name in steps else 0
    return steps[place - 1] if place else ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps a request from being sent: the page on which it is put right, and what is wanted."""

    page: str
    words: str


REACH = "Tell us one way to reach you: an email address, a phone number or an address."


def missing(route: str, given: Mapping[str, Any]) -> list[Missing]:
    """What must be there before a request can be sent. `given`: columns and answers by the names of the questions."""
    if not route:
        return [Missing(WHO, "Tell us who you are.")]
    found = [
        Missing(page.name, f"{page.heading}: {question.label}")
        for page in pages_for(voice_of(route))
        for question in page.questions
        if question.needed and not given.get(question.name)
    ]
    if not any(given.get(name) for name in ("asker_email", "asker_phone", "asker_address")):
        found.append(Missing("reach", REACH))
    return found


def _question(name: str, said: Mapping[str, Any], voice: str) -> Question:
    need = said.get("need", False)
    listed = codes(said["codes"]) if "codes" in said else said.get("choices", {})
    return Question(
        name=name,
        type=said["type"],
        label=_said(said["label"], voice),
        hint=_said(said.get("hint", ""), voice),
        needed=need if isinstance(need, bool) else voice in need,
        answer=said.get("answer", False),
        longest=said.get("longest", page_rules()["longest_text"]),
        rows=said.get("rows", 5),
        autocomplete=said.get("autocomplete", ""),
        choices=tuple((str(code), str(words)) for code, words in listed.items()),
    )


def _said(words: str | Mapping[str, str], voice: str) -> str:
    return words if isinstance(words, str) else words.get(voice, words.get("else", ""))
