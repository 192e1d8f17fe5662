"""From bytes to text: UTF-8, UTF-16 and Windows-1252, and a refusal of anything else."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from goldenthread.exchange.findings import Finding
from goldenthread.exchange.reading.errors import UnreadableFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# Control characters that no text editor writes; tab, line feed, form feed and return are text.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text with line feeds only, the name of its encoding, and what is worth a note."""

    text: str
    encoding: str
    notes: tuple[Finding, ...] = ()


def decode(name: str, data: bytes) -> Decoded:
    """Read text; raise UnreadableFile(`unknown_encoding`) where the bytes are not text."""
    text, encoding = _decoded(name, data)
    if _CONTROL.search(text):
        raise _not_text(name)
    notes = []
    if encoding == "cp1252":
        notes.append(
            Finding(
                "encoding_windows",
                "info",
                "The file is text in the old form of Windows (Windows-1252, not UTF-8). Look whether £ signs, "
                "dashes and apostrophes came out right. If not, save it as UTF-8 and import it again.",
                None,
                "",
            )
        )
    lines = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return Decoded(lines, encoding, tuple(notes))


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    for mark, encoding, codec in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(codec), encoding
            except UnicodeDecodeError as error:
                raise _not_text(name) from error
    try:
        guess = _utf16_without_mark(data)
        if guess:
            return data.decode(guess), "utf-16"
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    # Old Windows files. Bytes that Windows-1252 leaves undefined mean that it is not that either.
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        raise _not_text(name) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows as a nought in every other byte of Western text."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.8 * half and sample[0::2].count(0) == 0:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.8 * half and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _not_text(name: str) -> UnreadableFile:
    return UnreadableFile(
        "unknown_encoding",
        "The file is not text that can be read: parts of it stand for no letters.",
        name,
        "Open it in the program it came from and save it as plain text or CSV in UTF-8.",
    )
