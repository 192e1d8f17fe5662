"""What a Word document holds besides its running text: said, so that nothing goes silently."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.exchange.findings import Finding, Severity
from goldenthread.exchange.reading.archives import Archive
from goldenthread.exchange.reading.document import place_words
from goldenthread.exchange.reading.lines import tidy
from goldenthread.exchange.reading.wordxml import TextGatherer, attribute, children

_MARGINS = ("word/header", "word/footer")


def word_notes(
    archive: Archive,
    gathered: TextGatherer,
    notes_at: dict[str, int],
    contents: list[tuple[int, str]],
) -> list[Finding]:
    """Findings on tracked changes, text boxes, foot-notes, comments, margins and pictures."""
    notes = [*_changes(gathered), *_footnotes(archive, notes_at), *_margins(archive)]
    if contents:
        text = "; ".join(words for _, words in contents)
        notes.append(
            Finding(
                "contents_list",
                "info",
                "The table of contents was left out: it repeats the headings.",
                contents[0][0],
                text,
                last_line=contents[-1][0],
                place=place_words(contents[0][0], contents[-1][0]),
            )
        )
    if "word/comments.xml" in archive.names:
        count = sum(1 for _ in children(archive.xml("word/comments.xml"), "comment"))
        if count:
            notes.append(
                _note("comments_not_read", f"{count} comments in the margin were not read.")
            )
    if gathered.left_out["picture"]:
        count = gathered.left_out["picture"]
        notes.append(_note("pictures_not_read", f"{count} pictures were not read."))
    if gathered.left_out["embedded document"]:
        notes.append(
            _note(
                "embedded_document",
                "The document embeds another one, which was not read. Open it, copy its text into "
                "the plan and save.",
                severity="warning",
            )
        )
    return notes


def _note(code: str, message: str, text: str = "", severity: Severity = "info") -> Finding:
    return Finding(code, severity, message, None, tidy(text))


def _changes(gathered: TextGatherer) -> Iterator[Finding]:
    changes = gathered.left_out["deleted"] + gathered.left_out["inserted"]
    if changes:
        yield _note(
            "tracked_changes",
            f"The document has {changes} tracked changes. It was read as if all were accepted: "
            "inserted text is in, deleted text is out. Accept or reject them in Word if that is "
            "not what was agreed.",
            "; ".join(gathered.deleted_texts),
            "warning",
        )
    if gathered.box_texts:
        yield _note(
            "text_box",
            "Text boxes float on the page and belong to no place in the plan, so they were not "
            "read. Their words stand here.",
            "; ".join(gathered.box_texts),
            "warning",
        )


def _footnotes(archive: Archive, notes_at: dict[str, int]) -> Iterator[Finding]:
    for member, kind in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        if member not in archive.names:
            continue
        for note in children(archive.xml(member), kind):
            if attribute(note, "type") in ("separator", "continuationSeparator"):
                continue
            text = tidy(" ".join(t.text or "" for t in note.iter("{*}t")))
            if text:
                line = notes_at.get(attribute(note, "id"))
                yield Finding(
                    "footnote",
                    "info",
                    "A foot-note is not part of any item of the plan. Its words stand here.",
                    line,
                    text,
                    place=place_words(line),
                )


def _margins(archive: Archive) -> Iterator[Finding]:
    texts = []
    for member in sorted(archive.names):
        if member.startswith(_MARGINS) and member.endswith(".xml"):
            text = tidy(" ".join(t.text or "" for t in archive.xml(member).iter("{*}t")))
            if text and text not in texts:
                texts.append(text)
    if texts:
        yield _note(
            "header_or_footer",
            "Page headers and footers are not part of the plan. Their words stand here.",
            "; ".join(texts),
        )
