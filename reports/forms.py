"""Forms for what people write in a report."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import inlineformset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Office
from projects.forms import EntryFormSet, LabelledRows, RecordForm, TextField
from reports.facts import Facts
from reports.models import Answer, Problem, Remark, Report, SectionText, State, SubmissionQuerySet
from reports.narrative import NarrativeError, parse
from reports.places import Titles
from reports.words import gives_reason


class NarrativeField(TextField):
    """Prose with references in braces, each of which must name one of ``facts``."""

    facts: Facts

    def validate(self, value: str) -> None:
        super().validate(value)
        lines = value.split("\n")
        faults: list[ValidationError] = []
        for number, line in enumerate(lines, start=1):
            try:
                parse(line, self.facts)
            except NarrativeError as error:
                message = _("Paragraph %(number)d: %(fault)s") if len(lines) > 1 else "%(fault)s"
                faults.append(ValidationError(message, "reference", {"number": number, "fault": error}))
        if faults:
            raise ValidationError(faults)


class NarrativeForm(RecordForm):
    """A form whose prose may refer to ``facts``."""

    def __init__(self, *args: Any, facts: Facts, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, NarrativeField):
                field.facts = facts


class SectionTextForm(NarrativeForm):
    """The prose of one section, begun from the outline's default text."""

    text = NarrativeField(
        label=gettext_lazy("Text"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Each line is a paragraph. A figure is written as its name in braces. "
            "A paragraph that begins with 【不公开】 is left out of the public version."
        ),
    )

    class Meta(RecordForm.Meta):
        model = SectionText
        fields = ["text"]

    def __init__(self, *args: Any, default: str, **options: Any) -> None:
        stored: SectionText = options["instance"]
        super().__init__(*args, **options, initial={"text": stored.text or default})
        # A text that is begun here may meanwhile have been begun by somebody else.
        self.fields["text"].show_hidden_initial = True


class ProblemForm(NarrativeForm):
    """A problem and the suggestion that answers it."""

    problem = NarrativeField(
        label=gettext_lazy("Problem"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    suggestion = NarrativeField(
        label=gettext_lazy("Suggestion"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta(RecordForm.Meta):
        model = Problem
        fields = ["problem", "suggestion"]


ProblemFormSet = inlineformset_factory(
    Report, Problem, ProblemForm, EntryFormSet, extra=1, can_order=True, max_num=30, validate_max=True
)


class ReturnForm(forms.Form):
    """Why a submission is returned."""

    reason = TextField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class RemarkForm(forms.Form):
    """A remark on one of the places with ``titles``; an empty place is the whole report."""

    place = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    text = TextField(
        label=gettext_lazy("What is to be mended"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, titles: Titles, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["place"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = titles.choices(self["place"].value() or "")


class RemarkRows(LabelledRows):
    """The remarks of one return."""

    model = Remark


RemarkFormSet = forms.formset_factory(RemarkForm, RemarkRows, extra=3, max_num=100, validate_max=True)


class DeskFilter(forms.Form):
    """What the list of the desk is narrowed to, by the page's address."""

    q = forms.CharField(required=False, label=gettext_lazy("Name or code"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    office = forms.TypedChoiceField(
        required=False, label=gettext_lazy("Office"), coerce=int, empty_value=None
    )
    grade = forms.ChoiceField(required=False, label=gettext_lazy("Grade"))
    waived = forms.BooleanField(required=False, label=gettext_lazy("with waivers"))
    changed = forms.BooleanField(required=False, label=gettext_lazy("changed since the last version"))

    def __init__(self, *args: Any, offices: Iterable[Office], grades: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        choices: dict[str, list[tuple[Any, str]]] = {
            "state": [(state.value, str(state.label)) for state in State if state is not State.SUBMITTED],
            "office": [(office.pk, office.name) for office in offices],
            "grade": [(grade, grade) for grade in grades],
        }
        for name, listed in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("All")), *listed]
        self.full_clean()

    @property
    def is_narrow(self) -> bool:
        """Whether the address narrows the list."""
        return any(self.cleaned_data.values())

    def apply(self, submissions: SubmissionQuerySet) -> SubmissionQuerySet:
        """Narrow the submissions; what cannot be understood narrows nothing."""
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        if text := wanted.get("q"):
            named = Q(project__name__icontains=text) | Q(project__code__icontains=text)
            submissions = submissions.filter(named)
        if state := wanted.get("state"):
            submissions = submissions.filter(state=state)
        if office := wanted.get("office"):
            submissions = submissions.filter(project__office=office)
        if grade := wanted.get("grade"):
            submissions = submissions.filter(grade=grade)
        if wanted.get("waived"):
            submissions = submissions.filter(waived__gt=0)
        if wanted.get("changed"):
            submissions = submissions.filter(changed__gt=0)
        return submissions


class AnswerForm(RecordForm):
    """What is said to a warning of the checks."""

    reason = TextField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    class Meta(RecordForm.Meta):
        model = Answer
        fields = ["reason"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # What is begun here may meanwhile have been answered by somebody else.
        self.fields["reason"].show_hidden_initial = True

    def clean_reason(self) -> str:
        """Refuse what re-checkers mark down: 无."""
        reason = str(self.cleaned_data["reason"])
        if not gives_reason(reason):
            raise ValidationError(_("“%(text)s” gives no reason."), "no_reason", {"text": reason})
        return reason
