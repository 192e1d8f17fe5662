"""The one template environment of the house."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    PackageLoader,
    PrefixLoader,
    pass_context,
)
from jinja2.runtime import Context

from goldenthread.ui.addresses import address
from goldenthread.ui.filters import FILTERS
from goldenthread.ui.forms import error_summary, govuk_component
from goldenthread.ui.forms.errors import Problem
from goldenthread.ui.statuses import LOOKS, look_of, symbol
from goldenthread.ui.undefined import PageUndefined


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named page: `url("plan", plan.pk)`."""
    return reverse(name, args=args or None, kwargs=kwargs) if kwargs else address(name, *args)


@pass_context
def page_problems(context: Context) -> list[Problem]:
    """What is wrong on this page: `problems` of the context, else those of its `form`."""
    if "problems" in context:
        return list(context["problems"])
    form = context.get("form")
    return error_summary(form) if form is not None else []


def bytecode_cache(data_dir: Path | None) -> FileSystemBytecodeCache | None:
    """Compiled templates on disk, so that a command or a new worker does not compile them again."""
    if data_dir is None:
        return None
    # Jinja runs what it finds here, so the folder is ours alone; a changed source is compiled anew.
    folder = data_dir / "cache" / "templates"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def environment(**options: Any) -> Environment:
    """Called once by Django's Jinja2 backend, which then shares it between all pages.

    An environment per tag or per page costs some 20 ms each time. `auto_reload` follows DEBUG (the
    backend sets it). Missing names fail: see `goldenthread.ui.undefined`.
    """
    options["undefined"] = PageUndefined
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options.setdefault("bytecode_cache", bytecode_cache(getattr(settings, "DATA_DIR", None)))
    options.pop("autoescape", None)
    env = Environment(autoescape=True, **options)
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    own = [env.loader] if env.loader else []
    env.loader = ChoiceLoader([*own, macros])
    env.globals.update(
        static=static,
        url=url,
        error_summary=error_summary,
        page_problems=page_problems,
        govuk_component=govuk_component,
        status_look=look_of,
        status_looks=tuple(LOOKS.values()),
        status_symbol=symbol,
    )
    env.filters.update(FILTERS)
    return env
