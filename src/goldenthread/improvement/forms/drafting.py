"""The forms on which a draft plan is written: one for each kind of thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.drafting import Head
from goldenthread.improvement.models import SuccessCriterion
from goldenthread.improvement.queries.drafting import Choices
from goldenthread.improvement.rules.importing.limits import LIMITS
from goldenthread.ui import forms


def _line(label: str, name: str, **options: Any) -> forms.CharField:
    """One line with the limit that imports keep."""
    return forms.CharField(label, max_length=LIMITS[name].longest, **options)


def _text(label: str, **options: Any) -> forms.TextareaField:
    return forms.TextareaField(label, **{"rows": 3, "can_be_printed": True, **options})


class DraftForm(forms.Form):
    """What was read (`standing`) or was newest (`seen`) when the form was opened goes with it, unseen."""

    standing = forms.CharField("Standing", required=False)
    seen = forms.IntegerField("Seen", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("standing", "seen"):
            self.fields[name].widget = self.fields[name].hidden_widget()

    def show_refusal(self, problem: UserError, standing: str) -> None:
        """Set the reason beside its field; keep what was typed, against what stands now."""
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)
        if problem.code == "changed_meanwhile":
            self.carry(standing=standing)


class HeadForm(DraftForm):
    """The head of a plan."""

    title = _line("Title of the plan", "plan.title")
    version = _line(
        "Version", "plan.version", required=False, width=10, hint="For example, 1.0 or Draft 2"
    )
    dated = forms.DateField(
        "Date of the plan", required=False, hint="For example, 28 5 2026. Milestones are held against it.",
    )  # fmt: skip

    def head(self) -> Head:
        """Call after `is_valid()`."""
        given = self.cleaned_data
        return Head(given["title"], given["version"], given["dated"])


class StartForm(HeadForm):
    """A new plan of an area."""

    area = forms.ChoiceField("Which local area is it for?", called="a local area")
    field_order = ("area", "title", "version", "dated")

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "area", areas)


class ItemForm(DraftForm):
    """A thing of a draft. `choices` gives what its drop-down lists offer, by field."""

    #: Drop-down lists whose answer is the id of another thing, or nothing.
    links: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                blank = [("", field.blank)] if field.blank else []
                field.choices = [*blank, *offered]

    def typed(self) -> dict[str, Any]:
        """What was typed, by the names that the actions know. Call after `is_valid()`."""
        given = {
            name: value for name, value in self.cleaned_data.items()
            if name not in ("standing", "seen")
        }  # fmt: skip
        chosen = {name: given[name] for name in self.links if name in given}
        return {**given, **{name: int(pk) if pk else None for name, pk in chosen.items()}}


class SectionForm(ItemForm):
    number = _line("Number", "section.number", required=False, width=5)
    title = _line("Title", "section.title")
    area_for_improvement = _text("Area for improvement", required=False, rows=5)


class GoodForm(ItemForm):
    text = _text("What would good look like?", called="what good looks like")


class CriterionForm(ItemForm):
    links = ("parent",)
    kind = forms.ChoiceField(
        "How will it be known?", called="how it will be known", choices=SuccessCriterion.Kind.choices,
        hints={"quantitative": "In numbers", "qualitative": "In what people say and see"},
    )  # fmt: skip
    text = _text("Criterion", called="the criterion")
    parent = forms.ChoiceField(
        "Does another criterion head it?", called="a criterion", select=True, required=False,
        blank="No, it stands by itself",
    )  # fmt: skip


class DocumentForm(ItemForm):
    as_printed = _line(
        "Name of the other plan, charter or agreement", "document.text",
        hint="One that is registered by this name is used; otherwise it is registered now.",
    )  # fmt: skip


class PriorityForm(ItemForm):
    links = ("section",)
    code = _line(
        "Code", "priority.code", width=5, hint="For example, 1a. No two priorities share one."
    )
    title = _text("Title")
    section = forms.ChoiceField("Section", select=True)

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        if "section" not in choices:  # a new one stands where it was added
            del self.fields["section"]


class LeadForm(ItemForm):
    """An existing post, or a new one where the person may make one."""

    links = ("post", "organisation")
    which = forms.ChoiceField(
        "Which post leads?", called="which post leads",
        choices=[("existing", "A post that is there"), ("new", "A new post")],
        reveals={"existing": "post", "new": ("organisation", "title")},
    )  # fmt: skip
    post = forms.ChoiceField("Post", called="a post", select=True, blank="Choose a post")
    organisation = forms.ChoiceField(
        "Organisation of the new post", called="an organisation", select=True,
        blank="Choose an organisation",
    )  # fmt: skip
    title = _line("Title of the new post", "lead.name")
    as_printed = _line(
        "Name as the plan prints it", "lead.name", required=False,
        hint="Leave it empty to use the title of the post.",
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        if not choices["organisation"]:
            for name in ("which", "organisation", "title"):
                del self.fields[name]

    def typed(self) -> dict[str, Any]:
        given = self.cleaned_data
        new = given.get("which") == "new"
        return {
            "post": None if new else int(given["post"]),
            "organisation": int(given["organisation"]) if new else None,
            "title": given["title"] if new else "",
            "as_printed": given["as_printed"],
        }


class ActionForm(ItemForm):
    letter = _line("Letter", "action.letter", required=False, width=5, hint="For example, A")
    text = _text("Action", called="the action")


class MilestoneForm(ItemForm):
    links = ("action",)
    number = _line("Number", "milestone.number", required=False, width=5)
    text = _text("Milestone", called="the milestone")
    due = forms.MonthField(
        "Falls due", called="the month it falls due", required=False,
        hint="For example, 9 2026. It falls due on the last day of the month.",
    )  # fmt: skip
    qualifier = _line(
        "Remark beside the date", "milestone.qualifier", required=False,
        hint="For example, quarterly reviews following this",
    )  # fmt: skip
    action = forms.ChoiceField(
        "Action that it belongs to", called="an action", select=True, required=False,
        blank="None in particular",
    )  # fmt: skip


class RecurringForm(ItemForm):
    number = _line("Number", "recurring.number", required=False, width=5)
    cadence = _line("How often?", "recurring.cadence_text", called="how often", width=20,
                    hint="For example, weekly, half-termly or yearly")  # fmt: skip
    text = _text("What is done each time?", called="what is done each time")


FORMS: Mapping[str, type[ItemForm]] = {
    "sections": SectionForm,
    "good": GoodForm,
    "criteria": CriterionForm,
    "documents": DocumentForm,
    "priorities": PriorityForm,
    "leads": LeadForm,
    "actions": ActionForm,
    "milestones": MilestoneForm,
    "own-leads": LeadForm,
    "recurring": RecurringForm,
}
