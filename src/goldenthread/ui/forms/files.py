"""Files that a person uploads. What is inside is for the rooms to judge."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goldenthread.ui.forms.base import FieldMixin
from goldenthread.ui.forms.wording import joined


class FileField(FieldMixin, forms.FileField):
    """One file. `extensions` are lower case without the dot; `max_bytes` is the largest size taken."""

    verb = "Select"

    def __init__(
        self,
        label: str,
        *,
        extensions: tuple[str, ...] = (),
        max_bytes: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.extensions = extensions
        self.max_bytes = max_bytes
        kwargs.setdefault("called", "a file")
        kwargs.setdefault("widget", forms.FileInput)
        super().__init__(label, **kwargs)

    def messages(self) -> dict[str, str]:
        kinds = joined([extension.upper() for extension in self.extensions], "or")
        return {
            "empty": "The selected file is empty",
            "invalid": "The selected file could not be uploaded: try again",
            "missing": "The selected file could not be uploaded: try again",
            "max_length": "The name of the selected file must be %(max)d characters or fewer",
            "extension": f"The selected file must be a {kinds} file",
            "too_large": f"The selected file must be smaller than {_size(self.max_bytes or 0)}",
        }

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if data:
            name = str(data.name).lower()
            if self.extensions and not name.endswith(tuple(f".{e}" for e in self.extensions)):
                raise ValidationError(self.error_messages["extension"], code="extension")
            if self.max_bytes is not None and data.size > self.max_bytes:
                raise ValidationError(self.error_messages["too_large"], code="too_large")
        return upload


class _ManyFiles(forms.FileInput):
    """The browser lets a person choose several at once."""

    allow_multiple_selected = True


class FilesField(FileField):
    """Several files at once, at most `most`; `accept` is what the browser offers. Cleans to a list of uploads."""

    def __init__(self, label: str, *, most: int, accept: str = "", **kwargs: Any) -> None:
        self.most = most
        attrs = {"multiple": True, **({"accept": accept} if accept else {})}
        super().__init__(label, widget=_ManyFiles(attrs=attrs), **kwargs)

    def messages(self) -> dict[str, str]:
        return super().messages() | {"too_many": f"Select at most {self.most} files at once"}

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        if len(given) > self.most:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        found = [super(FilesField, self).clean(one, initial) for one in given or [None]]
        return [one for one in found if one is not None]


def _size(count: int) -> str:
    return f"{count // 1024**2}MB" if count >= 1024**2 else f"{count // 1024}KB"
