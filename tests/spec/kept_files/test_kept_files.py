"""Which files about a child are taken, and what becomes of each bad one: the definition that is published."""

from __future__ import annotations

import pytest

from goldenthread.documents.rules.uploads.book import book, refusal
from tests.documents import sending
from tests.documents.rules.uploads.faults import KEPT, table
from tests.spec import definitions

pytestmark = pytest.mark.pure
# By fault and kind, as tests/documents/rules/uploads/test_bad_files.py tries each.
FOUND = {(fault, kind): code for kind, fault, _, code in table()}


def test_the_definition_is_published() -> None:
    limits = book().limits
    kinds = [[kind.title, ", ".join(kind.extensions)] for kind in book().kinds.values()]
    faults = dict.fromkeys(fault for fault, _ in FOUND)
    bad = [
        [fault, *(_said(FOUND.get((fault, kind))) for kind in sending.FILES)] for fault in faults
    ]
    refusals = [[f"`{code}`", (said := refusal(code)).message, said.fix] for code in book().refusals]  # fmt: skip
    definitions.check_definition(
        "kept-files.md",
        (
            "# Files that people send in about a child",
            "Written by tests/spec/kept_files from goldenthread/documents/rules/data/uploads.yaml. Practice, to be agreed by "
            "the partnership's information governance group. Why it is so: [decision 0027](../adr/0027-uploads.md).",
            "What a file is, is told by its bytes. Its name is kept to be shown, with an ending of what the file is. Whatever it "
            "says beside its words and pictures is taken out; comments and marked changes in a document stay.",
            "## Taken",
            definitions.table(["Kind", "Endings"], kinds),
            f"At most {limits['file_megabytes']} MB each, {limits['files_at_once']} at once, {limits['files_of_record']} for one "
            f"record, of somebody without an account {limits['files_of_record_by_link']}.",
            "## What becomes of a bad file",
            "Each row is a fault that was made in a whole file of each kind. A dash: a file of that kind cannot have it, or, for "
            "what unpacks to very much in a PDF, it is not looked for, since nothing in a PDF is unpacked here. Kept: the file is "
            "taken, and nothing is left in it of what was bad.",
            definitions.table(["Fault", *sending.FILES], bad),
            "## What is said",
            definitions.table(["Refusal", "What is said", "What to do"], refusals),
        ),
    )


def _said(code: str | None) -> str:
    if code is None:
        return "-"
    return "kept" if code == KEPT else f"`{code}`"
