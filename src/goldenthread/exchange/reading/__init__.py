"""Files of many formats read into one plain shape. Pure: no Django, no network, no temporary files.

`read_document(name, data)` sniffs the content, refuses what is unsafe or cannot be read
(`UnreadableFile`), and gives a `Document` of headings, paragraphs, list items and tables.
"""

from goldenthread.exchange.reading.document import (
    Block,
    Cell,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Part,
    PlacedLine,
    Row,
    SheetLine,
    Table,
    place_words,
)
from goldenthread.exchange.reading.errors import UnreadableFile
from goldenthread.exchange.reading.limits import DEFAULT_LIMITS, Limits
from goldenthread.exchange.reading.reader import read_document, refuse_large

__all__ = [
    "DEFAULT_LIMITS",
    "Block",
    "Cell",
    "Document",
    "Heading",
    "Limits",
    "ListItem",
    "Paragraph",
    "Part",
    "PlacedLine",
    "Row",
    "SheetLine",
    "Table",
    "UnreadableFile",
    "place_words",
    "read_document",
    "refuse_large",
]
