"""The fill-in workbook: what is read from it, what is wrong with it, what it changes."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.forms.models import model_to_dict
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from accounts.models import User
from indicators.models import Indicator, Statistic
from indicators.rules import parse_rules
from indicators.workbook.drawing import fill_in_form, marked
from indicators.workbook.layout import FAULTS, OPTIONS, SHEETS
from indicators.workbook.planning import plan_for_project
from indicators.workbook.reading import _text, read
from indicators.workbook.writing import KINDS, Outdated, write
from projects.cells import Cell, stored_cells
from projects.funds import EntryKind
from projects.locks import writing_to
from projects.models import LineItem, Project
from projects.money import parse_amount
from projects.undo import undo
from tests.builders import make_phase, make_project, make_user, yuan
from tests.indicators import workbooks
from tests.indicators.workbooks import BAD, FUNDS, OTHER, QUALITATIVE, SOURCE, make_filled_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return make_filled_project(make_project("平安稳定项目"))


@pytest.fixture
def clerk(project: Project) -> User:
    return make_user(office=project.office)


def form(project: Project) -> bytes:
    return fill_in_form(project, parse_rules(project.fiscal_year.rules.rule_set.data))


def apply(project: Project, content: bytes, user: User) -> None:
    planned = plan_for_project(read(content), project)
    assert planned.faults == []
    write(planned.plans[0], user=user, replan=lambda held: plan_for_project(read(content), held))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_workbook_has_exactly_these_faults(name: str, project: Project) -> None:
    content, faults = BAD[name]
    planned = plan_for_project(read(content), project)
    assert planned.faults == faults
    assert planned.plans == []


@pytest.mark.parametrize("name", BAD)
def test_the_faults_come_back_in_the_workbook(name: str, project: Project) -> None:
    content, faults = BAD[name]
    book = load_workbook(io.BytesIO(marked(content, faults)))
    listed = list(book[FAULTS].iter_rows(min_row=2, values_only=True))
    assert [row[4] for row in listed] == [fault.message for fault in faults]
    for fault in faults:
        if fault.cell:
            cell = book[fault.sheet][fault.cell]
            assert fault.message in cell.comment.text
            assert cell.fill.start_color.rgb == "00FFC7CE"


def test_marks_go_when_the_fault_is_mended(project: Project) -> None:
    content, faults = BAD["unknown source"]
    book = load_workbook(io.BytesIO(marked(content, faults)))
    book["资金"]["B2"] = SOURCE
    stream = io.BytesIO()
    book.save(stream)
    assert plan_for_project(read(stream.getvalue()), project).faults == []
    again = load_workbook(io.BytesIO(marked(stream.getvalue(), [])))
    assert again["资金"]["B2"].comment is None
    assert again["资金"]["B2"].fill.fill_type is None


def test_the_form_says_what_is_stored_and_changes_nothing_when_it_comes_back(project: Project) -> None:
    content = form(project)
    planned = plan_for_project(read(content), project)
    assert (planned.faults, planned.plans) == ([], [])
    book = load_workbook(io.BytesIO(content))
    assert set(SHEETS) <= set(book.sheetnames)
    assert [cell.value for cell in book["资金"][4]][:5] == ["社区巡防经费", SOURCE, 100, -1.5, 98.5]


def test_headings_are_locked_inputs_are_not_and_lists_drop_down(project: Project) -> None:
    book = load_workbook(io.BytesIO(form(project)))
    for name in SHEETS:
        sheet = book[name]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert sheet["A3"].protection.locked
        assert sheet["A3"].comment.text
        assert not sheet["A4"].protection.locked
        assert not sheet["A200"].protection.locked
    assert book[OPTIONS].sheet_state == "hidden"
    lists = {rule.formula1 for name in SHEETS for rule in book[name].data_validations.dataValidation}
    assert len(lists) == 6
    assert [cell.value for cell in book[OPTIONS]["A"] if cell.value] == [SOURCE, OTHER]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "=辖区稳定"]
)
def test_a_text_never_becomes_a_formula_on_the_way_out(project: Project, text: str) -> None:
    LineItem.objects.filter(name="社区巡防经费").update(name=text)
    Indicator.objects.filter(name="维护稳定").update(actual_text=text.strip())
    book = load_workbook(io.BytesIO(form(project)))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert types == {"s", "n"}
    assert text in [cell.value for cell in book["资金"]["A"]]


def test_a_formula_comes_back_as_a_text(project: Project) -> None:
    content, faults = BAD["formula"]
    cell = load_workbook(io.BytesIO(marked(content, faults)))["资金"]["E2"]
    assert (cell.data_type, cell.value) == ("s", "=C2*0.9")


def test_columns_are_found_by_their_headings(project: Project) -> None:
    moved = workbooks.workbook(
        资金=[
            ["资金填报表"],
            ["备注", "全年执行数\n（元）", "资金来源", "预算调整(万元)", "年初预算", "明细项目"],
            ["见附件", "990000", SOURCE, "－", "￥１００．５０", "社区巡防经费"],
        ]
    )
    reading = read(moved)
    planned = plan_for_project(reading, project)
    assert planned.faults == []
    assert reading.ignored == ["资金：备注"]
    assert {(change.cell.kind, change.new) for change in planned.plans[0].funds} == {
        (EntryKind.OPENING, yuan("100.5")),
        (EntryKind.ADJUSTMENT, None),
        (EntryKind.PAID, yuan("99")),
    }


def everything(project: Project) -> list[Any]:
    """All that a workbook can change, but for the versions, which count on."""
    return [
        stored_cells(project),
        [model_to_dict(row) for row in project.statistics.order_by("pk")],
        [model_to_dict(row) for row in project.indicators.order_by("pk")],
    ]


def test_it_is_applied_as_a_whole_and_can_be_taken_back(project: Project, clerk: User) -> None:
    before = everything(project)
    content = workbooks.workbook(
        资金=[list(FUNDS), ["社区巡防经费", SOURCE, 101, -1.5, None], ["新项目", OTHER, 1.15, None, None]],
        绩效指标=[
            list(workbooks.INDICATORS),
            ["产出", "数量", "巡防次数", "≥", "正向", 50, "次", 10, None, "受理数"],
            QUALITATIVE,
            ["产出", "质量", "合格率", "≥", "正向", 0.985, "%", 5, "99%"],
        ],
        工作数据=[
            list(workbooks.STATISTICS),
            ["信访工作", "接访率", None, None, "接访数", "受理数"],
            ["信访工作", "接访数", 3, "次"],
        ],
    )
    content = workbooks.edited(content, workbooks._set("F4", 0.985, "0.0%"), "绩效指标")
    apply(project, content, clerk)
    stored = stored_cells(project)
    assert stored[Cell("社区巡防经费", SOURCE, EntryKind.OPENING)] == yuan("101")
    assert Cell("社区巡防经费", SOURCE, EntryKind.PAID) not in stored
    assert stored[Cell("新项目", OTHER, EntryKind.OPENING)] == Decimal("11500.00")
    patrol = Indicator.objects.get(name="巡防次数")
    assert (patrol.actual, patrol.actual_from, patrol.version) == (
        None,
        Statistic.objects.get(name="受理数"),
        2,
    )
    assert Indicator.objects.get(name="群众安全感").target_text == "明显增强"
    quality = Indicator.objects.get(name="合格率")
    assert (quality.target, quality.actual) == (Decimal("98.5"), Decimal(99))
    assert Statistic.objects.get(name="接访率").part == Statistic.objects.get(name="接访数")
    assert plan_for_project(read(content), project).plans == []
    with writing_to(project, by=None):
        undo(project, KINDS, user=clerk)
    assert everything(project) == before


def test_what_happened_since_the_preview_is_noticed(project: Project, clerk: User) -> None:
    content = workbooks.funds(["社区巡防经费", SOURCE, 101, -1.5, 98.5])
    plan = plan_for_project(read(content), project).plans[0]
    allocation = LineItem.objects.get(name="社区巡防经费").allocations.get(kind="opening")
    allocation.amount = yuan("102")
    allocation.save()
    with pytest.raises(Outdated) as outdated:
        write(plan, user=clerk, replan=lambda held: plan_for_project(read(content), held))
    assert outdated.value.planned.plans[0].funds[0].old == yuan("102")
    assert stored_cells(project)[Cell("社区巡防经费", SOURCE, EntryKind.OPENING)] == yuan("102")


def test_approved_targets_stand(project: Project) -> None:
    make_phase(project.fiscal_year, kind="targets")
    content = workbooks.targets(
        ["产出", "数量", "巡防次数", "≥", "正向", 60, "次", 10, 70], [*QUALITATIVE[:6], None, 10]
    )
    faults = plan_for_project(read(content), project).faults
    assert [(fault.cell, fault.message[:7]) for fault in faults] == [
        ("F2", "绩效目标已批准"),
        ("C3", "绩效目标已批准"),
    ]


@given(st.decimals(min_value=0, max_value=9_999_999_999, places=6))
def test_typed_and_read_from_a_cell_is_the_same(amount: Decimal) -> None:
    cell = Workbook().worksheets[0]["A1"]
    cell.value = float(amount)
    text, fault = _text(cell)
    assert fault == ""
    if Decimal(repr(float(amount))) == amount:
        assert parse_amount(text) == parse_amount(f"{amount:f}")
