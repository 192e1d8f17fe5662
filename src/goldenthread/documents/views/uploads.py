"""Handing out a file that was sent in, adding files to a child's record, removing one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from goldenthread.access.audit import record_read
from goldenthread.access.break_glass.pages import shows_opened, used
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import UserError
from goldenthread.documents import uploads
from goldenthread.documents.forms.uploads import AddFilesForm, RemoveFileForm, read_all
from goldenthread.documents.keeping import storing
from goldenthread.documents.keeping.owners import need_to_keep
from goldenthread.documents.keeping.scanning import is_set
from goldenthread.documents.models import KeptFile
from goldenthread.documents.queries.uploads import get_file
from goldenthread.people.permissions import KIND as PERSON
from goldenthread.people.queries.persons import get_person
from goldenthread.people.views.editing import Question, answered
from goldenthread.ui.filters import plural

SECTION = "documents"
CLEANED = (
    "What a file says beside its words and pictures is taken out: who made it, when, where and with what. Comments and "
    "marked changes in a document stay. An electronic signature in a PDF no longer counts as one."
)
SCANNED = "Each file is scanned for viruses before it is kept."
NOT_SCANNED = "Files are not scanned for viruses here: no scanner is set. Open with care what you did not expect."


def scan_note() -> str:
    """What pages that ask for files say of the scanner."""
    return SCANNED if is_set() else NOT_SCANNED


@shows_opened
def kept(request: ScopedRequest, file_id: int) -> HttpResponse:
    """A file as it was kept, to be saved: no browser shows it as a page of ours."""
    file = get_file(request.scope, file_id)
    if file.person is not None:
        used(request.scope, file.person, area_id=file.person.area_id)
    record_read(request.scope, file)
    try:
        data = storing.read(file)
    except UserError as problem:
        return render(request, "documents/not_handed_out.html", {"problem": problem}, status=500)
    response = HttpResponse(data, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def add_files(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Files that came in about a child, by whichever way."""
    person = get_person(request.scope, person_id)
    owner = (PERSON, person.pk)
    need_to_keep(request.scope, owner)
    form = AddFilesForm(request.POST or None, request.FILES or None)

    def act() -> str:
        given = form.cleaned_data
        sending = uploads.Sending(owner, person.area_id, given["sent_by"], person.pk, given["kind"])
        try:
            files = read_all(given["chosen"])
            kept = uploads.keep_all(scope=request.scope, sending=sending, files=files)
        except UserError as problem:
            raise naming_the_file(problem, "chosen") from problem
        return f"{plural(len(kept), 'file is', 'files are')} kept."

    question = Question("Add files", "Keep the files", SECTION, notes=(CLEANED, scan_note()))
    return answered(request, person, form, question, act)


def naming_the_file(problem: UserError, field: str) -> UserError:
    """A refusal of one of several files, for the field that they were chosen in: it begins with the file's name."""
    if not problem.code.startswith("file_"):
        return problem
    said = f"“{problem.where}”: {problem.message} No file was kept."
    return UserError(problem.code, said, field, problem.fix)


def remove_file(request: ScopedRequest, person_id: int, file_id: int) -> HttpResponse:
    """Ask why, then remove a file of a child's record."""
    person = get_person(request.scope, person_id)
    file = get_file(request.scope, file_id)
    if file.person_id != person.pk:
        raise Http404("This record has no such file.")
    need_to_keep(request.scope, file.owner)
    form = RemoveFileForm(request.POST or None)

    def act() -> str:
        why = form.cleaned_data["why"]
        uploads.remove(scope=request.scope, owner=file.owner, file_id=file.pk, why=why)
        return "The file is removed."

    said = f"{file.name} ({KeptFile.Kind(file.kind).label.lower()})"
    question = Question("Remove a file", "Remove it for good", SECTION, intro=said)
    return answered(request, person, form, question, act)
