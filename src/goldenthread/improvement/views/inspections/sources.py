"""The register of documents that plans rely on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_export, record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.improvement.actions import sources as actions
from goldenthread.improvement.forms.sources import DocumentForm, ReviewForm, SameAsForm
from goldenthread.improvement.queries import posts, sources
from goldenthread.improvement.queries.sources import DocumentRow

RIGHT = "source.edit"
PAGE_SIZE = 50


def document_list(request: ScopedRequest) -> HttpResponse:
    """The register, by title, filtered by what needs doing."""
    page = sources.document_list(request.scope, request.GET, PAGE_SIZE, clock.today())
    record_list_read(
        request.scope, "sourcedocument", [row.document.pk for row in page.rows], ["show"]
    )
    context = {
        "page": page,
        "filters": sources.FILTERS,
        "may_export": request.scope.has("plan.export"),
        "areas": len(request.scope.areas_with("plan.view")),
    }
    return render(request, "improvement/sources.html", context)


def document(request: ScopedRequest, document_id: int) -> HttpResponse:
    """One document: where it is, who keeps it, its reviews, and what relies on it."""
    row = sources.get_document(request.scope, document_id, clock.today())
    record_read(request.scope, row.document)
    context = {"row": row, "may_edit": request.scope.has(RIGHT, row.document.area_id)}
    return render(request, "improvement/source.html", context)


def change(request: ScopedRequest, document_id: int) -> HttpResponse:
    """Give its link, or say why there is none, and who keeps it."""
    row = _editable(request, document_id)
    found = row.document
    form = DocumentForm(
        request.POST or None,
        keepers=sources.keepers(found.area_id),
        initial={
            "title": found.title, "link": found.link, "no_link_why": found.no_link_why,
            "kept_by": found.kept_by_id or "", "version": found.version,
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_document(
                scope=request.scope,
                document_id=document_id,
                facts=form.facts(),
                version=form.cleaned_data["version"],
            )
        except UserError as problem:
            form.refuse(problem, found.version)
        else:
            messages.success(request, "The document is up to date.")
            return redirect("improvement:document", document_id)
    return _form_page(request, "improvement/source_form.html", row, form)


def review(request: ScopedRequest, document_id: int) -> HttpResponse:
    """Record its yearly review."""
    row = _editable(request, document_id)
    form = ReviewForm(
        request.POST or None,
        posts=posts.named(request.scope.posts_with(RIGHT, row.document.area_id)),
        initial={"reviewed_on": clock.today(), "version": row.document.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_document(
                scope=request.scope,
                document_id=document_id,
                post_id=int(form.cleaned_data["post"]),
                reviewed_on=form.cleaned_data["reviewed_on"],
                note=form.cleaned_data["note"],
                version=form.cleaned_data["version"],
                today=clock.today(),
            )
        except UserError as problem:
            form.refuse(problem, row.document.version)
        else:
            messages.success(request, "The review is recorded; the next one is due in a year.")
            return redirect("improvement:document", document_id)
    return _form_page(request, "improvement/source_review.html", row, form)


def same_as(request: ScopedRequest, document_id: int) -> HttpResponse:
    """Say that another entry of the register is this very document."""
    row = _editable(request, document_id)
    others = sources.others_of(row.document)
    if not others:
        messages.info(request, "There is no other document in this area's register.")
        return redirect("improvement:document", document_id)
    form = SameAsForm(
        request.POST or None,
        others=others,
        initial={"version": row.document.version},
    )
    if request.method == "POST" and form.is_valid():
        other_id, other_version = form.chosen()
        try:
            actions.join_documents(
                scope=request.scope,
                document_id=document_id,
                other_id=other_id,
                version=form.cleaned_data["version"],
                other_version=other_version,
            )
        except UserError as problem:
            form.refuse(problem, row.document.version)
        else:
            messages.success(request, "The two are one document now.")
            return redirect("improvement:document", document_id)
    return _form_page(request, "improvement/source_same_as.html", row, form)


def export(request: ScopedRequest, form: str) -> HttpResponse:
    """The register as CSV, XLSX or JSON."""
    if form not in WRITERS:
        raise Http404(f"There is no export as {form}.")
    request.scope.need("plan.export")
    ids, table = sources.document_table(request.scope, clock.today())
    made = write(table, form)
    record_export(
        request.scope, ("improvement.sourcedocument", "register"), kind="sourcedocument", ids=ids,
        fields=[form],
    )  # fmt: skip
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"documents-relied-on-{clock.today().isoformat()}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _editable(request: ScopedRequest, document_id: int) -> DocumentRow:
    row = sources.get_document(request.scope, document_id, clock.today())
    request.scope.need(RIGHT, row.document.area_id)
    return row


def _form_page(request: ScopedRequest, template: str, row: DocumentRow, form: Any) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, {"row": row, "form": form}, status=status)
