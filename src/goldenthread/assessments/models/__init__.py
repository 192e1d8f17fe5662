"""The tables of requests and of what is decided on them."""

from goldenthread.assessments.models.requests import Request

__all__ = ["Request"]
