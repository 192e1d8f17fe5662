"""The tables of people's records. The child first, then what is kept about the child."""

from goldenthread.people.models.family import Carer, CarerLink, ContactPoint, Sibling
from goldenthread.people.models.family_links import FamilyLink
from goldenthread.people.models.merges import Merge, NotSame
from goldenthread.people.models.person import NameKey, Person
from goldenthread.people.models.places import Address, SettingStay
from goldenthread.people.models.postcodes import Postcode, PostcodeEdition
from goldenthread.people.models.rights import CapacityNote, Consent, Protection
from goldenthread.people.models.support import Need, NetworkMember

__all__ = [
    "Address",
    "CapacityNote",
    "Carer",
    "CarerLink",
    "Consent",
    "ContactPoint",
    "FamilyLink",
    "Merge",
    "NameKey",
    "Need",
    "NetworkMember",
    "NotSame",
    "Person",
    "Postcode",
    "PostcodeEdition",
    "Protection",
    "SettingStay",
    "Sibling",
]
