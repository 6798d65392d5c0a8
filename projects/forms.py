"""What people type, field by field, and the forms of projects and their funds."""

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.http import QueryDict
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Office, User
from projects.fields import MoneyField
from projects.models import Allocation, Expenditure, FundingSource, LineItem, Project
from projects.money import LONGEST_TEXT, AmountError, exact_text, parse_amount
from projects.paste import GRID, Column, Target

# Control characters, line separators, marks that turn the direction of writing, and what XML cannot hold.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")

# Not a general normalisation, which would also make a digit of ①.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

DATE_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]

LONGEST_PROSE = 2000


class LineField(forms.CharField):
    """A line of text without control characters, which no document could hold."""

    allowed = ""

    def validate(self, value: str) -> None:
        super().validate(value)
        for found in UNPRINTABLE.finditer(value):
            if found[0] not in self.allowed:
                raise ValidationError(
                    _("Character %(position)d is a control character (U+%(code)s). Remove it."),
                    "control_character",
                    {"position": found.start() + 1, "code": f"{ord(found[0]):04X}"},
                )


class TextField(LineField):
    """Several lines of text; browsers send CRLF, which is kept as LF."""

    allowed = "\n\t"
    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class DateField(forms.DateField):
    """A date in any spelling that offices use: 2021-02-03, 2021/2/3, 2021.2.3, 2021年2月3日, 20210203."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"placeholder": gettext_lazy("yyyy-mm-dd")})
        super().__init__(**{"widget": widget, **options}, input_formats=DATE_FORMATS)

    def to_python(self, value: Any) -> datetime.date | None:
        if isinstance(value, str):
            value = value.strip()
        try:
            return super().to_python(value.translate(HALF_WIDTH) if isinstance(value, str) else value)
        except ValidationError as error:
            raise ValidationError(
                _("“%(text)s” is not a date. Write it like 2021-02-03."), "invalid", {"text": value}
            ) from error


class AmountField(forms.Field):
    """An amount of money as people type it (``projects.money.parse_amount``), a ``Decimal`` in 元.

    A figure without a unit behind it is in ``unit``; stored amounts are shown so. Blank is ``None``.
    """

    widget = forms.TextInput
    default_error_messages = {
        "required": gettext_lazy("Enter an amount."),
        "too_long": gettext_lazy("This is too long for an amount: at most %(longest)d characters."),
        "control_character": gettext_lazy(
            "“%(text)s” holds an invisible character: character %(position)d is %(character)s."
        ),
        "percent": gettext_lazy("“%(text)s” has a percent sign. Enter the figure alone."),
        "exponent": gettext_lazy("“%(text)s” is in scientific notation. Write out all digits."),
        "two_numbers": gettext_lazy("“%(text)s” is more than one number. Enter one."),
        "two_points": gettext_lazy("“%(text)s” has two decimal points."),
        "grouping": gettext_lazy(
            "The commas in “%(text)s” are misplaced: one before every three digits, or none."
        ),
        "not_a_number": gettext_lazy("“%(text)s” is not a number: character %(position)d is %(character)s."),
        "incomplete": gettext_lazy("“%(text)s” is not a complete number."),
        "too_many_decimals": gettext_lazy("“%(text)s” has too many decimals: amounts end at the fen."),
        "too_large": gettext_lazy("“%(text)s” is too large."),
        "negative": gettext_lazy("This amount cannot be negative."),
    }

    def __init__(self, *, allow_negative: bool = True, unit: str = "万元", **options: Any) -> None:
        super().__init__(**options)
        self.allow_negative = allow_negative
        self.unit = unit

    def parse(self, text: str) -> Decimal | None:
        """Read what was typed; raises ``AmountError``."""
        return parse_amount(text, self.unit)

    def to_python(self, value: Any) -> Decimal | None:
        try:
            return self.parse("" if value is None else str(value))
        except AmountError as error:
            details = {
                "text": error.text,
                "longest": LONGEST_TEXT,
                "position": 0 if error.position is None else error.position + 1,
                "character": named(error.character),
            }
            raise ValidationError(self.error_messages[error.code], error.code, details) from error

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is not None and value < 0 and not self.allow_negative:
            raise ValidationError(self.error_messages["negative"], "negative")

    def prepare_value(self, value: Any) -> Any:
        """Spell a stored amount exactly; what was typed stays as it was typed."""
        return exact_text(value, self.unit) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}


def named(character: str) -> str:
    """Name a character so that the letter O cannot be taken for a zero."""
    if character.isascii() and character.isalpha():
        return _("the letter %(letter)s") % {"letter": character}
    if character.isspace():
        return _("a space")
    return f"“{character}”" if character.isprintable() else f"U+{ord(character):04X}"


def form_field(column: "models.Field[Any, Any]", **options: Any) -> forms.Field | None:
    """Choose the form field of a column: one of this module's where there is one."""
    if isinstance(column, MoneyField):
        options["form_class"] = AmountField
    elif isinstance(column, models.DateField):
        options["form_class"] = DateField
    elif isinstance(column, models.TextField):
        options["form_class"] = TextField
    elif isinstance(column, models.CharField) and not column.choices:
        options["form_class"] = LineField
    return column.formfield(**options)


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form over one record that several people may have open at once.

    Each field carries along what it held when the page was drawn, so ``changed_data`` is what this person
    changed, and saving just that leaves alone what others changed meanwhile. Where both changed the same
    field, the form is refused once, names the other's value, and keeps what was typed; sent again, it wins.
    A row of a grid carries its version too: then what others changed besides is shown before it is saved.
    """

    class Meta:
        formfield_callback = form_field

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.theirs: dict[str, str] = {}
        """What somebody else has stored meanwhile, as it would be typed, by field."""
        if not self.instance._state.adding:
            for field in self.fields.values():
                field.show_hidden_initial = True

    @property
    def is_outdated(self) -> bool:
        """Whether the row was sent with another version than the one that is stored."""
        stored = str(getattr(self.instance, "version", ""))
        return str(self.data.get(self.add_prefix("version"), stored)) != stored

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        looked_at = list(self.fields) if self.is_outdated else self.changed_data
        mine = set(self.changed_data)
        for name in looked_at:
            field, bound = self.fields[name], self[name]
            if field.disabled or name in self.errors or bound.html_initial_name not in self.data:
                continue
            stored, seen = bound.initial, self.data[bound.html_initial_name]
            if not field.has_changed(stored, seen) or not field.has_changed(stored, bound.data):
                continue
            text = field.prepare_value(stored)
            self.theirs[name] = "" if text is None else str(text)
            self._show(bound.html_initial_name, self.theirs[name])
            if name in mine:
                message = _(
                    "Somebody else has changed this to “%(stored)s” since you opened the page. "
                    "Save again to replace it with yours."
                )
            else:
                self._show(bound.html_name, self.theirs[name])
                message = _(
                    "Somebody else has changed this from “%(seen)s” to “%(stored)s” since you opened the "
                    "page. Save again to keep that, together with what you changed."
                )
            details = {"stored": _shown(field, stored), "seen": seen or "—"}
            self.add_error(name, ValidationError(message, "conflict", details))
        return cleaned

    def _show(self, name: str, text: str) -> None:
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[name] = text
        self.data = data


def _shown(field: forms.Field, stored: Any) -> str:
    value = field.prepare_value(stored)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        value = dict(flatten_choices(choices)).get(value, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)


class ProjectFilter(forms.Form):
    """What a list of projects is narrowed to, by the page's address; ``offices`` are the choice."""

    q = forms.CharField(required=False, label=gettext_lazy("Name or code"))
    office = forms.TypedChoiceField(
        required=False, label=gettext_lazy("Office"), coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, offices: Sequence[Office], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = offices
        choices = [("", _("All")), *((office.pk, office.name) for office in offices)]
        cast("forms.TypedChoiceField", self.fields["office"]).choices = choices
        self.full_clean()

    @property
    def is_narrow(self) -> bool:
        """Whether the address narrows the list."""
        return any(self.cleaned_data.values())

    def apply(self, projects: QuerySet[Project]) -> QuerySet[Project]:
        """Narrow the projects; what cannot be understood narrows nothing."""
        if text := self.cleaned_data.get("q"):
            projects = projects.filter(Q(name__icontains=text) | Q(code__icontains=text))
        if office := self.cleaned_data.get("office"):
            projects = projects.filter(office=office)
        return projects


class ProjectForm(RecordForm):
    """The basics of a project, whose ``instance`` has its year and office."""

    class Meta(RecordForm.Meta):
        model = Project
        fields = ["code", "name", "department", "purposes", "approval", "written_on", "is_withheld"]
        widgets = {
            "purposes": forms.Textarea(attrs={"rows": 6}),
            "approval": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("purposes", "approval"):
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_PROSE))

    def clean_purposes(self) -> str:
        """Keep one purpose per line, without the blank lines."""
        lines = (line.strip() for line in self.cleaned_data["purposes"].split("\n"))
        return "\n".join(line for line in lines if line)

    def clean_code(self) -> str:
        return self._unique("code", _("This office already has a project with this code in this year."))

    def clean_name(self) -> str:
        return self._unique("name", _("This office already has a project with this name in this year."))

    def _unique(self, column: str, message: str) -> str:
        project, value = self.instance, str(self.cleaned_data[column])
        namesakes = Project.objects.filter(
            fiscal_year=project.fiscal_year_id, office=project.office_id, **{column: value}
        )
        if namesakes.exclude(pk=project.pk).exists():
            raise ValidationError(message, "unique")
        return value


class NewProjectForm(ProjectForm):
    """The basics of a project that does not exist yet, and the office that it is for."""

    class Meta(ProjectForm.Meta):
        fields = ["office", *ProjectForm.Meta.fields]

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        office = cast("forms.ModelChoiceField[Office]", self.fields["office"])
        office.queryset = Office.objects.visible_to(user)
        office.empty_label = None
        office.initial = user.office

    def clean_office(self) -> Office:
        """Give the project its office before the code and the name are held against its other projects."""
        office: Office = self.cleaned_data["office"]
        self.instance.office = office
        return office


class LineItemForm(RecordForm):
    """The name of a line item, whose ``instance`` has its project, and whether it is public."""

    class Meta(RecordForm.Meta):
        model = LineItem
        fields = ["name", "is_withheld"]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        namesakes = LineItem.objects.filter(project=self.instance.project_id, name=name)
        if namesakes.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This project already has a line item with this name."), "unique")
        return name


class EntryForm(RecordForm):
    """An entry of the ledger; ``sources`` are the funding sources, read once for all rows of a page."""

    def __init__(self, *args: Any, sources: Sequence[FundingSource], **options: Any) -> None:
        super().__init__(*args, **options)
        source = cast("forms.ModelChoiceField[FundingSource]", self.fields["source"])
        source.choices = [(choice.pk, choice.name) for choice in sources]
        source.initial = sources[0].pk if sources else None


class AllocationForm(EntryForm):
    """Money given: an opening budget, or an adjustment, which may be negative."""

    amount = AmountField(label=gettext_lazy("Amount (ten thousand yuan)"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Allocation.Kind.choices, initial=Allocation.Kind.OPENING
    )

    class Meta(RecordForm.Meta):
        model = Allocation
        fields = ["source", "kind", "amount", "decided_on", "document_number", "reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        amount = cleaned.get("amount")
        if amount is not None and amount < 0 and cleaned.get("kind") == Allocation.Kind.OPENING:
            message = _("An opening budget cannot be negative. Enter a reduction as an adjustment.")
            self.add_error("amount", ValidationError(message, "negative"))
        return cleaned


class ExpenditureForm(EntryForm):
    """Money paid out."""

    amount = AmountField(label=gettext_lazy("Amount (ten thousand yuan)"), allow_negative=False)

    class Meta(RecordForm.Meta):
        model = Expenditure
        fields = ["source", "amount", "paid_on", "voucher_number", "note"]


class LabelledRows(forms.BaseFormSet):  # type: ignore[type-arg]
    """The rows of a table. Every input names its row and column for those who cannot see them."""

    def add_fields(self, form: forms.BaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        number = "__number__" if index is None else str(index + 1)
        for field in form.fields.values():
            label = _("row %(number)s, %(column)s") % {"number": number, "column": field.label}
            field.widget.attrs["aria-label"] = label


class EntryFormSet(LabelledRows, BaseInlineFormSet):  # type: ignore[type-arg]
    """The rows of a table of entries."""

    def clean(self) -> None:
        super().clean()
        for form in self.initial_forms:
            if form.instance._state.adding and form not in self.deleted_forms:
                message = _(
                    "Somebody else has deleted this row since you opened the page. "
                    "Mark it for deletion, or enter it again in a new row."
                )
                form.add_error(None, ValidationError(message, "deleted"))


# Without JavaScript each saving offers one more row; with it, rows are added on the page.
AllocationFormSet = inlineformset_factory(LineItem, Allocation, AllocationForm, EntryFormSet, extra=1)
ExpenditureFormSet = inlineformset_factory(LineItem, Expenditure, ExpenditureForm, EntryFormSet, extra=1)


class PasteForm(forms.Form):
    """What is pasted into the funds of a project, and the cell in which that happened, if it was one.

    ``seen`` is what the preview was made from, as the preview carries it along.
    """

    text = forms.CharField(
        # Leading tabs are blank cells.
        strip=False,
        max_length=500_000,
        label=gettext_lazy("Cells copied in Excel or WPS"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Copy the cells in Excel or WPS, then paste them here.")},
    )
    unit = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Unit where none is named"),
        choices=[("万元", gettext_lazy("Ten thousand yuan")), ("元", gettext_lazy("Yuan"))],
    )
    line = forms.ModelChoiceField(LineItem.objects.none(), required=False, widget=forms.HiddenInput)
    column = forms.TypedChoiceField(
        coerce=Column, empty_value=Column.NAME, required=False, choices=[(column, column) for column in GRID]
    )
    source = forms.ModelChoiceField(FundingSource.objects.all(), required=False, to_field_name="name")
    seen = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("column", "source"):
            self.fields[name].widget = forms.HiddenInput()
        self.lines = list(project.line_items.all())
        cast("forms.ModelChoiceField[LineItem]", self.fields["line"]).queryset = project.line_items.all()

    def target(self) -> Target:
        """Return the cell in which the text was pasted, once the form is valid."""
        line, source = self.cleaned_data["line"], self.cleaned_data["source"]
        return Target(
            column=self.cleaned_data["column"],
            lines=tuple(item.name for item in self.lines[self.lines.index(line) :]) if line else (),
            source=source.name if source else "",
        )
