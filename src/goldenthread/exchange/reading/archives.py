"""Word documents and workbooks are zip archives of XML: opened here with every guard on."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from goldenthread.core.files import MEGABYTE
from goldenthread.exchange.reading.errors import (
    COPY_INTO_WORD,
    SAVE_AS_WORD_OR_TEXT,
    UNLOCK,
    UNPACK,
    UnreadableFile,
    damaged,
    too_large,
    unsafe_xml,
)
from goldenthread.exchange.reading.limits import Limits

_DECLARED = re.compile(r"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
_ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii"}


class Archive:
    """The members of one office file, each read with its size watched and its XML checked."""

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self.name = name
        self._data = data
        self._limits = limits
        try:
            # The archive lives in memory as long as this object does: nothing to close.
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise damaged(name) from error
        self._check_directory()

    @property
    def names(self) -> set[str]:
        return {info.filename for info in self._zip.infolist()}

    @property
    def data(self) -> bytes:
        return self._data

    def _check_directory(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > self._limits.members:
            raise too_large(
                f"The file holds {len(entries)} parts; at most {self._limits.members} are read.",
                self.name,
            )
        if len({entry.filename for entry in entries}) != len(entries):
            raise damaged(self.name)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise UnreadableFile(
                "encrypted_file",
                "The file is protected with a password.",
                self.name,
                UNLOCK,
            )
        total = 0
        for entry in entries:
            total += entry.file_size
            self._check_entry(entry)
        if total > self._limits.unpacked_bytes:
            raise self._bomb("all parts together")

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        if entry.file_size > self._limits.member_bytes:
            raise self._bomb(entry.filename)
        grown = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > MEGABYTE and grown > self._limits.ratio:
            raise self._bomb(entry.filename)

    def _bomb(self, member: str) -> UnreadableFile:
        return UnreadableFile(
            "unpacks_too_large",
            "The file unpacks to far more than its own size, as harmful files do.",
            f"{self.name}, part {member}",
            "If you do not know where it comes from, do not open it and tell your IT team. Otherwise open it, remove "
            "pictures and empty rows, save it under a new name and choose that file.",
        )

    def refuse_macros(self) -> None:
        """Refuse documents that carry programs, whatever their extension says."""
        types = self.read("[Content_Types].xml") if "[Content_Types].xml" in self.names else b""
        macro_parts = [
            n for n in self.names if n.lower().endswith(("vbaproject.bin", "vbadata.xml"))
        ]
        if macro_parts or b"macroEnabled" in types or "xl/macrosheets/" in " ".join(self.names):
            raise UnreadableFile(
                "macros_in_file",
                "The file carries macros (small programs). Plans are read only from files without.",
                self.name,
                "Open it, choose Save as, and as the type Word document (.docx) or Excel workbook (.xlsx); then "
                "choose that file.",
            )

    def read(self, member: str) -> bytes:
        """One member's bytes, never more than the limit whatever the directory claims."""
        try:
            with self._zip.open(member) as stream:
                data = stream.read(self._limits.member_bytes + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise damaged(self.name, member) from error
        if len(data) > self._limits.member_bytes:
            raise self._bomb(member)
        return data

    def xml(self, member: str) -> etree._Element:
        """One member parsed: no entities, no network, no huge trees."""
        data = self.read(member)
        self._check_xml(member, data)
        try:
            return etree.fromstring(data, hardened_parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self.name, member) from error

    def check_all_xml(self) -> None:
        """Look at every XML member, for readers that open the archive themselves."""
        total = 0
        for member in sorted(self.names):
            if not member.lower().endswith((".xml", ".rels", ".vml")):
                continue
            data = self.read(member)
            total += len(data)
            if total > self._limits.unpacked_bytes:
                raise self._bomb("all parts together")
            self._check_xml(member, data)

    def _check_xml(self, member: str, data: bytes) -> None:
        codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        if data[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
            codec = "utf-16-le" if data[0] else "utf-16-be"
        text = data.decode(codec, errors="replace").lstrip("\ufeff")
        declared = _DECLARED.match(text[:400])
        # Another encoding could hide a declaration from the search below.
        if declared and declared[1].lower() not in _ENCODINGS:
            raise unsafe_xml(self.name, member)
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise unsafe_xml(self.name, member)


def hardened_parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )


def office_kind(archive: Archive) -> str:
    """`docx` or `xlsx`; another archive is refused."""
    names = archive.names
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    kinds = {
        "ppt/presentation.xml": ("a presentation", COPY_INTO_WORD),
        "xl/workbook.bin": ("a binary workbook (.xlsb)", SAVE_AS_WORD_OR_TEXT),
        "content.xml": ("an OpenDocument file", SAVE_AS_WORD_OR_TEXT),
    }
    kind, fix = next(
        (kinds[member] for member in kinds if member in names), ("a zip archive", UNPACK)
    )
    raise UnreadableFile(
        "wrong_kind_of_file", f"This is {kind}, which is not read.", archive.name, fix
    )
