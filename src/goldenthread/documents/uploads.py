"""Files that people send in, for the rooms above: checked, cleaned, scanned, kept, read through what they belong to.

`register_owner` when a room starts; `keep`, `keep_all`, `move`, `remove` and `erase` when it writes;
`documents.queries.uploads` when it reads. See docs/adr/0027-uploads.md.
"""

from goldenthread.documents.actions.kept import erase, move, remove
from goldenthread.documents.actions.uploads import Sending, keep, keep_all
from goldenthread.documents.keeping.owners import register_owner

__all__ = ["Sending", "erase", "keep", "keep_all", "move", "register_owner", "remove"]
