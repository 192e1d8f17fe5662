"""The tables of letters and notices."""

from goldenthread.messages.models.copies import Copy
from goldenthread.messages.models.families import FamilyMessage, StageNotice
from goldenthread.messages.models.letterheads import AgreedStatement, CouncilLetterhead
from goldenthread.messages.models.letters import Letter

__all__ = [
    "AgreedStatement",
    "Copy",
    "CouncilLetterhead",
    "FamilyMessage",
    "Letter",
    "StageNotice",
]
