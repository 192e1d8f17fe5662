"""Bad files through both doors: what is said of each, that nothing is written, and the page that lists them."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenthread.config.cli import main
from goldenthread.core.files import MEGABYTE
from goldenthread.exchange.models import ImportJob
from goldenthread.exchange.reading import read_document
from goldenthread.improvement.models import Plan
from goldenthread.improvement.rules.importing import interpret_plan
from tests.factories import make_area, make_organisation, make_person
from tests.spec.bad_inputs.cases import CASES, NOT_READ, READ, WHOLE, Bad
from tests.spec.definitions import check_definition, table

IN_THE_BROWSER = (
    "An empty file",
    "A document that is no plan",
    "A picture (PNG) renamed .docx",
    "A file of 60 MB",
    "A PDF",
    "An old Word document (.doc)",
    "A Word document with a password",
    "A workbook with macros (.xlsm)",
    "A zip archive cut short",
    "A zip bomb",
    "A Word document with an external entity (XXE)",
    "A workbook with a billion laughs",
    "Bytes that belong to no encoding",
    *READ,
)


def put(bad: Bad, folder: Path) -> Path:
    path = folder / bad.name
    if bad.data is not None:
        path.write_bytes(bad.data)
    if bad.megabytes:
        with path.open("r+b") as stream:
            stream.truncate(bad.megabytes * MEGABYTE)
    return path


def told(path: Path) -> tuple[int, dict[str, Any]]:
    """The exit code of a dry run in this process, and the object that it prints."""
    out = io.StringIO()
    with redirect_stdout(out), pytest.raises(SystemExit) as stopped:
        main(["plan", "import", str(path), "--dry-run", "--json"])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, json.loads(out.getvalue())


def ways(bad: Bad) -> str:
    """The ways in which a person may settle the finding of a file that is read."""
    found = interpret_plan(read_document(bad.name, bad.data or b"")).findings
    (finding,) = [one for one in found if one.code == bad.code]
    return "; ".join(choice.label for choice in finding.choices) or "as the message says"


def stored() -> set[Path]:
    return {path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()}


@contextmanager
def cheaply(seconds: float) -> Iterator[None]:
    """Within so much time of the processor, and without a file left behind."""
    before, started = stored(), time.process_time()
    yield
    assert time.process_time() - started < seconds
    assert stored() == before


# Without the mark that allows the database, any use of it fails: a dry run needs none.
@pytest.mark.parametrize("name", NOT_READ)
def test_the_command_says_what_is_wrong_where_and_how_to_put_it_right(
    name: str, tmp_path: Path
) -> None:
    bad = NOT_READ[name]
    path = put(bad, tmp_path)
    with cheaply(5):
        code, document = told(path)
    error = document["error"]
    assert (code, error["code"]) == (2, bad.code)
    assert error["message"].endswith(".")
    assert path.name in error["where"]
    assert error["fix"].endswith(".")
    assert len(error["fix"]) > 20


@pytest.mark.parametrize("name", READ)
def test_the_command_reads_the_rest_and_tells_the_finding_with_its_line(
    name: str, tmp_path: Path
) -> None:
    code, document = told(put(READ[name], tmp_path))
    (finding,) = [one for one in document["findings"] if one["code"] == READ[name].code]
    assert code == 0
    assert document["counts"]["milestones"] >= 1
    assert finding["message"].endswith(".")
    assert finding["source_line"] or finding["code"] == "encoding_windows"


@pytest.mark.parametrize("encoding", WHOLE)
def test_a_text_in_another_encoding_loses_no_character(encoding: str, tmp_path: Path) -> None:
    code, document = told(put(Bad("plan.csv", WHOLE[encoding], ""), tmp_path))
    assert (code, document["findings"]) == (0, [])
    (milestone,) = document["sections"][0]["priorities"][0]["milestones"]
    assert milestone["text"] == "Asked – each term at £5"


@pytest.mark.parametrize("name", ["A file of 60 MB", "A zip bomb", "A text with a billion laughs"])
def test_what_is_large_is_refused_before_it_is_in_memory(name: str, tmp_path: Path) -> None:
    path = put(CASES[name], tmp_path)
    tracemalloc.start()
    try:
        told(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3 * MEGABYTE


@pytest.mark.django_db
@pytest.mark.parametrize("name", IN_THE_BROWSER)
def test_the_browser_says_the_same_and_nothing_is_written(
    name: str, client: Client, tmp_path: Path
) -> None:
    bad, area = CASES[name], make_area()
    manager = make_person(area, "partnership_manager", organisation=make_organisation(area))
    client.force_login(manager.user)
    path = put(bad, tmp_path)
    _, document = told(path)
    with cheaply(5):
        given = {"area": area.pk, "file": SimpleUploadedFile(bad.name, path.read_bytes())}
        page = client.post("/imports/new/plan/", given)
        if page.status_code == 413:
            # Larger than any form takes: turned away before it is read, with the limit.
            assert path.stat().st_size > settings.MAX_UPLOAD_BYTES
            assert f"{settings.MAX_UPLOAD_BYTES // MEGABYTE} MB" in unescape(page.content.decode())
            assert not ImportJob.objects.exists()
            return
        if bad.finding:
            waiting = ImportJob.objects.get()
            page = client.get(f"/imports/{waiting.pk}/")
            waiting.file.delete(save=False)
            expected = next(one for one in document["findings"] if one["code"] == bad.code)
        else:
            assert page.status_code == 400
            assert not ImportJob.objects.exists()
            expected = document["error"]
            assert expected["fix"] in unescape(page.content.decode())
    # On the page the place stands beside the message.
    said = unescape(page.content.decode())
    assert all(part in said for part in expected["message"].split(": ", 1))
    assert not Plan.objects.exists()


def test_the_page_of_bad_inputs_is_what_was_tried(tmp_path: Path) -> None:
    check_definition(
        "bad-inputs.md",
        [
            "# Files that cannot be read, and what is said",
            "Written by the tests in tests/spec/bad_inputs, which try each of these files by `goldenthread plan import "
            "--dry-run --json` and, the most important of them, by the page **Import: improvement plan**. What is said names the "
            "file as well. Of a refused file nothing is kept.",
            "## Refused",
            "The command ends with exit code 2 and the code in `error.code`; the page is shown again with the message.",
            table(
                ("The file", "Code", "What is said", "What to do"),
                [
                    (name, f"`{error['code']}`", error["message"].replace(str(tmp_path), "FOLDER"), error["fix"])
                    for name, error in ((n, told(put(bad, tmp_path))[1]["error"]) for n, bad in NOT_READ.items())
                ],
            ),
            "## Read, with a finding",
            "The command ends with exit code 0 and lists the finding; in the browser the import waits, and nothing of the "
            "plan is written before somebody confirms it.",
            table(
                ("The file", "Code", "What is said", "Ways to settle it"),
                [
                    (name, f"`{one['code']}`", one["message"], ways(bad))
                    for name, bad in READ.items()
                    for one in told(put(bad, tmp_path))[1]["findings"]
                    if one["code"] == bad.code
                ],
            ),
            "Text in UTF-8 or UTF-16 is read as it is, with or without a byte order mark.",
        ],
    )  # fmt: skip
