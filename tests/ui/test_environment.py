"""The shared template environment."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import DictLoader, TemplateNotFound

from goldenthread.config.jinja import bytecode_cache, environment
from goldenthread.ui.undefined import PageUndefined


def test_there_is_one() -> None:
    assert engines["jinja2"] is engines["jinja2"]
    assert engines["jinja2"].env.undefined is PageUndefined


def test_escaping_cannot_be_turned_off() -> None:
    env = environment(autoescape=False, loader=DictLoader({"page": "{{ text }}"}))
    assert env.get_template("page").render(text="<b>") == "&lt;b&gt;"


def test_macros_are_found_beside_our_own_pages() -> None:
    env = environment(loader=DictLoader({"page": "ours"}))
    assert env.get_template("page").render() == "ours"
    env.get_template("govuk_frontend_jinja/components/button/macro.html")
    with pytest.raises(TemplateNotFound):
        environment().get_template("page")


def test_compiled_pages_are_kept_for_ourselves_alone(tmp_path: Path) -> None:
    cache = bytecode_cache(tmp_path)
    folder = tmp_path / "cache" / "templates"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    env = environment(bytecode_cache=cache, loader=DictLoader({"page": "kept"}))
    assert env.get_template("page").render() == "kept"
    assert len(list(folder.iterdir())) == 1
    assert bytecode_cache(None) is None
