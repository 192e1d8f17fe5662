"""The conventions of counting that a council chooses. Their words stand in data/settings.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.rulesfile import load_rules

_FILE = Path(__file__).parent / "data" / "settings.yaml"


@dataclass(frozen=True, slots=True)
class Settings:
    """One reading of the law. A setting that is not named has its default, the first value in the file."""

    day_one: str = "excluded"
    receipt: str = "actual"
    period_end: str = "day_before"
    notice: str = "plain"
    before_date: str = "literal"
    months_before: str = "corresponding"
    early_final: str = "allowed"
    school_reply: str = "calendar_days"
    sixth_form: str = "not_a_transfer"

    def with_values(self, given: Mapping[str, object], where: str = "settings") -> Settings:
        """This reading with others put in. UserError for a name or a value that is not in the file."""
        for name, chosen in given.items():
            values = list(setting_words(name, where)["values"])
            if chosen not in values:
                raise UserError(
                    "unknown_setting_value", f"{chosen!r} is no value of {name}.", f"{where}.{name}",
                    f"Use one of: {', '.join(values)}.",
                )  # fmt: skip
        return replace(self, **{name: str(chosen) for name, chosen in given.items()})

    def others(self) -> Iterator[tuple[str, str, Settings]]:
        """Each reading that differs from this one in one setting: its name, the value, the reading."""
        for field in fields(self):
            for chosen in settings_file()[field.name]["values"]:
                if chosen != getattr(self, field.name):
                    yield field.name, chosen, replace(self, **{field.name: chosen})


@lru_cache(maxsize=1)
def settings_file() -> dict[str, Any]:
    """The settings with their questions, values, holders and sources, by name."""
    found: dict[str, Any] = load_rules(_FILE)["settings"]
    return found


def setting_words(name: object, where: str = "settings") -> dict[str, Any]:
    """One of them. UserError for a name that is not in the file."""
    found: dict[str, Any] | None = settings_file().get(str(name))
    if found is None:
        raise UserError(
            "unknown_setting", f"There is no setting {name!r}.", f"{where}.{name}",
            f"Use: {', '.join(settings_file())}.",
        )  # fmt: skip
    return found
