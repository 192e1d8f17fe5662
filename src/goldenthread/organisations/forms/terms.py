"""Forms of school terms: rows that are pasted, or a small file of them."""

from __future__ import annotations

from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.exchange.reading import Table, UnreadableFile, read_document
from goldenthread.organisations.actions.terms import LONGEST_SOURCE
from goldenthread.organisations.rules.terms import TermDays, read_rows
from goldenthread.ui import forms

_MOST_BYTES = 256 * 1024


class TermsForm(forms.Form):
    """The terms of one school year, against the version that was read."""

    rows = forms.TextareaField(
        "Terms", called="the terms", rows=8, required=False, max_length=4000, mark_optional=False,
        hint="One term or half term in a line: its name; the first day; the last day. For example: Autumn 1; 2 "
        "September 2026; 23 October 2026. Rows from a spreadsheet can be pasted as they are.",
    )  # fmt: skip
    file = forms.FileField(
        "Or a file with these three columns", extensions=("csv", "xlsx"), max_bytes=_MOST_BYTES,
        required=False, mark_optional=False, hint="It goes before what stands in the box.",
    )  # fmt: skip
    source = forms.CharField(
        "Where are they published?", called="where they are published", required=False, max_length=LONGEST_SOURCE,
        hint="For example: the council’s term dates page, read on 3 June 2026.",
    )  # fmt: skip
    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def terms(self) -> list[TermDays]:
        """What was given. Call after `is_valid()`; UserError names the row."""
        upload = self.cleaned_data["file"]
        if not upload:
            return read_rows(self.cleaned_data["rows"])
        try:
            document = read_document(upload.name, upload.read())
        except UnreadableFile as problem:
            raise UserError(problem.code, problem.message, "file", problem.fix) from None
        lines = [
            "\t".join(" ".join(cell.text.split()) for cell in row.cells if cell.text.strip())
            for block in document.blocks
            if isinstance(block, Table)
            for row in block.rows
        ]
        return read_rows("\n".join(lines), "file")

    def show_refusal(self, problem: UserError, version: int) -> None:
        """Set what is wrong beside its field; what was typed is then held against `version`, which the page shows."""
        if problem.code == "changed_meanwhile":
            self.carry(version=str(version))
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)


class RemoveTermsForm(forms.Form):
    """Taking the terms of a year away."""

    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()


class OtherYearForm(forms.Form):
    """Which year of which schools is to be set."""

    year = forms.ChoiceField("School year", called="a school year", select=True)
    setting = forms.ChoiceField(
        "Of which schools?", called="of which schools", select=True, required=False, mark_optional=False
    )  # fmt: skip

    def __init__(
        self, *args: Any, years: list[tuple[int, str]], settings: list[tuple[int, str]], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = years  # type: ignore[attr-defined]
        self.fields["setting"].choices = [("", "All schools of the area"), *settings]  # type: ignore[attr-defined]

    @property
    def setting_id(self) -> int | None:
        """The setting that was chosen. Call after `is_valid()`."""
        return int(self.cleaned_data["setting"]) if self.cleaned_data["setting"] else None
