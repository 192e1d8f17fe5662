"""From a bound field to the macro of the design system that draws it, and that macro's parameters.

Works by widget, so that fields of other packages are drawn too. Pure: no template is touched here.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from markupsafe import Markup, escape

from goldenthread.ui.forms.dates import PartsWidget
from goldenthread.ui.forms.errors import wrong_parts

Params = dict[str, Any]
_WIDTHS = frozenset([2, 3, 4, 5, 10, 20, 30])
# Django adds these for scripts and styles of its own; the macros set what they need themselves.
_DROPPED_ATTRS = frozenset({
    "placeholder", "autocomplete", "class", "id", "rows", "cols", "maxlength", "minlength",
    "required", "aria-describedby",
})  # fmt: skip


class Component(NamedTuple):
    """`macro` is a key of ui/forms/field.html."""

    macro: str
    params: Params


def _option(bound: BoundField, name: str, default: Any = None) -> Any:
    return getattr(bound.field, name, default)


def _label_text(bound: BoundField) -> str:
    marked = getattr(bound.form, "mark_optional", True) and _option(bound, "mark_optional", True)
    optional = not bound.field.required and marked
    return f"{bound.label} (optional)" if optional else str(bound.label)


def _heading(bound: BoundField, kind: str) -> Params:
    large = _option(bound, "page_heading", False)
    size = "l" if large else _option(bound, "label_size", "s")
    return {
        "text": _label_text(bound),
        "classes": f"govuk-{kind}--{size}",
        "isPageHeading": large,
    }


def _error(bound: BoundField) -> Params | None:
    texts = [escape(text) for text in bound.errors]
    return {"html": Markup("<br>").join(texts)} if texts else None


def _common(bound: BoundField) -> Params:
    attrs = bound.field.widget.attrs
    return {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": _heading(bound, "label"),
        "hint": {"text": bound.help_text} if bound.help_text else None,
        "errorMessage": _error(bound),
        "autocomplete": _option(bound, "autocomplete") or attrs.get("autocomplete"),
        "attributes": {name: value for name, value in attrs.items() if name not in _DROPPED_ATTRS},
    }


def _width(bound: BoundField) -> str:
    width = _option(bound, "width")
    if width is None:
        return ""
    return f"govuk-input--width-{width}" if width in _WIDTHS else f"govuk-!-width-{width}"


def _text(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)


def _input(bound: BoundField) -> Component:
    params = _common(bound) | {
        "type": getattr(bound.field.widget, "input_type", "text"),
        "value": _text(bound),
        "classes": _width(bound),
        "inputmode": _option(bound, "inputmode") or None,
        "spellcheck": _option(bound, "spellcheck"),
    }
    for affix in ("prefix", "suffix"):
        if _option(bound, affix):
            params[affix] = {"text": _option(bound, affix)}
    return Component("input", params)


def _password(bound: BoundField) -> Component:
    return Component("password-input", _common(bound) | {"classes": _width(bound)})


def _textarea(bound: BoundField) -> Component:
    # The macros indent their output, which would put blanks into the text that was typed.
    lines = _text(bound).replace("\r\n", "\n").split("\n")
    value = Markup("&#10;").join(escape(line) for line in lines)
    params = _common(bound) | {"value": value, "rows": _option(bound, "rows", 5)}
    limit = _option(bound, "max_length")
    if limit and _option(bound, "show_count"):
        return Component("character-count", params | {"maxlength": limit})
    return Component("textarea", params)


def _file(bound: BoundField) -> Component:
    params = _common(bound) | {"javascript": True}
    if extensions := _option(bound, "extensions"):
        params["attributes"] = params["attributes"] | {
            "accept": ",".join(f".{e}" for e in extensions)
        }
    if getattr(bound.field.widget, "allow_multiple_selected", False):
        params |= {
            "chooseFilesButtonText": "Choose files",
            "dropInstructionText": "or drop files",
            "noFileChosenText": "No files chosen",
        }
    return Component("file-upload", params)


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    return {str(item) for item in (value if isinstance(value, list | tuple) else [value])}


def _flat(choices: Any, prefix: str = "") -> list[tuple[Any, str]]:
    flat: list[tuple[Any, str]] = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            flat += _flat(label, f"{value}: ")
        else:
            flat.append((value, f"{prefix}{label}"))
    return flat


def _select(bound: BoundField) -> Component:
    chosen = _chosen(bound)
    choices = _flat(bound.field.widget.choices)
    blank = _option(bound, "blank")
    if blank and not any(value in ("", None) for value, _ in choices):
        choices.insert(0, ("", blank))
    items = [
        {
            "value": "" if value is None else str(value),
            "text": text,
            "selected": str(value) in chosen,
        }
        for value, text in choices
    ]
    return Component("select", _common(bound) | {"items": items, "classes": _width(bound)})


def _revealed_html(bound: BoundField, value: str) -> Markup | None:
    names = _option(bound, "reveals", {}).get(value)
    return Markup("\n").join(bound.form[name].render() for name in names) if names else None


def _choices(bound: BoundField, macro: str) -> Component:
    chosen = _chosen(bound)
    hints, dividers = _option(bound, "hints", {}), _option(bound, "dividers", {})
    items: list[Params] = []
    for value, text in ((str(value), text) for value, text in _flat(bound.field.widget.choices)):
        item: Params = {"value": value, "text": text, "checked": value in chosen}
        if value in hints:
            item["hint"] = {"text": hints[value]}
        if html := _revealed_html(bound, value):
            item["conditional"] = {"html": html}
        if value == _option(bound, "exclusive"):
            items.append({"divider": "or"})
            item["behaviour"] = "exclusive"
        items.append(item)
        if value in dividers:
            items.append({"divider": dividers[value]})
    classes = [
        f"govuk-{macro}--{look}" for look in ("inline", "small") if _option(bound, look, False)
    ]
    return Component(
        macro,
        _common(bound)
        | {
            "idPrefix": bound.auto_id,
            "fieldset": {"legend": _heading(bound, "fieldset__legend")},
            "items": items,
            "classes": " ".join(classes),
        },
    )


def _checkbox(bound: BoundField) -> Component:
    item: Params = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
    if bound.help_text:
        item["hint"] = {"text": bound.help_text}
    params: Params = {
        "name": bound.html_name,
        "idPrefix": bound.auto_id,
        "items": [item],
        "errorMessage": _error(bound),
        "classes": "govuk-checkboxes--small" if _option(bound, "small", False) else "",
    }
    if legend := _option(bound, "legend"):
        params["fieldset"] = {"legend": {"text": legend, "classes": "govuk-fieldset__legend--s"}}
    return Component("checkboxes", params)


def _parts(bound: BoundField) -> Component:
    value = bound.value()
    texts = value if isinstance(value, list) else bound.field.widget.decompress(value)
    wrong = wrong_parts(bound)
    items = [
        {
            "name": part,
            "value": text or "",
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
            # Months may be typed as names, so the keyboard of digits would be in the way.
            "inputmode": "text" if part == "month" else "numeric",
        }
        for part, text in zip(_option(bound, "parts"), texts, strict=True)
    ]
    return Component(
        "date-input",
        _common(bound)
        | {
            "namePrefix": bound.html_name,
            "fieldset": {"legend": _heading(bound, "fieldset__legend"), "role": "group"},
            "items": items,
        },
    )


# In this order: some widgets are subclasses of later ones.
_BY_WIDGET: tuple[tuple[type[forms.Widget], Any], ...] = (
    (PartsWidget, _parts),
    (forms.CheckboxSelectMultiple, lambda bound: _choices(bound, "checkboxes")),
    (forms.RadioSelect, lambda bound: _choices(bound, "radios")),
    (forms.CheckboxInput, _checkbox),
    (forms.Select, _select),
    (forms.FileInput, _file),
    (forms.Textarea, _textarea),
    (forms.PasswordInput, _password),
)


def govuk_component(bound: BoundField) -> Component:
    """The macro that draws this field and its parameters."""
    for widget, draw in _BY_WIDGET:
        if isinstance(bound.field.widget, widget):
            component: Component = draw(bound)
            return component
    return _input(bound)
