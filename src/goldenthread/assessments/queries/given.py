"""What was given in a request, by the names of the questions."""

from __future__ import annotations

from goldenthread.assessments.models import Request
from goldenthread.assessments.rules.pages import Question, pages_for
from goldenthread.assessments.rules.routes import VOICES


def values_of(asked: Request) -> dict[str, object]:
    """Everything that was given, by the names of the questions."""
    return {
        one.name: asked.answers.get(one.name, "") if one.answer else getattr(asked, one.name)
        for one in questions()
    }


def texts_of(asked: Request) -> list[str]:
    """What was written freely, for the words that put a request first."""
    return [*map(str, asked.answers.values()), asked.help_needed]


def questions() -> list[Question]:
    """Every question of every page, once."""
    found = {
        one.name: one for voice in VOICES for page in pages_for(voice) for one in page.questions
    }
    return list(found.values())
