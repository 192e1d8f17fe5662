"""What the forms on one success criterion share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.core.numbers import whole_number
from goldenthread.improvement.actions import criteria as actions
from goldenthread.improvement.forms import by_post
from goldenthread.improvement.models import SuccessCriterion
from goldenthread.improvement.permissions import criterion_posts
from goldenthread.improvement.queries import criterion_pages, posts
from goldenthread.improvement.queries.criteria import CriterionRow
from goldenthread.improvement.views.criteria.pages import render_criteria


def opened_for(
    request: ScopedRequest, criterion_id: int, permission: str
) -> tuple[SuccessCriterion, CriterionRow, by_post.PostChoices]:
    """The criterion, how it stands, and the posts through which the person may act on it."""
    criterion = criterion_pages.get_criterion(request.scope, criterion_id)
    allowed = criterion_posts(request.scope, permission, criterion)
    if not allowed:
        raise NotAllowed(actions.refusal(request.scope, permission, criterion))
    row = criterion_pages.criterion_row(criterion, clock.today())
    return criterion, row, posts.named(allowed)


def seen_number(seen: str) -> int:
    """The id that a form carries of what its reader saw; nought for none."""
    return whole_number(seen) or 0


def act_page(
    request: ScopedRequest,
    criterion: SuccessCriterion,
    row: CriterionRow,
    form: by_post.ByPost,
    heading: str,
    submit: str,
    **more: Any,
) -> HttpResponse:
    """The page of a form on a criterion, with what `more` it shows."""
    context = {
        "criterion": criterion, "row": row, "form": form, "heading": heading,
        "submit_label": submit, "figure": None, **more,
    }  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return render_criteria(request, "improvement/criterion_form.html", context, status)
