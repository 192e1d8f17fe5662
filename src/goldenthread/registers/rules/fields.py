"""The fields that a register asks beyond those that every entry has, and checking what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

FieldType = Literal["text", "long_text", "date", "yes_no", "choice"]
TYPES: tuple[FieldType, ...] = ("text", "long_text", "date", "yes_no", "choice")
LONGEST = {"text": 300, "long_text": 4000}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. Answers are kept as JSON: text, an ISO date, true or false, the value of a choice."""

    name: str
    label: str
    type: FieldType
    required: bool
    hint: str
    choices: tuple[tuple[str, str], ...]

    def shown(self, answer: Any) -> str:
        """An answer as a reader sees it; empty for none. Dates stay ISO: pages print them."""
        if answer is None or answer == "":
            return ""
        if self.type == "yes_no":
            return "Yes" if answer else "No"
        if self.type == "choice":
            return dict(self.choices).get(answer, str(answer))
        return str(answer)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one answer."""

    field: str
    message: str


def read_field(name: str, entry: Mapping[str, Any]) -> Field:
    """A field from its entry in the file. ValueError for what it lacks or does not know."""
    if extra := set(entry) - {"label", "type", "required", "hint", "choices"}:
        raise ValueError(f"field {name}: unknown {', '.join(sorted(extra))}")
    if entry.get("type") not in TYPES:
        raise ValueError(f"field {name}: type is one of {', '.join(TYPES)}")
    choices = tuple((str(key), str(words)) for key, words in (entry.get("choices") or {}).items())
    if (entry["type"] == "choice") != bool(choices):
        raise ValueError(f"field {name}: choices belong to type choice, which needs them")
    if not entry.get("label") or not isinstance(entry.get("required"), bool):
        raise ValueError(f"field {name}: needs a label, and required true or false")
    kind = cast("FieldType", entry["type"])
    return Field(name, entry["label"], kind, entry["required"], entry.get("hint", ""), choices)


def check_answers(fields: tuple[Field, ...], answers: Mapping[str, Any]) -> list[Wrong]:
    """What is wrong with the answers; empty where they may be kept."""
    known = {field.name for field in fields}
    found = [
        Wrong(name, "This register does not ask that.") for name in answers if name not in known
    ]
    for field in fields:
        message = _wrong(field, answers.get(field.name))
        if message:
            found.append(Wrong(field.name, message))
    return found


def _wrong(field: Field, answer: Any) -> str:
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return f"{field.label} is needed." if field.required else ""
    if field.type == "yes_no":
        return "" if isinstance(answer, bool) else f"{field.label} is yes or no."
    if not isinstance(answer, str):
        return f"{field.label} is not text."
    if field.type == "choice":
        return "" if answer in dict(field.choices) else f"{field.label} is not one of the choices."
    if field.type == "date":
        return "" if _is_day(answer) else f"{field.label} is not a date."
    longest = LONGEST[field.type]
    return "" if len(answer) <= longest else f"{field.label} has more than {longest} characters."


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
