"""Form fields that draw GOV.UK components and speak in its error messages.

In a template: `{{ form.reason.render() }}` for one field, `{{ form }}` for all of them,
`error_summary(form)` for the problems with links.
"""

from goldenthread.ui.forms.base import FieldMixin, Form, FormMixin
from goldenthread.ui.forms.choices import (
    BooleanField,
    ChoiceField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    offer,
)
from goldenthread.ui.forms.dates import DateField, MonthField
from goldenthread.ui.forms.errors import error_summary
from goldenthread.ui.forms.files import FileField, FilesField
from goldenthread.ui.forms.rendering import govuk_component
from goldenthread.ui.forms.text import (
    CharField,
    DecimalField,
    EmailField,
    IntegerField,
    PasswordField,
    TextareaField,
)
from goldenthread.ui.forms.wording import printed

__all__ = [
    "BooleanField",
    "CharField",
    "ChoiceField",
    "DateField",
    "DecimalField",
    "EmailField",
    "FieldMixin",
    "FileField",
    "FilesField",
    "Form",
    "FormMixin",
    "IntegerField",
    "ModelChoiceField",
    "ModelMultipleChoiceField",
    "MonthField",
    "MultipleChoiceField",
    "PasswordField",
    "TextareaField",
    "error_summary",
    "govuk_component",
    "offer",
    "printed",
]
