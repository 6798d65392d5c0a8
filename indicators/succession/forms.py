"""What a clerk says about a split or a merger."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Indicator
from indicators.succession.moving import Part
from projects.forms import LineField
from projects.models import LineItem, Project

PARTS = (1, 2, 3, 4)
"""The projects that can be split off at a time."""


class SplitForm(forms.Form):
    """The codes and names of the projects that are split off, and which row goes to which of them."""

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        self.project = project
        self.lines: list[LineItem] = list(project.line_items.all())
        self.indicators: list[Indicator] = list(project.indicators.all())
        for number in PARTS:
            for name, column, longest in (("code", _("code"), 30), ("name", _("name"), 100)):
                label = _("New project %(number)d, %(column)s") % {"number": number, "column": column}
                self.fields[f"{name}-{number}"] = _labelled(
                    LineField(required=False, max_length=longest), label
                )
        places = [("", _("stays")), *((str(number), _("New project %d") % number) for number in PARTS)]
        for kind, rows in (("line", self.lines), ("indicator", self.indicators)):
            for row in cast("Sequence[LineItem | Indicator]", rows):
                label = _("Where “%(name)s” goes") % {"name": row.name}
                self.fields[f"{kind}-{row.pk}"] = _labelled(
                    forms.ChoiceField(choices=places, required=False), label
                )

    def new_projects(self) -> Iterator[tuple[int, forms.BoundField, forms.BoundField]]:
        """Yield number, code and name of the projects that can be split off."""
        return ((number, self[f"code-{number}"], self[f"name-{number}"]) for number in PARTS)

    def line_choices(self) -> Iterator[tuple[LineItem, forms.BoundField]]:
        """Yield the line items, each with the choice of where it goes."""
        return ((row, self[f"line-{row.pk}"]) for row in self.lines)

    def indicator_choices(self) -> Iterator[tuple[Indicator, forms.BoundField]]:
        """Yield the indicators, each with the choice of where it goes."""
        return ((row, self[f"indicator-{row.pk}"]) for row in self.indicators)

    def parts(self) -> list[Part]:
        """Return what is to be split off, once the form is valid."""
        return [
            Part(
                self.cleaned_data[f"code-{number}"],
                self.cleaned_data[f"name-{number}"],
                self._going("line", self.lines, number),
                self._going("indicator", self.indicators, number),
            )
            for number in PARTS
            if self.cleaned_data[f"code-{number}"]
        ]

    def _going(self, kind: str, rows: Sequence[LineItem | Indicator], number: int) -> frozenset[int]:
        chosen = self.cleaned_data
        return frozenset(row.pk for row in rows if chosen.get(f"{kind}-{row.pk}") == str(number))

    def clean(self) -> dict[str, Any]:
        """Hold the new projects against each other and against those that the office has in the year."""
        cleaned = super().clean() or {}
        others = Project.objects.filter(
            fiscal_year=self.project.fiscal_year_id, office=self.project.office_id
        )
        taken = {
            "code": set(others.values_list("code", flat=True)),
            "name": set(others.values_list("name", flat=True)),
        }
        messages = {
            "code": _("This office already has a project with this code in this year."),
            "name": _("This office already has a project with this name in this year."),
        }
        used = 0
        for number in PARTS:
            given = {column: str(cleaned.get(f"{column}-{number}") or "") for column in taken}
            has_lines = bool(self._going("line", self.lines, number))
            is_used = any(given.values()) or has_lines or self._going("indicator", self.indicators, number)
            if not is_used:
                continue
            used += 1
            for column, value in given.items():
                field = f"{column}-{number}"
                if field in self.errors:
                    continue
                if not value:
                    self.add_error(
                        field, ValidationError(_("Give the new project a code and a name."), "required")
                    )
                elif value in taken[column]:
                    self.add_error(field, ValidationError(messages[column], "unique"))
                taken[column].add(value)
            if not has_lines:
                message = _("Choose at least one line item for new project %d.") % number
                self.add_error(None, ValidationError(message, "no_lines"))
        if not used:
            self.add_error(None, ValidationError(_("Name the project that is to be split off."), "no_parts"))
        return cleaned


def _labelled(field: forms.Field, label: str) -> forms.Field:
    field.label = label
    field.widget.attrs["aria-label"] = label
    field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
    return field


class MergeForm(forms.Form):
    """The projects that are merged into one: of the same office and year, and open."""

    others = forms.ModelMultipleChoiceField(
        Project.objects.none(),
        label=gettext_lazy("Projects that are merged into this one"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one project.")},
    )

    def __init__(self, *args: Any, choices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        others = cast("forms.ModelMultipleChoiceField[Project]", self.fields["others"])
        others.queryset = choices
