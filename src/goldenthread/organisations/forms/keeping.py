"""Forms that keep organisations, posts, roles and areas."""

from __future__ import annotations

from typing import Any, cast

from django.http import QueryDict

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.plausible import HELD
from goldenthread.organisations.actions.organisations import OrganisationFacts
from goldenthread.organisations.actions.posts import PostDetails
from goldenthread.organisations.actions.statutory import Decided
from goldenthread.organisations.models import Organisation
from goldenthread.organisations.rules.councils import councils
from goldenthread.ui import forms

Choices = list[tuple[str, str]]


class _Versioned(forms.Form):
    """A form on a record that somebody else may change meanwhile."""

    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def show_refusal(self, problem: UserError, version: int) -> None:
        """Show what the action refused; what was typed is kept, against the version that stands now."""
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)
        if problem.code == "changed_meanwhile":
            typed = cast("QueryDict", self.data).copy()
            typed["version"] = str(version)
            self.data = typed


class OrganisationForm(_Versioned):
    """What an organisation is, and which areas it serves."""

    name = forms.CharField("Name", max_length=160)
    short_name = forms.CharField(
        "Short name", hint="As plans print it, for example ICB.", required=False, max_length=40,
        width=10,
    )  # fmt: skip
    kind = forms.ChoiceField(
        "What kind of organisation is it?", called="a kind", choices=Organisation.Kind.choices
    )
    areas = forms.MultipleChoiceField("Which areas does it serve?", called="an area")

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]

    def facts(self) -> OrganisationFacts:
        """What was typed. Call after `is_valid()`."""
        given = self.cleaned_data
        return OrganisationFacts(
            given["name"], given["short_name"], given["kind"], frozenset(map(int, given["areas"]))
        )


class PostForm(_Versioned):
    """What a post is for. Who holds it, and its roles, are asked elsewhere."""

    title = forms.CharField("Title", hint="The name of the job, not of a person.", max_length=160)
    remit = forms.TextareaField("What is the post for?", required=False, rows=3, max_length=2000)
    contact = forms.CharField(
        "How can whoever holds it be reached?",
        hint="A shared mailbox or telephone number, so that it outlives a leaver.",
        called="how to reach whoever holds it", required=False, max_length=200,
    )  # fmt: skip
    funded_by = forms.MultipleChoiceField("Who funds it?", called="who funds it", required=False)
    vacant_since = forms.DateField(
        "Vacant since",
        hint="Only if the last holder was never recorded here; otherwise their last day says it.",
        required=False, not_after=clock.today, years=HELD,
    )  # fmt: skip
    ended_on = forms.DateField(
        "Last day of the post itself", hint="Only if the post comes to an end.", required=False,
        years=HELD,
    )  # fmt: skip

    def __init__(self, *args: Any, funders: Choices, may_end: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funded_by"].choices = funders  # type: ignore[attr-defined]
        if not may_end:
            del self.fields["ended_on"]

    def details(self) -> PostDetails:
        """What was typed. Call after `is_valid()`."""
        given = self.cleaned_data
        return PostDetails(
            title=given["title"],
            remit=given["remit"],
            contact=given["contact"],
            vacant_since=given["vacant_since"],
            ended_on=given.get("ended_on", self.initial.get("ended_on")),
            funded_by=frozenset(map(int, given["funded_by"])),
        )


class NewPostForm(PostForm):
    """A post that is not there yet: in which organisation, and with which role."""

    organisation = forms.ChoiceField(
        "In which organisation?",
        called="an organisation",
        select=True,
        blank="Choose from the list",
    )
    role = forms.ChoiceField(
        "First role", hint="What whoever holds it may do here. More can be given later.",
        called="a role", select=True, blank="No role", required=False,
    )  # fmt: skip

    field_order = ("organisation", "title", "role")

    def __init__(self, *args: Any, organisations: Choices, roles: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        self.fields["organisation"].choices = organisations  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", "No role"), *roles]  # type: ignore[attr-defined]

    def first_role(self) -> tuple[int, str] | None:
        """The area and the name of the role chosen, if one was."""
        area, _, name = self.cleaned_data["role"].partition(":")
        return (int(area), name) if name else None


class RolesForm(_Versioned):
    """Which roles a post carries in one area."""

    roles = forms.MultipleChoiceField(
        "Which roles does the post carry?", called="its roles", required=False
    )

    def __init__(self, *args: Any, roles: list[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["roles"]
        field.choices = [(name, title) for name, title, _ in roles]  # type: ignore[attr-defined]
        field.hints = {name: about for name, _, about in roles}  # type: ignore[attr-defined]


class StatutoryRoleForm(_Versioned):
    """Who carries a statutory role."""

    POST, NOBODY_YET, NOT_NEEDED = "post", "nobody_yet", "not_needed"

    who = forms.ChoiceField(
        "Who carries it?", called="who carries it",
        choices=[
            (POST, "A post"), (NOBODY_YET, "No post has been named yet"),
            (NOT_NEEDED, "Nobody has to carry it here"),
        ],
        reveals={POST: ("post",), NOT_NEEDED: ("note",)},
    )  # fmt: skip
    post = forms.ChoiceField("Which post?", called="a post", select=True)
    note = forms.CharField(
        "Why has nobody to carry it?", called="why nobody has to carry it", max_length=300
    )

    def __init__(self, *args: Any, posts: Choices, one_of: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "Choose from the list"), *posts]  # type: ignore[attr-defined]
        self.fields["post"].help_text = f"Only posts of {one_of} can carry it."

    def decided(self) -> Decided:
        """What was chosen. Call after `is_valid()`."""
        given = self.cleaned_data
        who = given["who"]
        return Decided(
            post_id=int(given["post"]) if who == self.POST else None,
            needed=who != self.NOT_NEEDED,
            note=given["note"] if who == self.NOT_NEEDED else "",
        )


class CouncilForm(forms.Form):
    """Which council an area has."""

    council = forms.ChoiceField(
        "Which council is it?", called="a council", select=True, blank="Not said", required=False,
        mark_optional=False,
    )  # fmt: skip

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["council"] = code
        # A code that is no council's, such as an invented area's, stays until somebody chooses another.
        kept = {code: code} if code and code not in councils() else {}
        self.fields["council"].choices = [*kept.items(), *councils().items()]  # type: ignore[attr-defined]


class AreaForm(forms.Form):
    """A further local area."""

    name = forms.CharField("Name of the area", called="the name of the area", max_length=120)
    post = forms.ChoiceField("Which of your posts looks after it first?", called="a post")

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "post", posts)
