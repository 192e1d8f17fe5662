"""Worked cases: files of timelines with what must follow, judged by the engine."""

from goldenthread.statute.worked.judging import evaluate
from goldenthread.statute.worked.results import Result, as_document
from goldenthread.statute.worked.written import CASE_WORDS

__all__ = ["CASE_WORDS", "Result", "as_document", "evaluate"]
