"""Who is asked or told at the start of a case (data/telling.yaml). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.rulesfile import load_rules

FILE = Path(__file__).parent / "data" / "telling.yaml"
FAMILY, SETTING = "family", "setting"
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who is to be asked or told: words for a page, the duty with its rule, and by which letter.

    `organisation`: the kind of organisation of the area that it is; empty for the family and for the setting. `roles`:
    statutory roles whose post is offered first; `titles`: words in the title of such a post.
    """

    code: str
    words: str
    duty: str
    rule: str
    citation: str
    letter: str
    missing: str
    organisation: str = ""
    roles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToTell:
    """Everybody to be told of one child, in order. `no_setting` says why no setting is among them; else empty."""

    parties: tuple[Party, ...]
    no_setting: str = ""

    def of(self, code: str) -> Party | None:
        """The party of that code."""
        return next((one for one in self.parties if one.code == code), None)


@cache
def telling_rules() -> dict[str, Any]:
    """The file as it is: for the page that publishes it."""
    return load_rules(FILE)


def to_tell(setting: str, *, young_person: bool) -> ToTell:
    """Who is asked or told.

    `setting`: the statute's word for where the child learns, empty where no record tells. `young_person`: whether the
    rights are the young person's own.
    """
    rules = telling_rules()
    holder = "young_person" if young_person else "parent"
    found = tuple(
        _party(code, said, holder if code == FAMILY else setting)
        for code, said in rules["parties"].items()
        if "at" not in said or setting in said["at"]
    )
    if any(one.code == SETTING for one in found):
        return ToTell(found)
    return ToTell(found, rules["no_setting"].get(setting, rules["no_setting"][_UNKNOWN]))


def asked_by(code: str) -> str:
    """Who asked, or brought the child to attention, as it reads in a letter; `code` is the statute's word."""
    said = telling_rules()["asked_by"]
    return str(said.get(code, said["other"]))


def ways_of_answering() -> dict[str, str]:
    """Code and words of each way in which a family answers."""
    return dict(telling_rules()["ways"])


def checked_way(code: str) -> str:
    """The code. UserError for a way that is none."""
    if code not in telling_rules()["ways"]:
        raise UserError("not_in_list", "That answer is not in the list.", "how", "Choose one.")
    return code


def _party(code: str, said: dict[str, Any], which: str) -> Party:
    words = said["words"] if isinstance(said["words"], str) else said["words"][which]
    return Party(
        code=code, words=words, duty=said["duty"], rule=said["rule"], citation=said["citation"],
        letter=said["letter"], missing=" ".join(said["missing"].split()),
        organisation=said.get("organisation", ""), roles=tuple(said.get("roles", ())),
        titles=tuple(said.get("titles", ())),
    )  # fmt: skip
