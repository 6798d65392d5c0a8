"""Forms for what people write in a report."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import inlineformset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Office
from indicators.scoring import Measure
from projects.forms import EntryFormSet, LabelledRows, LineField, RecordForm, TextField
from projects.money import number_text
from reports.facts import Facts
from reports.models import (
    Answer,
    Problem,
    Remark,
    Report,
    ReviewScore,
    SectionText,
    State,
    SubmissionQuerySet,
)
from reports.narrative import NarrativeError, parse
from reports.places import Titles
from reports.scanning import Hit
from reports.words import gives_reason
from reports.workflow import Mark


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


STATEMENT = "经审查，公开版不含国家秘密、商业秘密、个人隐私和其他不宜公开的内容，同意公开。"
"""What a leader of the office answers for (保密审查), unless they say it otherwise."""


class ClearanceForm(forms.Form):
    """The statement of a secrecy review, and a reason for each of the ``hits`` that are to stay."""

    statement = TextField(
        label=gettext_lazy("Statement"),
        max_length=1000,
        initial=STATEMENT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, hits: Iterable[Hit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.hits = tuple(hits)
        for hit in self.hits:
            label = _("Reason to keep “%(found)s” (%(kind)s)") % {"found": hit.found, "kind": hit.kind}
            self.fields[hit.digest] = LineField(
                label=label,
                max_length=200,
                widget=forms.TextInput(
                    attrs={"class": "form-control", "aria-label": label, "autocomplete": "off"}
                ),
                error_messages={"required": _("Say why “%(found)s” may stay.") % {"found": hit.found}},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for hit in self.hits:
            reason = cleaned.get(hit.digest)
            if reason and not gives_reason(reason):
                message = _("“%(text)s” gives no reason.")
                self.add_error(hit.digest, ValidationError(message, "no_reason", {"text": reason}))
        return cleaned

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons by the digests of the hits, once the form is valid."""
        return {hit.digest: self.cleaned_data[hit.digest] for hit in self.hits}


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


class ReviewScoreForm(forms.Form):
    """What the bureau gives one indicator, and why; left blank, the score of the self-evaluation stands.

    ``own`` are the points of the self-evaluation, ``latest`` the entry that counts so far. ``is_conflict``
    says that somebody else has given a score since the page was opened.
    """

    points = forms.DecimalField(
        label=gettext_lazy("Review score"), required=False, min_value=0, max_digits=5, decimal_places=2
    )
    reason = LineField(label=gettext_lazy("Why"), required=False, max_length=300)
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        measure: Measure,
        own: Decimal | None,
        latest: ReviewScore | None,
        is_conflict: bool = False,
    ) -> None:
        self.measure, self.own, self.latest, self.is_conflict = measure, own, latest, is_conflict
        initial = {
            "points": latest.points if latest else None,
            "reason": latest.reason if latest else "",
            "after": latest.pk if latest else None,
        }
        if data is not None and is_conflict:
            data = data.copy()
            data[f"{measure.key}-after"] = str(latest.pk if latest else "")
        super().__init__(data, prefix=measure.key, initial=initial)
        for name in ("points", "reason"):
            label = _("%(indicator)s, %(column)s") % {
                "indicator": measure.name,
                "column": self.fields[name].label,
            }
            self.fields[name].widget.attrs["aria-label"] = label
        widget = self.fields["points"].widget
        widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "placeholder": own}
        self.fields["reason"].widget.attrs |= {"list": "review-reasons", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        """Refuse more points than the indicator weighs, and points without a reason."""
        cleaned = super().clean() or self.cleaned_data
        points, weight = cleaned.get("points"), self.measure.weight or Decimal(0)
        if points is not None and points > weight:
            message = _("This is more than the indicator's %(weight)s points.")
            self.add_error("points", ValidationError(message, "too_many", {"weight": number_text(weight)}))
        if points is None and cleaned.get("reason") and "points" not in self.errors:
            self.add_error("points", ValidationError(_("Enter the points too."), "no_points"))
        if points is not None and points != self.own and not gives_reason(cleaned.get("reason", "")):
            message = _("Say why it is not the score of the self-evaluation.")
            self.add_error("reason", ValidationError(message, "no_reason"))
        if self.is_conflict and self.latest:
            message = _(
                "Somebody else has given %(points)s since you opened the page. Save again to replace it."
            )
            shown = "—" if self.latest.points is None else self.latest.points
            self.add_error("points", ValidationError(message, "conflict", {"points": shown}))
        return cleaned

    @property
    def mark(self) -> Mark | None:
        """What is to be stored; nothing where nothing was changed."""
        points, reason = self.cleaned_data.get("points"), str(self.cleaned_data.get("reason", ""))
        if (points, reason) == (self.initial["points"], self.initial["reason"]):
            return None
        return Mark(self.measure.key, self.measure.name, points, reason, self.cleaned_data.get("after"))


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
