"""Why a file was refused, in words that say what to do instead."""

from __future__ import annotations

from goldenthread.core.errors import UserError

SAVE_AS_WORD_OR_TEXT = (
    "Open it in the program it came from and save it as a Word document (.docx), a workbook "
    "(.xlsx), CSV or plain text; then choose that file."
)
COPY_INTO_WORD = (
    "Copy the plan into a Word document (.docx) or a workbook (.xlsx), save that and choose it."
)
UNPACK = "Unpack it and choose the plan that is in it."
UNLOCK = "Open it, remove the password (File, Info, Protect), save it and choose it again."
TELL_IT = "Do not open it. Choose the plan itself; if somebody sent you this as a plan, tell your IT team."


class UnreadableFile(UserError):
    """The file is refused before anything in it is believed. Codes are listed in the tests."""


def too_large(what: str, where: str, fix: str | None = None) -> UnreadableFile:
    return UnreadableFile(
        "file_too_large",
        what,
        where,
        fix or "Remove pictures and pages that are not the plan, or send it in parts.",
    )


def damaged(name: str, part: str = "") -> UnreadableFile:
    """For a file that cannot be opened, or of which one part cannot be read."""
    return UnreadableFile(
        "file_damaged",
        "The file is cut short or damaged, so it cannot be read.",
        f"{name}, part {part}" if part else name,
        "Open it in the program it came from. If it is whole there, save it under a new name and choose the new "
        "file; if not, ask whoever sent it to send it again.",
    )


def unsafe_xml(name: str, member: str) -> UnreadableFile:
    return UnreadableFile(
        "unsafe_xml",
        "The file carries instructions (a document type or entities of its own) that Word and Excel never write "
        "and that can be used to do harm, so it was not read.",
        f"{name}, part {member}",
        "If you do not know where it comes from, do not open it and tell your IT team. Otherwise copy the plan into "
        "a new document, save that and choose it.",
    )
