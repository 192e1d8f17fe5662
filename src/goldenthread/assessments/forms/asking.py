"""A school or college asks for an assessment, from a pupil's record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.assessments.actions.entering import ONLINE, Entered
from goldenthread.assessments.forms.entering import Asking, columns_of
from goldenthread.core import clock
from goldenthread.people.models import Person
from goldenthread.ui import forms

Choices = Sequence[tuple[str, str]]
_TOLD = [("yes", "Yes"), ("no", "No"), ("unknown", "I am not sure")]


class AskForm(Asking):
    """A school or college asks from a pupil's record. `post` is asked where somebody acts in several."""

    files_label = "Files, such as reports, plans of support and what the child has made"

    post = forms.ChoiceField(
        "For which post do you ask?", called="a post", select=True, blank="Choose from the list"
    )
    route = forms.ChoiceField(
        "For what do you ask?", called="for what you ask",
        choices=[("school", "A school or nursery"), ("post16", "A college or other place of learning after 16")],
    )  # fmt: skip
    asker_name = forms.CharField("Your name", max_length=160)
    asker_phone = forms.CharField("Your telephone number", max_length=40, width=20, required=False)
    family_told = forms.ChoiceField(
        "Does the parent or young person know that you ask?", called="whether they know", choices=_TOLD,
        hint="The council asks them what they think, so tell them before you send this.",
    )  # fmt: skip
    seen = forms.TextareaField(
        "What does the child find hard?",
        called="what the child finds hard",
        rows=8,
        max_length=6000,
    )
    strengths = forms.TextareaField(
        "What is the child good at?", rows=3, max_length=6000, required=False
    )
    tried = forms.TextareaField(
        "What help has there been so far, for how long, and what came of it?", called="what help there has been",
        rows=8, max_length=6000,
    )  # fmt: skip
    views = forms.TextareaField("What does the child say?", rows=4, max_length=6000, required=False)
    views_how = forms.CharField("How did they tell you, and when?", max_length=200, required=False)
    hopes = forms.TextareaField(
        "What do you hope for with this?", rows=3, max_length=6000, required=False
    )
    field_order = [
        "post", "route", "asker_name", "asker_phone", "family_told", "seen", "strengths", "tried", "views",
        "views_how", "hopes", "files", "worry",
    ]  # fmt: skip

    def __init__(self, *args: Any, child: Person, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.child, self.posts = child, dict(posts)
        forms.offer(self, "post", posts)
        self.order_fields(self.field_order)

    @property
    def post_id(self) -> int:
        return int(self.cleaned_data["post"])

    def entered(self) -> Entered:
        """What was written. Call after `is_valid()`."""
        given = self.cleaned_data
        title, _, organisation = self.posts[given["post"]].partition(", ")
        columns = {
            name: given[name] for name in ("asker_name", "asker_phone", "family_told", "worry")
        }
        columns |= {
            "asker_role": title[:120], "asker_organisation": organisation[:160],
            "child_setting": organisation[:160], **columns_of(self.child),
        }  # fmt: skip
        answers = {
            name: given[name]
            for name in ("seen", "strengths", "tried", "views", "views_how", "hopes")
        }
        return Entered(given["route"], ONLINE, clock.today(), columns, answers)
