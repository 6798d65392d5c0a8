"""Forms for indicators, goals and work figures."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import (
    Goal,
    Indicator,
    Monitoring,
    MonitoringEntry,
    Statistic,
    TargetAdjustment,
)
from indicators.rules import Rules
from indicators.scoring import Direction, Nature, agrees
from indicators.typed import ActualError, read_number, read_words
from projects.forms import AmountField, EntryFormSet, RecordForm, form_field
from projects.models import Project
from projects.money import LARGEST_NUMBER, NUMBER_PLACES, half_up, number_text, parse_number

HUNDRED = Decimal(100)

NATURES = [
    (Nature.AT_LEAST.value, gettext_lazy("≥ at least")),
    (Nature.AT_MOST.value, gettext_lazy("≤ at most")),
    (Nature.EQUAL.value, gettext_lazy("= exactly")),
    (Nature.MORE.value, gettext_lazy("> more than")),
    (Nature.LESS.value, gettext_lazy("< less than")),
    (Nature.QUALITATIVE.value, gettext_lazy("定性 (in words)")),
]

OF_NUMBERS = ("target", "unit", "actual", "actual_from")
"""What a quantitative indicator alone has."""

OF_WORDS = ("target_text", "actual_text", "achieved_percent")
"""What a qualitative indicator alone has."""

APPROVED = ("level", "name", "nature", "direction", "target", "unit", "target_text", "weight")
"""What stands once the year's targets are approved."""


class NumberField(AmountField):
    """A number as people type it (``projects.money.parse_number``), never negative; blank is ``None``."""

    default_error_messages = {
        "required": gettext_lazy("Enter a number."),
        "too_long": gettext_lazy("This is too long for a number: at most %(longest)d characters."),
        "too_many_decimals": gettext_lazy("At most %(places)d decimals are possible here."),
        "too_large": gettext_lazy("The largest possible number here is %(largest)s."),
        "negative": gettext_lazy("This number cannot be negative."),
    }

    def __init__(
        self, *, places: int = NUMBER_PLACES, largest: Decimal = LARGEST_NUMBER, **options: Any
    ) -> None:
        super().__init__(allow_negative=False, **options)
        self.places = places
        self.largest = largest

    def parse(self, text: str) -> Decimal | None:
        return parse_number(text)

    def to_python(self, value: Any) -> Decimal | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            error.params = {**(error.params or {}), **self._limits}
            raise

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value != half_up(value, self.places):
            raise ValidationError(self.error_messages["too_many_decimals"], "too_many_decimals", self._limits)
        if value > self.largest:
            raise ValidationError(self.error_messages["too_large"], "too_large", self._limits)

    def prepare_value(self, value: Any) -> Any:
        return number_text(value) if isinstance(value, Decimal) else value

    @property
    def _limits(self) -> dict[str, object]:
        return {"places": self.places, "largest": number_text(self.largest)}


class FigureChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among the work figures of one project, each with its area of work."""

    def label_from_instance(self, obj: Statistic) -> str:
        return f"{obj.area} · {obj.name}"


class MeasuredField(NumberField):
    """A figure in the indicator's unit, which may be typed behind it (``indicators.typed``)."""

    default_error_messages = {
        "other_unit": gettext_lazy(
            "“%(text)s” is in “%(found)s”, but this indicator is counted in “%(unit)s”."
        ),
        "number_needed": gettext_lazy("“%(text)s” holds no figure: enter a number in “%(unit)s”."),
    }
    unit = ""

    def parse(self, text: str) -> Decimal | None:
        return read_number(text, self.unit)

    def to_python(self, value: Any) -> Decimal | None:
        try:
            return super().to_python(value)
        except ActualError as error:
            details = {"text": error.text, "found": error.unit, "unit": self.unit}
            raise ValidationError(self.error_messages[error.code], error.code, details) from error


class IndicatorForm(RecordForm):
    """One indicator of a project; both levels are one choice among those of the year's rule set.

    With ``approved`` what was approved cannot be changed, nor by a request that no page of ours would send.
    """

    level = forms.ChoiceField(label=gettext_lazy("Level"))
    nature = forms.ChoiceField(label=gettext_lazy("Nature"), choices=NATURES)
    target = MeasuredField(label=gettext_lazy("Target"), required=False)
    weight = NumberField(label=gettext_lazy("Weight"), required=False, places=2, largest=HUNDRED)
    actual = MeasuredField(label=gettext_lazy("Actual"), required=False)
    actual_from = FigureChoiceField(
        Statistic.objects.none(),
        label=gettext_lazy("Actual taken from the work figure"),
        required=False,
        empty_label=gettext_lazy("none: the actual is entered here"),
        help_text=gettext_lazy("The figure is then entered once and cannot differ."),
    )
    achieved_percent = NumberField(
        label=gettext_lazy("Degree of achievement (%)"), required=False, places=2, largest=HUNDRED
    )

    class Meta(RecordForm.Meta):
        model = Indicator
        fields = [
            "name",
            "nature",
            "direction",
            "unit",
            "target",
            "target_text",
            "weight",
            "actual",
            "actual_from",
            "actual_text",
            "achieved_percent",
            "deviation",
            "improvement",
            "is_withheld",
        ]
        widgets = {
            "deviation": forms.Textarea(attrs={"rows": 4}),
            "improvement": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(
        self, *args: Any, project: Project, rules: Rules, approved: bool = False, **options: Any
    ) -> None:
        record: Indicator | None = options.get("instance")
        if record is not None:
            options["initial"] = {"level": f"{record.level1}/{record.level2}"}
        super().__init__(*args, **options)
        self.instance.project = project
        self.levels = {
            f"{level.name}/{name}": (level.name, name) for level in rules.level1 for name in level.level2
        }
        choices = [(value, " · ".join(names)) for value, names in self.levels.items()]
        self.fields["level"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]
        if "actual_from" in self.fields:
            self.fields["actual_from"].queryset = project.statistics.all()  # type: ignore[attr-defined]
        self.fields["achieved_percent"].help_text = _("Pick the band, then the figure in it: %(bands)s.") % {
            "bands": _bands(rules)
        }
        for name in APPROVED if approved else ():
            self.fields[name].disabled = True
        unit = str(self["unit"].value() or "").strip()
        for field in self.fields.values():
            if isinstance(field, MeasuredField):
                field.unit = unit

    def clean_actual_text(self) -> str:
        try:
            return read_words(self.cleaned_data["actual_text"])
        except ActualError as error:
            message = _("“%(text)s” is only a figure: say in words what was achieved.")
            raise ValidationError(message, error.code, {"text": error.text}) from error

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        namesakes = self.instance.project.indicators.filter(name=name).exclude(pk=self.instance.pk)
        if "name" in self.changed_data and namesakes.exists():
            raise ValidationError(_("This project already has an indicator with this name."), "unique")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._refuse_approved()
        if cleaned.get("level"):
            self.instance.level1, self.instance.level2 = self.levels[cleaned["level"]]
        if cleaned.get("nature") == Nature.QUALITATIVE:
            self._require("target_text", _("A qualitative indicator needs a target in words."))
            self._refuse(OF_NUMBERS, _("A qualitative indicator has no numbers and no unit: empty it."))
        elif cleaned.get("nature"):
            self._require("target", _("A quantitative indicator needs a number as its target."))
            self._require("unit", _("A quantitative indicator needs a unit of measure."))
            self._refuse(OF_WORDS, _("Only a qualitative indicator has this: empty it."))
            self._agree(Nature(cleaned["nature"]), cleaned.get("direction"))
            if cleaned.get("actual") is not None and cleaned.get("actual_from"):
                self.add_error("actual", _("Enter the actual value or take it from a work figure, not both."))
        return cleaned

    def _refuse_approved(self) -> None:
        for name in self.fields.keys() & set(APPROVED):
            bound = self[name]
            sent = self.data.get(bound.html_name)
            if bound.field.disabled and sent is not None and sent.strip() != str(bound.value() or ""):
                message = _("The targets are approved: record an adjustment of the target first.")
                self.add_error(name, ValidationError(message, "approved"))

    def _require(self, name: str, message: str) -> None:
        if name not in self.errors and self.cleaned_data.get(name) in (None, ""):
            self.add_error(name, ValidationError(message, "required"))

    def _refuse(self, names: Iterable[str], message: str) -> None:
        for name in names:
            if self.cleaned_data.get(name) not in (None, ""):
                self.add_error(name, ValidationError(message, "not_applicable"))

    def _agree(self, nature: Nature, direction: str | None) -> None:
        if direction is not None and not agrees(nature, Direction(direction)):
            message = _("The sign “%(sign)s” goes with the other direction.")
            self.add_error("direction", ValidationError(message, "direction", {"sign": nature.value}))

    @property
    def changed_columns(self) -> list[str]:
        """The columns behind the changed fields."""
        columns = {"level": ["level1", "level2"]}
        return [column for name in self.changed_data for column in columns.get(name, [name])]


SIGNS = [(nature.value, nature.value) for nature in Nature if nature is not Nature.QUALITATIVE]


class IndicatorRowForm(IndicatorForm):
    """One indicator as a row of the grid, open as far as its target is; ``opened`` is an adjustment of it.

    Whether it is counted or described is changed on its own page, and so is from where its actual is taken
    and whether it is public.
    """

    actual_from = None  # type: ignore[assignment]

    class Meta(IndicatorForm.Meta):
        fields = [name for name in IndicatorForm.Meta.fields if name not in ("actual_from", "is_withheld")]
        labels = {
            "target_text": gettext_lazy("Target"),
            "actual_text": gettext_lazy("Actual"),
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 2})
            for name in ("target_text", "actual_text", "deviation", "improvement")
        }

    def __init__(
        self, *args: Any, instance: Indicator, approved: bool, opened: TargetAdjustment | None, **options: Any
    ) -> None:
        prefix = f"indicator-{instance.pk}"
        super().__init__(
            *args, instance=instance, prefix=prefix, approved=approved and opened is None, **options
        )
        self.opened = opened
        if instance.nature == Nature.QUALITATIVE:
            self.fields["nature"].disabled = True
            absent = {"target", "unit", "actual"}
        else:
            self.fields["nature"].choices = SIGNS  # type: ignore[attr-defined]
            absent = {"target_text", "actual_text", "achieved_percent"}
        if instance.actual_from_id is not None:
            absent.add("actual")
        for name in absent:
            del self.fields[name]
        for name, field in self.fields.items():
            column = name.removesuffix("_text")
            field.widget.attrs |= {
                "class": "cell figure" if isinstance(field, NumberField) else "cell",
                "data-column": column,
                "aria-label": f"{instance.name} {field.label}",
            }
            field.help_text = ""

    @property
    def seen(self) -> list[str]:
        """The hidden inputs that hold what the page shows as stored."""
        return [bound.as_hidden(only_initial=True) for bound in self if not bound.field.disabled]

    @property
    def takes(self) -> list[dict[str, str]]:
        """What somebody else has stored where this person typed something else: the input's id, the text."""
        return [
            {"field": self[name].auto_id, "text": text}
            for name, text in self.theirs.items()
            if name in self.changed_data
        ]

    @property
    def texts(self) -> dict[str, str]:
        """What the inputs hold, by their names."""
        values = {bound.html_name: bound.value() for bound in self if not bound.field.disabled}
        return {name: "" if value is None else str(value) for name, value in values.items()}


class MonitoringForm(RecordForm):
    """As of which month, and what the year's spending is expected to be."""

    month = forms.TypedChoiceField(
        label=gettext_lazy("As of the end of month"),
        choices=[(number, f"1-{number}月") for number in range(1, 13)],
        coerce=int,
    )

    class Meta(RecordForm.Meta):
        model = Monitoring
        fields = ["month", "forecast"]
        labels = {"forecast": gettext_lazy("Forecast of the year's spending (万元)")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["forecast"].allow_negative = False  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.show_hidden_initial = True


class ProgressForm(RecordForm):
    """How far one indicator has come at mid-year: a row of the monitoring.

    It carries what the page showed also where nothing is stored yet, so that two people's first entries meet.
    """

    class Meta(RecordForm.Meta):
        model = MonitoringEntry
        fields = ["progress", "forecast", "cause", "reason", "possibility"]

    def __init__(self, *args: Any, indicator: Indicator, **options: Any) -> None:
        super().__init__(*args, prefix=f"indicator-{indicator.pk}", **options)
        for field in self.fields.values():
            field.show_hidden_initial = True
            field.widget.attrs["aria-label"] = f"{indicator.name} {field.label}"


class AdjustmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """The reason for an adjustment of a target (绩效目标调整)."""

    class Meta:
        model = TargetAdjustment
        fields = ["reason"]
        formfield_callback = form_field
        labels = {"reason": gettext_lazy("Reason for the adjustment")}
        help_texts = {"reason": gettext_lazy("It is kept and printed in the report.")}
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}


class LibrarySearch(forms.Form):
    """The words that the library is searched for."""

    q = forms.CharField(required=False)


class StatisticForm(RecordForm):
    """One work figure of a project: a value with its unit, or the rate of two others."""

    value = NumberField(label=gettext_lazy("Value"), required=False)
    part = FigureChoiceField(
        Statistic.objects.none(),
        label=gettext_lazy("Part"),
        required=False,
        empty_label=gettext_lazy("none: this figure is a value"),
    )
    whole = FigureChoiceField(
        Statistic.objects.none(),
        label=gettext_lazy("Whole"),
        required=False,
        empty_label=gettext_lazy("none: this figure is a value"),
    )

    class Meta(RecordForm.Meta):
        model = Statistic
        fields = ["area", "name", "value", "unit", "part", "whole", "is_withheld"]
        widgets = {"area": forms.TextInput(attrs={"list": "areas", "autocomplete": "off"})}

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.project = project
        figures = project.statistics.filter(part=None).exclude(pk=self.instance.pk)
        self.fields["part"].queryset = figures  # type: ignore[attr-defined]
        self.fields["whole"].queryset = figures  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        namesakes = self.instance.project.statistics.filter(name=name).exclude(pk=self.instance.pk)
        if namesakes.exists():
            raise ValidationError(_("This project already has a work figure with this name."), "unique")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        part, whole = cleaned.get("part"), cleaned.get("whole")
        if part is None and whole is None:
            return cleaned
        for name in ("part", "whole"):
            if name not in self.errors and cleaned.get(name) is None:
                self.add_error(name, _("A rate needs both of its figures."))
        if part is not None and part == whole:
            self.add_error("whole", _("A figure divided by itself says nothing: choose another."))
        if cleaned.get("value") is not None:
            self.add_error("value", _("A rate is computed: empty the value, or choose no part and no whole."))
        if cleaned.get("unit"):
            self.add_error("unit", _("A rate is printed in per cent: leave the unit empty."))
        if cleaned.get("is_withheld"):
            message = _("A rate is public exactly if both of its figures are: mark one of these instead.")
            self.add_error("is_withheld", message)
        if self._gives_a_rate():
            self.add_error("part", _("Rates are computed from this figure, so it cannot be a rate itself."))
        return cleaned

    def _gives_a_rate(self) -> bool:
        mine = self.instance.pk
        return mine is not None and Statistic.objects.filter(Q(part=mine) | Q(whole=mine)).exists()

    @property
    def changed_columns(self) -> list[str]:
        """The columns behind the changed fields."""
        return self.changed_data


class GoalForm(RecordForm):
    """An overall goal of the year and what was achieved."""

    class Meta(RecordForm.Meta):
        model = Goal
        fields = ["expected", "achieved"]
        widgets = {
            "expected": forms.Textarea(attrs={"rows": 4}),
            "achieved": forms.Textarea(attrs={"rows": 4}),
        }


GoalFormSet = inlineformset_factory(
    Project, Goal, GoalForm, EntryFormSet, extra=1, can_order=True, max_num=20, validate_max=True
)


def save_in_order(rows: "BaseInlineFormSet[Any, Any, Any]") -> None:
    """Delete, add and change the rows that the person deleted, added and changed, in the order given.

    The records have a ``position``; a row without a number in the order goes to the end.
    """
    rows.save(commit=False)
    for record in rows.deleted_objects:
        record.delete()
    for position, form in enumerate(rows.ordered_forms, start=1):
        record = form.instance
        columns = {name for name in form.changed_data if name in form._meta.fields}
        if record.position != position:
            record.position = position
            columns.add("position")
        if record._state.adding:
            record.save()
        elif columns:
            record.save(update_fields=columns)


def _bands(rules: Rules) -> str:
    """Spell the bands of a rule set with their limits: 达成 80–100，部分达成 60–80 and so on."""
    upper = HUNDRED
    spelled = []
    for band in rules.bands:
        lower = band.at_least * HUNDRED
        spelled.append(f"{band.name} {number_text(lower)}–{number_text(upper)}")
        upper = lower
    return "，".join(spelled)
