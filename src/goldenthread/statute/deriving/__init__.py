"""From a timeline to duties. `derive` is the engine; each module beside it knows one part of the law."""

from goldenthread.statute.deriving.engine import derive

__all__ = ["derive"]
