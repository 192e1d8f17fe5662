"""The upload form, and the form of decisions that a preview asks for."""

from __future__ import annotations

from typing import Any

from goldenthread.exchange.kinds import Decisions, Preview, Question
from goldenthread.ui import forms

RADIOS = 4  # beyond this a drop-down list is easier to read


class UploadForm(forms.Form):
    """A file for one area."""

    area = forms.ChoiceField("Which local area is it for?", called="a local area")
    # Of an empty file the reader says what to do, as it does of every other that cannot be read.
    file = forms.FileField("The file", called="a file", max_length=200, allow_empty_file=True)

    def __init__(
        self, *args: Any, areas: list[tuple[int, str]], accepts: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "area", [(str(pk), name) for pk, name in areas])
        self.fields["file"].help_text = accepts


class DecisionForm(forms.Form):
    """One radio question per finding that needs a decision. What is typed is kept, right or wrong."""

    # Nothing here is optional in the usual sense: the page says which questions are still open.
    mark_optional = False

    def __init__(self, data: Any, *, preview: Preview) -> None:
        self.preview = preview
        super().__init__(data)
        for place, question in enumerate(preview.questions):
            self._add(place, question)

    @classmethod
    def showing(cls, preview: Preview, decisions: Decisions) -> DecisionForm:
        """The form as last saved, with the problems of wrong answers beside their questions."""
        data: dict[str, str] = {}
        for place, question in enumerate(preview.questions):
            answer = decisions.get(question.id, {})
            choice = answer.get("choice") or question.default or ""
            data[f"q{place}"] = choice
            for name, typed in answer.get("inputs", {}).items():
                data[f"q{place}-{choice}-{name}"] = typed
        form = cls(data, preview=preview)
        form.full_clean()
        for place, question in enumerate(preview.questions):
            if problem := preview.problems.get(question.id):
                form.add_user_error(problem, form._lacking(place, question))
        return form

    def _lacking(self, place: int, question: Question) -> str:
        """The field to put right: the first empty one of the answer that was chosen, else the question itself."""
        choice = str(self.data.get(f"q{place}") or "")
        names = [
            f"q{place}-{choice}-{item.name}"
            for option in question.options
            if option.value == choice
            for item in option.inputs
        ]
        empty = [name for name in names if not self.data.get(name)]
        return (empty or names or [f"q{place}"])[0]

    def ask_for_answers(self) -> None:
        """Mark each question that must be answered and is not."""
        for place, question in enumerate(self.preview.questions):
            if question.id in self.preview.unanswered:
                where = f" ({question.where.lower()})" if question.where else ""
                self.add_error(f"q{place}", f"Choose an answer{where}")

    def _add(self, place: int, question: Question) -> None:
        reveals: dict[str, tuple[str, ...]] = {}
        inputs: dict[str, Any] = {}
        for option in question.options:
            names = []
            for item in option.inputs:
                name = f"q{place}-{option.value}-{item.name}"
                names.append(name)
                if item.kind == "select":
                    inputs[name] = forms.ChoiceField(
                        item.label, choices=item.options, select=True, blank="Choose from the list",
                        hint=item.hint, required=False,
                    )  # fmt: skip
                else:
                    inputs[name] = forms.CharField(
                        item.label, hint=item.hint, required=False, width=20, max_length=300
                    )
            if names:
                reveals[option.value] = tuple(names)
        self.fields[f"q{place}"] = forms.ChoiceField(
            question.title,
            hint=question.where,
            choices=[(option.value, option.label) for option in question.options],
            reveals=reveals,
            required=False,
            small=True,
            select=not reveals and len(question.options) > RADIOS,
            blank="Choose from the list",
        )
        self.fields.update(inputs)

    def decisions(self) -> dict[str, dict[str, Any]]:
        """What was answered, by question id. Call after `is_valid()`."""
        answers: dict[str, dict[str, Any]] = {}
        for place, question in enumerate(self.preview.questions):
            choice = self.cleaned_data.get(f"q{place}") or ""
            option = next((item for item in question.options if item.value == choice), None)
            if option is None:
                continue
            answers[question.id] = {
                "choice": choice,
                "inputs": {
                    item.name: self.cleaned_data.get(f"q{place}-{choice}-{item.name}") or ""
                    for item in option.inputs
                },
            }
        return answers
