"""The test of CFA 2014 s.36(8) and what follows from its answers (data/deciding.yaml). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.rulesfile import load_rules

FILE = Path(__file__).parent / "data" / "deciding.yaml"
ASSESS, REFUSE = "assess", "refuse"
NEEDS, PLAN = "may_have_needs", "may_need_plan"


@dataclass(frozen=True, slots=True)
class Limb:
    """One limb of the test: the question, a short form, and what the family is told of either answer."""

    code: str
    title: str
    short: str
    citation: str
    yes: str
    no: str

    def told(self, answer: bool, child: str) -> str:
        """The answer in plain words, for the family."""
        return (self.yes if answer else self.no).format(child=child)


@cache
def deciding_rules() -> dict[str, Any]:
    """The file as it is: for the page that publishes it."""
    return load_rules(FILE)


@cache
def limbs() -> dict[str, Limb]:
    """Both limbs, by code."""
    return {
        code: Limb(code, said["title"], said["short"], said["citation"], said["yes"], said["no"])
        for code, said in deciding_rules()["limbs"].items()
    }


def evidence_kinds() -> dict[str, str]:
    """Code and words of what may be looked at."""
    return dict(deciding_rules()["evidence"])


def checked_evidence(codes: Iterable[str]) -> list[str]:
    """The codes in the order of the file, each once. UserError for one that it does not know."""
    given, known = set(codes), evidence_kinds()
    if given - known.keys():
        raise UserError("not_in_list", "That is not in the list.", "evidence", "Choose from it.")
    return [code for code in known if code in given]


def advice_lines(setting: str) -> list[str]:
    """Whose advice a letter says will be asked for. `setting`: the statute's word for where the child learns."""
    said = deciding_rules()["advice"]
    where = said["settings"].get(setting, "")
    lines = [line.format(setting=where) for line in said["lines"]]
    return [line for line in lines if line]


def must_assess(may_have_needs: bool, may_need_plan: bool) -> bool:
    """What the test says: the council assesses where both may be so, and only then has to."""
    return may_have_needs and may_need_plan


def against_test(outcome: str, may_have_needs: bool, may_need_plan: bool) -> bool:
    """Whether the outcome is not the one that the answers to the limbs lead to."""
    return (outcome == ASSESS) is not must_assess(may_have_needs, may_need_plan)


def need_lawful(outcome: str, may_have_needs: bool, may_need_plan: bool, *, asked: bool) -> None:
    """UserError for a refusal although the council must assess, or before the family was asked; see `asked` below."""
    if outcome != REFUSE:
        return
    for code, wrong in (
        ("must_assess", must_assess(may_have_needs, may_need_plan)),
        ("family_not_asked", not asked),
    ):
        if wrong:
            said = deciding_rules()["refusals"][code]
            raise UserError(code, said["why"], "outcome", said["fix"])


def doubts_of_deciding(
    outcome: str, may_have_needs: bool, may_need_plan: bool, *, looked_at: bool, asked: bool
) -> list[str]:
    """What should be looked at before it is written so, as sentences; what may not be at all, `need_lawful` says.

    `looked_at`: something is marked as evidence. `asked`: the family was asked, or has answered.
    """
    said = deciding_rules()["doubts"]
    found = []
    if outcome == ASSESS and against_test(outcome, may_have_needs, may_need_plan):
        found.append(said["assess_although"])
    if not looked_at:
        found.append(said["nothing_looked_at"])
    if outcome == ASSESS and not asked:
        found.append(said["family_not_asked"])
    return [" ".join(one.split()) for one in found]
