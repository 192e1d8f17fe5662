"""Forms with which staff add files to a child's record, and remove one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from goldenthread.core.files import MEGABYTE
from goldenthread.documents.keeping.examining import refuse_unread
from goldenthread.documents.models import KeptFile
from goldenthread.documents.rules.uploads.book import book
from goldenthread.people.forms.keeping import OnRecord
from goldenthread.ui import forms
from goldenthread.ui.forms.wording import joined

LONGEST_SENDER, LONGEST_WHY = 160, 300


def files_field(label: str) -> forms.FilesField:
    """The question for files, wherever it is asked: kinds, sizes and how many are those of the rules."""
    rules = book()
    kinds = joined([kind.title for kind in rules.kinds.values()], "or")
    most = rules.limits["files_at_once"]
    size, together = rules.file_bytes // MEGABYTE, settings.MAX_UPLOAD_BYTES // MEGABYTE
    return forms.FilesField(
        label, most=most, accept=rules.accepts, max_length=500, allow_empty_file=True,
        hint=f"{kinds}. Up to {most} files at once, each up to {size} MB and all together up to {together} MB.",
    )  # fmt: skip


def read_all(chosen: Sequence[UploadedFile[Any]]) -> list[tuple[str, bytes]]:
    """Name and bytes of each. UserError before any is read, where they are too many or one is too large."""
    refuse_unread([(one.name or "", one.size or 0) for one in chosen])
    return [(one.name or "", one.read()) for one in chosen]


class AddFilesForm(OnRecord):
    """Files that came in about a child: which, of what kind, from whom."""

    chosen = files_field("Choose files")
    kind = forms.ChoiceField(
        "What are they?", called="what they are", choices=KeptFile.Kind.choices
    )
    sent_by = forms.CharField(
        "Who sent them?", called="who sent them", max_length=LONGEST_SENDER,
        hint="For example “Mother”, “Fellside School” or “Dr Hill, by post”. It is shown beside the files.",
    )  # fmt: skip


class RemoveFileForm(OnRecord):
    """Why a file is removed."""

    why = forms.TextareaField(
        "Why is it removed?", called="why it is removed", rows=2, max_length=LONGEST_WHY,
        hint="For example “It is about another child”. The reason stays; the file and its name go for good.",
    )  # fmt: skip
