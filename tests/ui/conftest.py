"""The shared template environment, as pages get it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template import engines

from goldenthread.core import clock
from tests.ui import sample


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(sample.TODAY):
        yield


@pytest.fixture
def render() -> Callable[..., str]:
    """Render template source with the given context."""

    def _render(source: str, **context: Any) -> str:
        return engines["jinja2"].from_string(source).render(context)

    return _render


@pytest.fixture
def render_page() -> Callable[..., str]:
    """Render a template by name with the given context."""

    def _render(name: str, **context: Any) -> str:
        return engines["jinja2"].get_template(name).render(context)

    return _render
