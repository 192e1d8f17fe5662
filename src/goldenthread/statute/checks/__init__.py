"""Questions about a case that are not the date of a duty: may a plan cease, what must a letter contain."""

from goldenthread.statute.checks.asking import answer

__all__ = ["answer"]
