"""The tables of documents: papers with their frozen versions, and files that people sent in."""

from goldenthread.documents.models.kept import KeptFile
from goldenthread.documents.models.papers import Clearance, Document, Snapshot, sha256_of

__all__ = ["Clearance", "Document", "KeptFile", "Snapshot", "sha256_of"]
