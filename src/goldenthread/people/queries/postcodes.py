"""What the directory of postcodes says, and which edition of it is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.people.models import Postcode, PostcodeEdition


@dataclass(frozen=True)
class Edition:
    """The edition that is loaded: its month and how many postcodes it has."""

    month: date
    postcodes: int

    @property
    def attribution(self) -> tuple[str, ...]:
        """What its licence asks to be shown wherever it is used."""
        year = self.month.year
        return (
            "Source: Office for National Statistics licensed under the Open Government Licence v.3.0",
            f"Contains OS data © Crown copyright and database right {year}",
            f"Contains Royal Mail data © Royal Mail copyright and database right {year}",
        )


def code_of(postcode: str) -> str:
    """The council or district of a compact postcode as the directory has it; empty where it is not there."""
    found = Postcode.objects.filter(pk=postcode).values_list("council", flat=True).first()
    return found or ""


def edition() -> Edition | None:
    """The edition that is loaded, if any is."""
    found = PostcodeEdition.objects.first()
    return Edition(found.month, found.postcodes) if found else None
