"""The engine for national files: every duty of every case, over Polars frames. Equal to `deriving`, case by case.

Needs the `analytics` set of libraries, which running the product does not.
"""

from goldenthread.statute.batch.engine import derive_file, write_duties
from goldenthread.statute.batch.files import NationalFile
from goldenthread.statute.batch.rebuilding import rebuild

__all__ = ["NationalFile", "derive_file", "rebuild", "write_duties"]
