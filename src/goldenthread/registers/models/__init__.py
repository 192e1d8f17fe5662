"""Entries of registers, how they are scored, and what became of them."""

from goldenthread.registers.models.entries import Entry, EntryScore
from goldenthread.registers.models.events import EntryEvent
from goldenthread.registers.models.matrices import MatrixVersion

__all__ = ["Entry", "EntryEvent", "EntryScore", "MatrixVersion"]
