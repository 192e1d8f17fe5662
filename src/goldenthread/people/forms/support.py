"""Forms for what a child needs, and for who works with the child."""

from __future__ import annotations

from typing import Any

from goldenthread.core import clock
from goldenthread.core.plausible import HELD
from goldenthread.people.actions.needs import Needs
from goldenthread.people.actions.network import MemberFacts
from goldenthread.people.forms.keeping import OnRecord, Versioned, list_of
from goldenthread.people.models import NetworkMember
from goldenthread.ui import forms

POST, NAME = "post", "name"


class NeedsForm(OnRecord):
    """The primary and the secondary type of need, from a day on."""

    seen = forms.CharField("Needs that were on the page", required=False)
    primary = forms.ChoiceField(
        "Primary need", called="the primary need", select=True, blank="None on record",
        choices=list_of("sen_type"), required=False, mark_optional=False,
    )  # fmt: skip
    secondary = forms.ChoiceField(
        "Secondary need", called="the secondary need", select=True, blank="None",
        choices=list_of("sen_type"), required=False, mark_optional=False,
    )  # fmt: skip
    starts_on = forms.DateField(
        "From which day?", called="the first day", years=HELD, not_after=clock.today,
        hint="What changes ends on the day before. To put right what was entered, give the day on which it began.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].widget = self.fields["seen"].hidden_widget()

    def needs(self) -> Needs:
        """What was chosen. Call after `is_valid()`."""
        given = self.cleaned_data
        return Needs(given["primary"], given["secondary"], given["starts_on"])

    def told(self) -> frozenset[int]:
        """The keys of the needs that were on the page. Call after `is_valid()`."""
        return frozenset(int(key) for key in self.cleaned_data["seen"].split(",") if key.isdigit())


class MemberForm(Versioned):
    """Somebody who works with the child."""

    who = forms.ChoiceField(
        "Who is it?", called="who it is",
        choices=[(POST, "A post of this area"), (NAME, "Somebody else, by name")],
        hints={POST: "Whoever holds it may then read this record, where its role reads the records of its network."},
        reveals={POST: "post", NAME: ("name", "organisation_name")},
    )  # fmt: skip
    post = forms.ChoiceField(
        "Which post?", called="a post", select=True, blank="Choose from the list"
    )
    name = forms.CharField("Name", called="their name", max_length=160)
    organisation_name = forms.CharField(
        "Organisation", called="their organisation", required=False, max_length=160
    )
    role = forms.ChoiceField(
        "What are they to the child?", called="what they are to the child", select=True,
        blank="Choose from the list", choices=list_of("network_role"),
    )  # fmt: skip
    contact = forms.CharField(
        "How can they be reached?", called="how they can be reached", required=False,
        max_length=200, hint="A telephone number or an e-mail address of their work.",
    )  # fmt: skip
    starts_on = forms.DateField("From which day?", called="the first day", years=HELD)
    ends_on = forms.DateField(
        "Until which day?", called="the last day", required=False, years=HELD,
        hint="Leave it empty while they work with the child. The day after it, a post can no longer read the record.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, posts: list[tuple[int, str]], member: NetworkMember | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        offered = [(str(key), name) for key, name in posts]
        self.fields["post"].choices = offered  # type: ignore[attr-defined]
        if member is None:
            return
        # Who it is does not change: another one is another entry.
        del self.fields["who"], self.fields["post"]
        if member.post_id is not None:
            del self.fields["name"], self.fields["organisation_name"]

    def facts(self) -> MemberFacts:
        """What was typed. Call after `is_valid()`."""
        given = self.cleaned_data
        post = given.get("post")
        post_id = self.member.post_id if self.member else int(post) if post else None
        return MemberFacts(
            role=given["role"], starts_on=given["starts_on"], ends_on=given["ends_on"],
            post_id=post_id, name=given.get("name", ""),
            organisation_name=given.get("organisation_name", ""), contact=given["contact"],
        )  # fmt: skip


def member_initial(member: NetworkMember) -> dict[str, object]:
    """What the form shows of an entry that is on record."""
    names = ("role", "name", "organisation_name", "contact", "starts_on", "ends_on", "version")
    return {name: getattr(member, name) for name in names}
