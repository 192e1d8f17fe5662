"""The form for where a child learns."""

from __future__ import annotations

from typing import Any

from goldenthread.core.plausible import HELD
from goldenthread.people.actions.stays import FIRST, StayDetails
from goldenthread.people.forms.keeping import Versioned, list_of
from goldenthread.people.models import SettingStay
from goldenthread.ui import forms

OURS, NAMED, NONE = "ours", "named", "none"
UNIT, RESOURCED = "unit", "resourced"


class StayForm(Versioned):
    """A stay at a setting, or what stands in the place of one."""

    where = forms.ChoiceField(
        "Where does the child learn?", called="where the child learns",
        choices=[
            (OURS, "At a school or other setting of this area"),
            (NAMED, "At another school or setting"),
            (NONE, "Somewhere else, or nowhere"),
        ],
        reveals={OURS: "organisation", NAMED: "name", NONE: ("sen_setting", "sen_setting_other")},
    )  # fmt: skip
    organisation = forms.ChoiceField(
        "Which setting?", called="a setting", select=True, blank="Choose from the list"
    )
    name = forms.CharField("Name of the school or setting", called="its name", max_length=160)
    sen_setting = forms.ChoiceField(
        "What stands in its place?", called="what stands in its place", select=True,
        blank="Choose from the list", choices=list_of("sen_setting"),
    )  # fmt: skip
    sen_setting_other = forms.CharField("In words", required=False, max_length=160)
    phase = forms.ChoiceField(
        "What kind of setting is it for the child?", called="a kind of setting",
        choices=list_of("phase"), required=False, mark_optional=False,
        hints={
            "primary": "Also the primary years of a special or an all-through school.",
            "secondary": "Also the secondary years of one, and a school's own sixth form.",
        },
        hint="Needed for a school or setting. Who has to be asked in the child's case depends on it.",
    )  # fmt: skip
    urn = forms.CharField(
        "URN", hint="The 6 digits of the national register, if you have them.", width=10,
        required=False, max_length=12, inputmode="numeric",
    )  # fmt: skip
    ukprn = forms.CharField(
        "UKPRN", hint="8 digits, for colleges and others without a URN.", width=10,
        required=False, max_length=12, inputmode="numeric",
    )  # fmt: skip
    rank = forms.ChoiceField(
        "Is it the child's first setting?", called="whether it is the first setting",
        choices=[("1", "Yes, or the only one"), ("2", "No, it is a second one beside the first")],
        hints={"1": "One at a time: a new one ends the one before on the day before."},
        initial=str(FIRST),
    )  # fmt: skip
    provision = forms.MultipleChoiceField(
        "Is the place in special provision of the school?", called="special provision",
        choices=[(UNIT, "In its SEN unit"), (RESOURCED, "In its resourced provision")],
        required=False,
    )  # fmt: skip
    residential = forms.ChoiceField(
        "Is it residential?", called="whether it is residential", select=True,
        blank="Not residential", choices=list_of("residential"), required=False,
        mark_optional=False,
    )  # fmt: skip
    work_based = forms.ChoiceField(
        "Is it work-based learning?", called="whether it is work-based", select=True,
        blank="Not work-based", choices=list_of("work_based"), required=False,
        mark_optional=False,
    )  # fmt: skip
    year_group = forms.IntegerField(
        "National curriculum year", hint="Reception is 0.", width=2, required=False
    )
    starts_on = forms.DateField(
        "First day there", called="the first day", required=False, years=HELD,
        hint="Leave it empty if nobody knows.",
    )  # fmt: skip
    ends_on = forms.DateField(
        "Last day there", called="the last day", required=False, years=HELD,
        hint="Leave it empty while it lasts.",
    )  # fmt: skip

    def __init__(self, *args: Any, settings: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(key), name) for key, name in settings]
        self.fields["organisation"].choices = offered  # type: ignore[attr-defined]

    def details(self) -> StayDetails:
        """What was typed. Call after `is_valid()`."""
        given = self.cleaned_data
        return StayDetails(
            starts_on=given["starts_on"], ends_on=given["ends_on"],
            organisation_id=int(given["organisation"]) if given["organisation"] else None,
            name=given["name"], sen_setting=given["sen_setting"],
            sen_setting_other=given["sen_setting_other"],
            urn=_digits(given["urn"]), ukprn=_digits(given["ukprn"]), phase=given["phase"],
            rank=int(given["rank"]), sen_unit=UNIT in given["provision"],
            resourced=RESOURCED in given["provision"], residential=given["residential"],
            work_based=given["work_based"], year_group=given["year_group"],
        )  # fmt: skip


def stay_initial(stay: SettingStay) -> dict[str, object]:
    """What the form shows of a stay that is on record."""
    where = OURS if stay.organisation_id else NAMED if stay.name else NONE
    provision = [
        name for name, held in ((UNIT, stay.sen_unit), (RESOURCED, stay.resourced)) if held
    ]
    plain = (
        "name", "sen_setting", "sen_setting_other", "phase", "urn", "ukprn", "residential",
        "work_based", "year_group", "starts_on", "ends_on", "version",
    )  # fmt: skip
    return {
        "where": where, "organisation": str(stay.organisation_id or ""), "rank": str(stay.rank),
        "provision": provision, **{name: getattr(stay, name) for name in plain},
    }  # fmt: skip


def _digits(text: str) -> str:
    return "".join(text.split())
