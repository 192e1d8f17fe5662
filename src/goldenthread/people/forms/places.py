"""The form for where a child lives."""

from __future__ import annotations

from typing import Any

from goldenthread.core.plausible import HELD
from goldenthread.organisations.models import LocalArea
from goldenthread.organisations.rules.councils import councils
from goldenthread.people.actions.addresses import LETTERS, LONGEST, NOT_KNOWN, AddressFacts
from goldenthread.people.forms.keeping import Choices, Versioned, list_of
from goldenthread.people.models import Address
from goldenthread.people.rules.postcodes import shown
from goldenthread.ui import forms

_ELSEWHERE = [
    ("W92000004", "A council in Wales"),
    ("S92000003", "A council in Scotland"),
    ("N92000002", "A council in Northern Ireland"),
]


class AddressForm(Versioned):
    """An address, with the days between which it held."""

    kind = forms.ChoiceField(
        "What kind of address is it?", called="a kind", choices=list_of("address_kind"),
        hints={
            "home": "One at a time: a new home ends the one before on the day before.",
            "second_home": "Where care is shared and the child lives at both.",
            LETTERS: "The child does not live there.",
        },
    )  # fmt: skip
    lines = forms.TextareaField(
        "Address", hint="Without the postcode. Where there is no fixed address, say so.",
        called="the address", rows=4, max_length=LONGEST,
    )  # fmt: skip
    postcode = forms.CharField(
        "Postcode", width=10, required=False, max_length=12, autocomplete="off", spellcheck=False
    )
    council = forms.ChoiceField(
        "Which council's area is it in?", called="a council", select=True, required=False,
        mark_optional=False,
        hint="Only needed where the postcode does not tell. Its first part alone cannot: some lie in two councils.",
    )  # fmt: skip
    starts_on = forms.DateField(
        "From which day?", called="the first day", required=False, years=HELD,
        hint="Leave it empty if nobody knows.",
    )  # fmt: skip
    ends_on = forms.DateField(
        "Until which day?", called="the last day", required=False, years=HELD,
        hint="Leave it empty while it lasts.",
    )  # fmt: skip

    def __init__(self, *args: Any, area: LocalArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].choices = _council_choices(area)  # type: ignore[attr-defined]

    def facts(self) -> AddressFacts:
        """What was typed. Call after `is_valid()`."""
        given = self.cleaned_data
        return AddressFacts(
            given["kind"], given["lines"], given["postcode"], given["starts_on"],
            given["ends_on"], given["council"],
        )  # fmt: skip


def address_initial(address: Address) -> dict[str, object]:
    """What the form shows of an address that is on record."""
    said = {Address.How.SAID: address.council, Address.How.UNKNOWN: NOT_KNOWN}
    return {
        "kind": address.kind, "lines": address.lines, "postcode": shown(address.postcode),
        "council": "" if address.kind == LETTERS else said.get(Address.How(address.council_how), ""),
        "starts_on": address.starts_on, "ends_on": address.ends_on, "version": address.version,
    }  # fmt: skip


def _council_choices(area: LocalArea) -> Choices:
    known = councils()
    ours = [(area.council_code, known.get(area.council_code, f"{area.name} (this area)"))]
    return [
        ("", "As the postcode tells it"),
        (NOT_KNOWN, "It is not known yet"),
        *(ours if area.council_code else []),
        *((code, name) for code, name in known.items() if code != area.council_code),
        *_ELSEWHERE,
    ]
