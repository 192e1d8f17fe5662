"""The areas whose council takes requests here, and how it is reached. No scope: anybody at all reads this."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.access.rules.roles import rolebook
from goldenthread.assessments.permissions import TAKE_IN
from goldenthread.messages.models import CouncilLetterhead
from goldenthread.organisations.models import LocalArea


@dataclass(frozen=True, slots=True)
class Contact:
    """How a council is reached by phone, post and e-mail, and who else helps families; empty where nothing is said."""

    council: str
    team: str
    telephone: str
    email: str
    address: tuple[str, ...]
    ias: str
    ias_telephone: str
    ias_email: str

    @property
    def reachable(self) -> bool:
        """Whether there is any way but this page."""
        return bool(self.telephone or self.email or self.address)


def areas_taking_requests() -> list[LocalArea]:
    """The areas with a post that takes requests in: elsewhere nobody would read one."""
    roles = [name for name, role in rolebook().roles.items() if TAKE_IN in role.permissions]
    found = LocalArea.objects.filter(post_roles__role__in=roles, post_roles__post__ended_on=None)
    return list(found.distinct())


def contact_of(area_id: int) -> Contact:
    """How the council of an area is reached, by the letterhead in force."""
    head = CouncilLetterhead.objects.filter(area=area_id).order_by("-number").first()
    said = {name: str(words) for name, words in (head.facts if head else {}).items()}
    return Contact(
        council=said.get("council_name", ""),
        team=said.get("council_team", ""),
        telephone=said.get("council_telephone", ""),
        email=said.get("council_email", ""),
        address=tuple(said.get("council_address", "").split("\n"))
        if said.get("council_address")
        else (),
        ias=said.get("ias_name", ""),
        ias_telephone=said.get("ias_telephone", ""),
        ias_email=said.get("ias_email", ""),
    )
