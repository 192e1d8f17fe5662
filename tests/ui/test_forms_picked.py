"""Choices, ticks and files."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import Field

from goldenthread.ui import forms

COLOURS = [("red", "Red"), ("amber", "Amber"), ("none", "None of these")]
ONE = forms.ChoiceField("Status", choices=COLOURS)
ASKED = forms.ChoiceField("How is it going?", choices=COLOURS)
MANY = forms.MultipleChoiceField(
    "Colours", called="at least one colour", choices=COLOURS, exclusive="none"
)
TICK = forms.BooleanField("I have read the report")
FILE = forms.FileField("Plan", extensions=("docx", "xlsx", "csv"), max_bytes=2048)


def upload(name: str, size: int = 10) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size)


BAD = [
    (ONE, "", "Select the status"),
    (ONE, "mauve", "Select the status from the list"),
    (ASKED, "", "Select an answer to ‘How is it going?’"),
    (MANY, [], "Select at least one colour"),
    (MANY, ["mauve"], "Select at least one colour from the list"),
    (MANY, "red", "Select at least one colour from the list"),
    (MANY, ["red", "none"], "Select at least one colour, or select ‘None of these’ alone"),
    (TICK, False, "Tick the box to confirm: I have read the report"),
    (FILE, None, "Select a file"),
    (FILE, upload("plan.docx", 0), "The selected file is empty"),
    (FILE, upload("plan.jpg"), "The selected file must be a DOCX, XLSX or CSV file"),
    (FILE, upload("plandocx"), "The selected file must be a DOCX, XLSX or CSV file"),
    (FILE, upload("plan.docx", 2049), "The selected file must be smaller than 2KB"),
    (
        forms.FileField("Plan", max_bytes=25 * 1024**2),
        upload("plan.docx", 25 * 1024**2 + 1),
        "The selected file must be smaller than 25MB",
    ),
]


@pytest.mark.parametrize(("field", "given", "message"), BAD)
def test_bad_choice_is_named(field: Field, given: Any, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        field.clean(given)
    assert caught.value.messages == [message]


def test_good_choices_are_taken() -> None:
    assert ONE.clean("red") == "red"
    assert MANY.clean(["red", "amber"]) == ["red", "amber"]
    assert MANY.clean(["none"]) == ["none"]
    assert TICK.clean(True) is True
    assert FILE.clean(upload("PLAN.DOCX")).name == "PLAN.DOCX"


def test_a_list_that_drops_down_cannot_reveal() -> None:
    with pytest.raises(ValueError, match="use radios"):
        forms.ChoiceField("Status", choices=COLOURS, select=True, reveals={"red": "reason"})


@pytest.mark.django_db
def test_records_are_picked_from_the_queryset_alone() -> None:
    ours = ContentType.objects.create(app_label="zz", model="ours")
    others = ContentType.objects.create(app_label="zz", model="others")
    queryset = ContentType.objects.filter(model="ours", app_label="zz")
    one = forms.ModelChoiceField("Post", queryset=queryset)
    many = forms.ModelMultipleChoiceField("Posts", queryset=queryset)
    assert one.clean(str(ours.pk)) == ours
    assert list(many.clean([str(ours.pk)])) == [ours]
    for field, given, message in (
        (one, "", "Select the post"),
        (one, str(others.pk), "Select the post from the list"),
        (many, [], "Select the posts"),
        (many, [str(others.pk)], "Select the posts from the list"),
        (many, ["x"], "Select the posts from the list"),
    ):
        with pytest.raises(ValidationError) as caught:
            field.clean(given)
        assert caught.value.messages == [message]
