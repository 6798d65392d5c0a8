"""What people type, field by field, and two people at one form."""

import datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation

from projects.forms import (
    AllocationForm,
    AmountField,
    DateField,
    LineField,
    LineItemForm,
    ProjectForm,
    TextField,
)
from projects.models import Project
from tests.builders import make_allocation, make_line_item, make_project, make_source


def faults(field: forms.Field, value: str) -> list[str]:
    """Return what a field says, in English, about a value that it refuses."""
    with translation.override("en"):
        with pytest.raises(ValidationError) as caught:
            field.clean(value)
        return caught.value.messages


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("42.9", "429000"),
        ("429000元", "429000"),
        ("１２．５万元", "125000"),
        ("1,234.56", "12345600"),
        ("1.15", "11500"),
        ("0", "0"),
        ("-12.3", "-123000"),
        ("9999999999.99", "99999999999900"),
    ],
)
def test_an_amount_is_read_as_people_type_it(text: str, amount: str) -> None:
    assert AmountField().clean(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", " ", "—", "-", None])
def test_a_blank_amount_is_unknown_and_not_zero(text: str | None) -> None:
    assert AmountField(required=False).clean(text) is None
    with translation.override("en"), pytest.raises(ValidationError, match="Enter an amount"):
        AmountField().clean(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12.3O", "“12.3O” is not a number: character 5 is the letter O."),
        ("12.3 0", "“12.3 0” is more than one number. Enter one."),
        ("１２、5", "“１２、5” is more than one number. Enter one."),
        ("5%", "“5%” has a percent sign. Enter the figure alone."),
        ("1e3", "“1e3” is in scientific notation. Write out all digits."),
        ("1.2.3", "“1.2.3” has two decimal points."),
        ("12,34", "The commas in “12,34” are misplaced: one before every three digits, or none."),
        ("1.2345678", "“1.2345678” has too many decimals: amounts end at the fen."),
        ("99999999999", "“99999999999” is too large."),
        ("约12", "“约12” is not a number: character 1 is “约”."),
        ("1" * 41, "This is too long for an amount: at most 40 characters."),
        ("12\x07", "“12\x07” holds an invisible character: character 3 is U+0007."),
        ("-", "Enter an amount."),
        ("-3", "This amount cannot be negative."),
    ],
)
def test_an_amount_that_cannot_be_read_is_explained(text: str, message: str) -> None:
    assert faults(AmountField(allow_negative=False), text) == [message]


@pytest.mark.parametrize(
    ("yuan", "text"),
    [
        ("429000.00", "42.90"),
        ("182555.00", "18.2555"),
        ("0.01", "0.000001"),
        ("-123000.00", "-12.30"),
        ("0.00", "0.00"),
        ("99999999999900.00", "9999999999.99"),
    ],
)
def test_a_stored_amount_is_shown_exactly(yuan: str, text: str) -> None:
    field = AmountField()
    assert field.prepare_value(Decimal(yuan)) == text
    assert field.clean(text) == Decimal(yuan)


@pytest.mark.parametrize(
    "text", ["2021-02-03", "2021/2/3", "2021.2.3", "2021年2月3日", "20210203", " ２０２１-２-３ "]
)
def test_a_date_is_read_in_every_usual_spelling(text: str) -> None:
    assert DateField().clean(text) == datetime.date(2021, 2, 3)


@pytest.mark.parametrize("text", ["2021-13-01", "昨天", "2021-2-30", "21-2-3", "2021"])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    assert faults(DateField(), text) == [f"“{text}” is not a date. Write it like 2021-02-03."]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\uffff"])
@pytest.mark.parametrize("field", [LineField(), TextField()])
def test_a_control_character_is_refused_and_located(field: LineField, character: str) -> None:
    message = f"Character 3 is a control character (U+{ord(character):04X}). Remove it."
    assert message in faults(field, f"经费{character}补助")


def test_only_prose_has_lines_and_tabs() -> None:
    assert TextField().clean("一\r\n\t二") == "一\n\t二"
    with pytest.raises(ValidationError):
        LineField().clean("一\n二")


def test_rare_characters_of_names_are_text() -> None:
    assert LineField().clean("镕喆堃㙍𬭎\ue863") == "镕喆堃㙍𬭎\ue863"


def posted(form: ProjectForm | LineItemForm, **changes: str) -> QueryDict:
    """Return what the browser sends back after the form was drawn and some fields were typed over."""
    data = QueryDict(mutable=True)
    for field in form:
        value = field.value()
        text = "" if value is None else str(value)
        data[field.html_name] = changes.get(field.name, text)
        data[field.html_initial_name] = text
    return data


@pytest.mark.django_db
class TestTwoPeopleAtOneForm:
    """Each draws the form; one saves; then the other does."""

    def test_changes_of_different_fields_both_stay(self) -> None:
        project = make_project("平安稳定项目", department="财政所", purposes="甲\n乙")
        mine = posted(ProjectForm(instance=project), approval="办公会审批")
        Project.objects.update(department="平安办")
        form = ProjectForm(mine, instance=Project.objects.get())
        assert form.is_valid(), form.errors
        assert form.changed_data == ["approval"]
        form.save(commit=False).save(update_fields=form.changed_data)
        stored = Project.objects.get()
        assert (stored.department, stored.approval) == ("平安办", "办公会审批")

    def test_the_second_change_of_one_field_is_refused_once_with_both_values(self) -> None:
        project = make_project(department="财政所")
        mine = posted(ProjectForm(instance=project), department="综合办")
        Project.objects.update(department="平安办")
        form = ProjectForm(mine, instance=Project.objects.get())
        with translation.override("en"):
            [message] = form.errors["department"]
            assert message.startswith("Somebody else has changed this to “平安办”")
        assert form["department"].value() == "综合办"
        again = QueryDict(mutable=True)
        again.update(form.data)
        assert ProjectForm(again, instance=Project.objects.get()).is_valid()

    def test_the_same_change_twice_is_no_conflict(self) -> None:
        project = make_project(department="财政所")
        mine = posted(ProjectForm(instance=project), department="平安办")
        Project.objects.update(department="平安办")
        assert ProjectForm(mine, instance=Project.objects.get()).is_valid()

    def test_a_conflict_names_the_choice_and_not_its_number(self) -> None:
        current, other = make_source("当年财政拨款"), make_source("其他资金")
        third = make_source("上年结转资金")
        allocation = make_allocation(source=current)
        sources = [current, other, third]
        drawn = AllocationForm(instance=allocation, sources=sources)
        mine = posted(drawn, source=str(third.pk))
        allocation.source = other
        allocation.save()
        with translation.override("en"):
            form = AllocationForm(mine, instance=allocation, sources=sources)
            assert "“其他资金”" in form.errors["source"][0]

    def test_without_the_hidden_values_what_is_sent_holds(self) -> None:
        project = make_project(department="财政所")
        data = {"code": "X1", "name": "改名", "department": "平安办"}
        form = ProjectForm(data, instance=project)
        assert form.is_valid()
        assert {"code", "name", "department"} <= set(form.changed_data)


@pytest.mark.django_db
def test_purposes_are_lines_without_blank_ones() -> None:
    data = {
        "code": "X1",
        "name": "项目",
        "department": "平安办",
        "purposes": " 综合治理 \r\n\r\n社区巡防\r\n",
    }
    form = ProjectForm(data, instance=make_project())
    assert form.is_valid()
    assert form.cleaned_data["purposes"] == "综合治理\n社区巡防"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "longest"), [("name", 100), ("code", 30), ("purposes", 2000), ("approval", 2000)]
)
def test_text_that_is_too_long_is_refused_at_its_field(field: str, longest: int) -> None:
    data = {"code": "X1", "name": "项目", "department": "平安办"}
    project = make_project()
    assert field not in ProjectForm({**data, field: "字" * longest}, instance=project).errors
    assert field in ProjectForm({**data, field: "字" * (longest + 1)}, instance=project).errors


@pytest.mark.django_db
def test_a_name_is_taken_once_in_its_place() -> None:
    item = make_line_item(name="巡防")
    namesake = make_line_item(item.project, name="宣传")
    elsewhere = make_line_item(make_project("另一项目"), name="巡防")
    assert "name" in LineItemForm({"name": "巡防"}, instance=namesake).errors
    assert LineItemForm({"name": "巡防"}, instance=item).is_valid()
    assert LineItemForm({"name": "巡防"}, instance=elsewhere).is_valid()
