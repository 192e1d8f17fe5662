"""What is said of a carer, and of what they are to a child: as it is given, checked and kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from goldenthread.core.errors import UserError
from goldenthread.people.actions.keeping import need_code, need_days
from goldenthread.people.models import Person
from goldenthread.people.queries.carers import NO_RESTRICTION
from goldenthread.people.rules.recipients import Tie, keeps_place, silenced

LONGEST_ADDRESS = 500


@dataclass(frozen=True)
class CarerFacts:
    """Who a carer is, for all of their children.

    `postal_address` is where they get post, where that is not where the child lives; None leaves it as it is.
    """

    title: str
    forename: str
    surname: str
    language: str = ""
    needs: str = ""
    postal_address: str | None = None

    @property
    def columns(self) -> dict[str, str]:
        """What of a carer is to be written: a postal address that nobody was asked for is left out."""
        return {name: text for name, text in asdict(self).items() if text is not None}


@dataclass(frozen=True)
class TieFacts:
    """What a carer is to this child, and what they may be told."""

    relation: str
    parental_responsibility: str
    lives_with: bool
    gets_letters: bool
    shared_care: str = ""
    restriction: str = NO_RESTRICTION
    basis: str = ""
    restricted_from: date | None = None
    restricted_until: date | None = None
    starts_on: date | None = None


def checked_name(who: CarerFacts) -> CarerFacts:
    """As it is kept. UserError without a forename or a surname."""
    told = {name: " ".join(text.split()) for name, text in who.columns.items()}
    if who.postal_address is not None:
        lines = (" ".join(line.split()) for line in who.postal_address.splitlines())
        told["postal_address"] = "\n".join(line for line in lines if line)
    plain = CarerFacts(**told)
    if len(plain.postal_address or "") > LONGEST_ADDRESS:
        raise UserError("too_long", f"Use {LONGEST_ADDRESS} characters or fewer.", "postal_address")
    for where in ("forename", "surname"):
        if not getattr(plain, where):
            raise UserError("name_missing", f"Enter the carer’s {where}.", where)
    return plain


def checked_tie(person: Person, tie: TieFacts) -> TieFacts:
    """As it is kept. Whoever may be told nothing gets no letters, also not when the restriction is taken away later."""
    need_code("relation", tie.relation, "relation")
    need_code("parental_responsibility", tie.parental_responsibility, "parental_responsibility")
    need_code("restriction", tie.restriction, "restriction")
    need_days(person, tie.starts_on, None)
    shared, basis = tie.shared_care.strip(), tie.basis.strip()
    if tie.restriction == NO_RESTRICTION:
        return replace(
            tie, shared_care=shared, basis="", restricted_from=None, restricted_until=None
        )
    if not basis:
        raise UserError(
            "basis_missing", "Say what the restriction rests on.", "basis",
            "For example the order of a court and its date, or who decided it and why.",
        )  # fmt: skip
    first, last = tie.restricted_from, tie.restricted_until
    if first is not None and last is not None and last < first:
        raise UserError(
            "ends_before_start", "The last day is before the first.", "restricted_until",
            "Check both days.",
        )  # fmt: skip
    kept = Tie(0, tie.restriction)
    if tie.lives_with and keeps_place(kept):
        raise UserError(
            "lives_with_restricted", "A child cannot live with somebody who may not know where the child lives.",
            "lives_with", "Check the restriction, or say that the child does not live with them.",
        )  # fmt: skip
    return replace(
        tie, shared_care=shared, basis=basis, gets_letters=tie.gets_letters and not silenced(kept)
    )
