"""Documents that are packed folders: opened within limits, and packed anew from the parts that are kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from goldenthread.core.files import MEGABYTE
from goldenthread.documents.rules.uploads.book import book, refusal
from goldenthread.documents.rules.uploads.pictures import clean_picture
from goldenthread.exchange.reading.archives import Archive, hardened_parser
from goldenthread.exchange.reading.errors import UnreadableFile
from goldenthread.exchange.reading.limits import Limits

_OLE = b"\xd0\xcf\x11\xe0"
_PICTURES = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png"}
# What the reader of archives calls it, and what is said here.
_REFUSALS = {
    "encrypted_file": "encrypted", "unpacks_too_large": "bomb", "file_too_large": "bomb",
    "unsafe_xml": "unsafe", "macros_in_file": "macros",
}  # fmt: skip
_LEADS_OUT = re.compile(r"^[/\\]|\\|(^|/)\.\.(/|$)|[\x00-\x1f:]")


def unpacked(data: bytes) -> dict[str, bytes]:
    """Every part by its name, in the order of the file, without those that are dropped.

    UserError for macros, for parts that are no part of a document, and for what unpacks to more than the limits.
    """
    limits = book().limits
    most = limits["unpacked_megabytes"] * MEGABYTE
    allowed = Limits(unpacked_bytes=most, member_bytes=most, members=limits["parts"])
    try:
        archive = Archive("", data, allowed)
        archive.refuse_macros()
        archive.check_all_xml()
        names = [one for one in _in_order(data) if not one.endswith("/")]
        for name in names:
            _refuse_part(name)
        kept = [name for name in names if not book().parts.drops(name)]
        return {name: archive.read(name) for name in kept}
    except UnreadableFile as error:
        raise refusal(_REFUSALS.get(error.code, "damaged")) from error


def _in_order(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.namelist()


def _refuse_part(name: str) -> None:
    parts, small = book().parts, name.lower()
    if small.endswith(parts.macros) or small.startswith(parts.macro_folders):
        raise refusal("macros")
    if _LEADS_OUT.search(name):
        raise refusal("unsafe")
    bare = "." not in small.rpartition("/")[2]
    known = small.endswith((*parts.allowed, *parts.embedded)) or bare
    if not known and not parts.drops(name):
        raise refusal("programs_inside")


def clean_part(name: str, data: bytes) -> bytes:
    """A picture inside without what it says of place and camera; any other part as it is.

    UserError for an object of another program, whatever its name.
    """
    if data.startswith(_OLE):
        raise refusal("programs_inside")
    end = "." + name.lower().rpartition(".")[2]
    return clean_picture(data, _PICTURES[end]) if end in _PICTURES else data


def parsed(data: bytes) -> etree._Element:
    """A part that is XML; UserError where it is none."""
    try:
        return etree.fromstring(data, hardened_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refusal("damaged") from error


def written(root: etree._Element) -> bytes:
    """The XML of a part."""
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return made


def packed_anew(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one file: no times, no remarks, nothing between them. A part called `mimetype` is not packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            plain = name == "mimetype"
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            packed.writestr(info, data)
    return out.getvalue()
