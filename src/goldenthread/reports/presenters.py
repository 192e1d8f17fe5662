"""A composed report in words: the body that is previewed, and frozen on sending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from goldenthread.documents.blocks import read_body
from goldenthread.documents.rules.reading_age import reading_age
from goldenthread.improvement.presenters import flag_words, look_key
from goldenthread.reports.models import Progress
from goldenthread.reports.pictures import picture
from goldenthread.reports.queries.families import Families
from goldenthread.reports.queries.pack import Pack
from goldenthread.reports.rules.audiences import chain
from goldenthread.reports.rules.families import family_words

_WORDS = {"look_key": look_key, "flag_words": flag_words}


@dataclass(frozen=True)
class Bodies:
    """A page for families and its easy read, which are checked, cleared and frozen together."""

    page: str
    easy: str

    @property
    def together(self) -> str:
        return f"{self.page}\n{self.easy}"


def families_bodies(told: Families) -> Bodies:
    """Both bodies as HTML. As of a report, the same data give the same bytes."""
    context = {"told": told, "progress": told.progress, "picture": picture}
    return Bodies(
        _tidy(render_to_string("reports/families/page.html", context)),
        _tidy(render_to_string("reports/families/easy.html", context)),
    )


@dataclass(frozen=True)
class Ages:
    """The reading ages of both parts of a page for families, in years, and the most that they should be."""

    page: float
    easy: float
    most: int


def reading_ages(progress: Progress, bodies: Bodies) -> Ages:
    """How hard the words are, leaving out the names of the area and of the plan."""
    names = (progress.plan.area.name, progress.plan.title)
    page, easy = (
        reading_age((block.text for block in read_body(body)[0]), names)
        for body in (bodies.page, bodies.easy)
    )
    return Ages(page, easy, family_words().reading_age)


def body_of(pack: Pack) -> str:
    """The body as HTML. The same data give the same bytes: no time of making, no address, nobody's name who made it."""
    context = {**_WORDS, "pack": pack, "report": pack.report, "titles": chain().parts}
    return _tidy(render_to_string("reports/body/report.html", context))


def _tidy(text: str) -> str:
    """Without the blank lines that a template leaves behind: they are nobody's words."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


def render_report(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page that shows statuses."""
    return render(request, template, {**_WORDS, **context}, status=status)
