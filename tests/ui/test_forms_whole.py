"""A form as a whole: what depends on a choice, the summary, and what is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms as django_forms
from django.http import QueryDict

from goldenthread.core.errors import UserError
from goldenthread.core.months import Month
from goldenthread.ui import forms
from goldenthread.ui.forms import error_summary
from tests.ui.sample import UpdateForm

GOOD = "title=News&lead=1&partners=la&agreed=on"


def form_of(text: str) -> UpdateForm:
    return UpdateForm(QueryDict(text))


def test_a_field_counts_only_when_its_choice_is_made() -> None:
    form = form_of(f"status=green&{GOOD}&new_date-day=31&new_date-month=2&reason=old")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["new_date"] is None
    assert form.cleaned_data["reason"] == ""
    assert form.cleaned_data["forecast"] is None


def test_a_revealed_field_is_required() -> None:
    form = form_of(f"status=red&{GOOD}")
    assert set(form.errors) == {"new_date", "reason"}
    form = form_of(f"status=amber&{GOOD}&forecast-month=Sept&forecast-year=2027")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["forecast"] == Month(2027, 9)


def test_checkboxes_reveal_too() -> None:
    class Ways(forms.Form):
        ways = forms.MultipleChoiceField(
            "Ways", choices=[("post", "Post"), ("other", "Other")], reveals={"other": "which"}
        )
        which = forms.CharField("Which way")

    assert Ways(QueryDict("ways=post")).is_valid()
    assert set(Ways(QueryDict("ways=post&ways=other")).errors) == {"which"}


def test_what_goes_along_is_set_and_what_was_typed_stays() -> None:
    class Versioned(forms.Form):
        version = forms.IntegerField("Version")
        text = forms.CharField("Text")

    sent = QueryDict("version=1&text=Typed")
    form = Versioned(sent)
    form.carry(version="2")
    assert [form[name].value() for name in ("version", "text")] == ["2", "Typed"]
    assert sent["version"] == "1"


def test_summary_links_to_the_wrong_input() -> None:
    form = form_of("status=red&new_date-day=27&new_date-month=3&reason=r&title=News&lead=9")
    assert form.error_summary() == [
        {"text": "New completion date must include a year", "href": "#id_new_date-year"},
        {"text": "Select the lead post from the list", "href": "#id_lead"},
        {"text": "Select at least one partner", "href": "#id_partners"},
        {
            "text": "Tick the box to confirm: I have agreed this with the priority lead",
            "href": "#id_agreed",
        },
    ]


def test_every_link_of_the_summary_leads_to_an_input() -> None:
    form = form_of("status=red&target=x&staff=x&email=x")
    html = str(form)
    problems = form.error_summary()
    assert len(problems) == 9
    for problem in problems:
        assert f'id="{problem["href"][1:]}"' in html


def test_rules_can_add_their_own_errors() -> None:
    form = form_of(f"status=green&{GOOD}")
    form.add_user_error(UserError("closed", "The plan is closed.", fix="Choose another."), "title")
    form.add_user_error(UserError("stale", "Somebody else has changed this."))
    assert form.error_summary() == [
        {"text": "Somebody else has changed this."},
        {"text": "The plan is closed. Choose another.", "href": "#id_title"},
    ]


def test_forms_of_other_packages_are_summed_up_and_drawn(render: Any) -> None:
    class Plain(django_forms.Form):
        login = django_forms.EmailField(
            label="Email",
            widget=django_forms.EmailInput(attrs={"placeholder": "x", "autofocus": ""}),
        )
        password = django_forms.CharField(widget=django_forms.PasswordInput)
        token = django_forms.CharField(widget=django_forms.HiddenInput)

    class Ours(forms.FormMixin, Plain):
        pass

    form = Ours(QueryDict("login=a"))
    assert [problem.get("href") for problem in error_summary(form)] == [
        "#id_login",
        "#id_password",
        None,
    ]
    html = render("{{ form }}", form=form)
    assert 'class="govuk-input govuk-input--error"' in html
    assert 'type="email"' in html
    assert "placeholder" not in html
    assert "autofocus" in html
    assert '<input type="hidden" name="token"' in html
    formset = django_forms.formset_factory(Plain)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-login": "a"}
    )
    assert {"text": "This field is required.", "href": "#id_form-0-password"} in error_summary(
        formset
    )


def test_what_was_typed_comes_back_as_it_was() -> None:
    typed = "status=red&new_date-day=31&new_date-month=Febtember&new_date-year=x&reason=one%0D%0A++two%3Cb%3E"
    html = str(
        form_of(f"{typed}&title=%22far+too+long+for+this+field%22&target=lots&password=secret")
    )
    for value in ("31", "Febtember", "x", "&#34;far too long for this field&#34;", "lots"):
        assert f'value="{value}"' in html
    assert ">one&#10;  two&lt;b&gt;</textarea>" in html
    assert "secret" not in html


def test_each_field_is_drawn_with_its_macro() -> None:
    html = str(form_of("status=red&partners=icb&lead=1&agreed=on"))
    for marker in (
        'data-module="govuk-radios"',
        'data-module="govuk-checkboxes"',
        'data-module="govuk-character-count"',
        'data-module="govuk-password-input"',
        'data-module="govuk-file-upload"',
        'class="govuk-date-input"',
        'class="govuk-select',
        'accept=".docx,.pdf"',
        'data-behaviour="exclusive"',
        "Target (optional)",
        "govuk-input__suffix",
    ):
        assert marker in html, marker
    assert '<option value="1" selected>' in html
    assert 'value="icb" checked' in html
    # Revealed fields stand inside their radio, once.
    assert html.count('id="id_reason"') == 1
    assert html.index('id="conditional-id_status-3"') < html.index('id="id_reason"')


def test_an_error_is_tied_to_its_input() -> None:
    html = str(form_of("title="))
    assert 'id="id_title-error"' in html
    assert 'aria-describedby="id_title-error"' in html
    assert '<span class="govuk-visually-hidden">Error:</span> Enter the short title' in html


def test_initial_values_are_shown() -> None:
    html = str(
        UpdateForm(initial={"forecast": Month(2027, 9), "title": "News", "partners": ["la"]})
    )
    assert 'name="forecast-month"' in html
    assert 'value="9"' in html
    assert 'value="2027"' in html
    assert 'value="la" checked' in html


def test_a_field_can_be_the_question_of_the_page(render: Any) -> None:
    class Question(forms.Form):
        mark_optional = False
        due = forms.DateField("When is it due?", page_heading=True, required=False)
        lead = forms.ChoiceField(
            "Lead",
            select=True,
            choices=[("Council", [("1", "SEND Manager")]), ("Health", [("2", "Officer")])],
        )

    html = render("{{ form.due.render() }}{{ form.lead.render() }}", form=Question())
    assert '<h1 class="govuk-fieldset__heading">' in html
    assert "(optional)" not in html
    assert "Council: SEND Manager" in html


def test_choices_can_be_explained_and_parted(render: Any) -> None:
    class Part(forms.Form):
        way = forms.ChoiceField(
            "Way",
            choices=[("a", "Post"), ("b", "Email"), ("c", "Other")],
            dividers={"b": "or"},
            inline=True,
            initial="b",
        )
        read = forms.BooleanField("I have read it", legend="Before you go on", hint="All of it")
        note = forms.TextareaField("Note", required=False)
        file = forms.FileField("File", required=False)

    html = render("{{ form }}", form=Part())
    assert '<div class="govuk-radios__divider">or</div>' in html
    assert "govuk-radios--inline" in html
    assert 'value="b" checked' in html
    assert "Before you go on" in html
    assert "All of it" in html
    assert "accept=" not in html


def test_a_whole_formset_can_be_wrong() -> None:
    formset_class = django_forms.formset_factory(UpdateForm, max_num=1, validate_max=True)
    formset = formset_class({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"})
    assert "1 form" in error_summary(formset)[0]["text"]
    assert error_summary(formset_class()) == []


def test_reveals_work_under_a_prefix() -> None:
    data = QueryDict("a-status=amber&a-forecast-month=9&a-forecast-year=27&a-title=x&a-lead=1")
    form = UpdateForm(data, prefix="a")
    assert form.error_summary()[0] == {
        "text": "Expected month must have a year of 4 numbers",
        "href": "#id_a-forecast-year",
    }


@pytest.mark.parametrize("name", ["status", "reason", "new_date"])
def test_each_bound_field_renders_alone(name: str, render: Any) -> None:
    html = render("{{ form[name].render() }}", form=form_of(""), name=name)
    assert html.startswith('<div class="govuk-form-group')
