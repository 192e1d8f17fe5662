"""Renders Django forms with the design system's macros, in the shared Jinja environment."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template import engines


class PageRenderer(DjangoTemplates):
    """Named in the FORM_RENDERER setting, so that `{{ form.name.render() }}` and `{{ form }}` draw
    GOV.UK markup for any form, those of other packages included.

    Our templates come from the page environment; Django's own widget templates (hidden inputs) from
    Django, so that `django.forms` need not be an installed app.
    """

    form_template_name = "ui/forms/fields.html"
    field_template_name = "ui/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("ui/"):
            return engines["jinja2"].get_template(template_name)
        return super().get_template(template_name)
