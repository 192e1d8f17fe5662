"""Forms about a case as a whole, and the base of all forms about one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms as django_forms

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.ui import forms

Choices = list[tuple[str, str]]
NOBODY = ("", "No coordinator yet")


class OnCase(forms.Form):
    """About one case, against the version that was read."""

    version = forms.IntegerField("Version")
    # The name of a field in the form by the place that a refusal names, where the two differ.
    places: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def show_refusal(self, problem: UserError) -> None:
        """Set what is wrong beside its field, where it has one."""
        place = self.places.get(problem.where or "", problem.where)
        self.add_user_error(problem, place if place in self.fields else None)


class Doubted(OnCase):
    """About one case, where what is given can be doubtful: then it is asked to confirm these doubts and no others."""

    confirmed = forms.BooleanField(
        "It is right as it stands here", legend="Please check", required=False
    )
    doubted = forms.CharField("Doubted", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doubted"].widget = self.fields["doubted"].hidden_widget()
        if not self.data.get("doubted"):
            self.fields["confirmed"].widget = django_forms.HiddenInput()

    @property
    def confirms(self) -> str:
        """The mark of the doubts that the person confirms; empty where none are."""
        return self.cleaned_data["doubted"] if self.cleaned_data["confirmed"] else ""

    def show_doubts(self, doubt: Doubtful) -> None:
        """Ask about what can hardly be right, keeping all that was typed."""
        self.carry(doubted=doubt.mark, confirmed="")
        self.fields["confirmed"].widget = django_forms.CheckboxInput()
        self.add_error("confirmed", self.fields["confirmed"].error_messages["required"])


class OpenForm(forms.Form):
    """Opening a case: who is to coordinate it. Somebody who may not give cases away is not asked."""

    coordinator = forms.ChoiceField(
        "Who coordinates it?", called="who coordinates it", select=True, required=False, mark_optional=False,
    )  # fmt: skip

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if posts:
            self.fields["coordinator"].choices = [NOBODY, *posts]  # type: ignore[attr-defined]
        else:
            del self.fields["coordinator"]

    @property
    def post_id(self) -> int | None:
        """The post that was chosen. Call after `is_valid()`."""
        return _post(self.cleaned_data.get("coordinator"))


class AssignForm(OnCase):
    """Giving a case to another coordinator, or to none."""

    coordinator = forms.ChoiceField(
        "Who coordinates it from now on?", called="who coordinates it", select=True, required=False,
        mark_optional=False, hint="What the council still has to do in this case goes with it.",
    )  # fmt: skip

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coordinator"].choices = [NOBODY, *posts]  # type: ignore[attr-defined]

    @property
    def post_id(self) -> int | None:
        """The post that was chosen. Call after `is_valid()`."""
        return _post(self.cleaned_data["coordinator"])


class CloseForm(Doubted):
    """Closing a case with a reason."""

    on = forms.DateField("On which day was it closed?", called="the day", not_after=clock.today)
    why = forms.TextareaField(
        "Why is it closed?", called="why it is closed", rows=3, max_length=200,
        hint="For example: the request was withdrawn; the plan has ceased; the family has moved to another area.",
    )  # fmt: skip
    field_order = ["on", "why", "confirmed"]


class ReopenForm(OnCase):
    """Taking back that a case was closed, with a reason."""

    why = forms.TextareaField(
        "Why is it reopened?", called="why it is reopened", rows=3, max_length=200,
        hint="For example: it was closed in error; the family has moved back.",
    )  # fmt: skip


class SetAsideForm(OnCase):
    """Taking out of the reckoning what was recorded in error."""

    why = forms.TextareaField(
        "What was wrong?", called="what was wrong", rows=3, max_length=300,
        hint="It stays to be read, with this reason, and counts for nothing.",
    )  # fmt: skip

    def __init__(self, *args: Any, beside: Sequence[str] = (), **kwargs: Any) -> None:
        """`beside`: what was recorded in the same act, in words; it is asked whether that was wrong too."""
        super().__init__(*args, **kwargs)
        if beside:
            self.fields["together"] = forms.BooleanField(
                f"Set aside with it: {'; '.join(beside)}", legend="It was recorded in one act with something else",
                required=False, mark_optional=False,
            )  # fmt: skip

    @property
    def together(self) -> bool:
        """Whether what was recorded with it goes too. Call after `is_valid()`."""
        return bool(self.cleaned_data.get("together"))


def _post(text: str | None) -> int | None:
    return int(text) if text else None
