"""The tables of requests and of what is decided on them."""

from goldenthread.assessments.models.considering import Consideration, FamilyAnswer, Notice
from goldenthread.assessments.models.decisions import Decision
from goldenthread.assessments.models.requests import Request

__all__ = ["Consideration", "Decision", "FamilyAnswer", "Notice", "Request"]
