"""Why a file was refused, in words that say what to do instead."""

from __future__ import annotations

from goldenthread.core.errors import UserError

SAVE_AS_WORD_OR_TEXT = (
    "Open it in the program it came from and save it as a Word document (.docx), a workbook "
    "(.xlsx), CSV or plain text; then choose that file."
)


class UnreadableFile(UserError):
    """The file is refused before anything in it is believed. Codes are listed in the tests."""


def too_large(what: str, where: str, fix: str | None = None) -> UnreadableFile:
    return UnreadableFile(
        "file_too_large",
        what,
        where,
        fix or "Remove pictures and pages that are not the plan, or send it in parts.",
    )


def damaged(name: str, what: str) -> UnreadableFile:
    return UnreadableFile(
        "file_damaged",
        f"{what} The file seems to be cut short or damaged.",
        name,
        "Open it, check that it is whole, save it again and choose the new file.",
    )


def unsafe_xml(name: str, member: str) -> UnreadableFile:
    return UnreadableFile(
        "unsafe_xml",
        "The file declares its own document type or entities. Office programs never write these, "
        "and they can be used to attack the reader, so the file was not read.",
        f"{name}, part {member}",
        "Open it in Word or Excel and save it under a new name; then choose the new file.",
    )
