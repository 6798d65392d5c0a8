"""Approved targets: what stands, what an adjustment opens, and what is kept of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from indicators.approval import are_approved, stated
from indicators.models import Indicator, TargetAdjustment
from projects.models import Phase
from reports.compose import compose
from reports.document import Paragraph
from reports.loading import load
from tests.builders import (
    close,
    make_indicator,
    make_phase,
    make_qualitative_indicator,
    make_target_adjustment,
    make_year,
)
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db

APPROVED_ON = date(2019, 12, 20)
REASON = {"reason": "上级下达任务数增加"}


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def indicator(people: People) -> Indicator:
    """An indicator ≥ 2 个 whose target was approved long ago."""
    project = make_ready_project(people.clerk.office)
    make_phase(project.fiscal_year, kind=Phase.Kind.TARGETS, opens_on=date(2019, 11, 1), due_on=APPROVED_ON)
    return make_indicator(project, "综合应急演练")


@pytest.fixture
def clerk(people: People) -> Client:
    return browser(people.clerk)


def page(name: str, indicator: Indicator) -> str:
    return reverse(name, args=[indicator.pk])


def typed(**changes: str) -> dict[str, str]:
    """What the page of the indicator sends once its target is open."""
    sent = {
        "level": "产出/数量",
        "name": "综合应急演练",
        "nature": "≥",
        "direction": "正向",
        "weight": "10",
        "target": "2",
        "unit": "个",
    }
    return sent | changes


@pytest.mark.parametrize(
    ("today", "approved"), [(date(2019, 12, 20), False), (date(2019, 12, 21), True), (date(2021, 1, 5), True)]
)
def test_targets_stand_once_their_phase_is_over(indicator: Indicator, today: date, approved: bool) -> None:
    assert are_approved(indicator.project.fiscal_year, today) is approved


def test_a_year_without_the_phase_has_nothing_approved() -> None:
    make_phase(make_year(2021))
    assert not are_approved(make_year(2021), date(2030, 1, 1))


def test_the_year_end_is_entered_without_the_target(clerk: Client, indicator: Indicator) -> None:
    assert "disabled" in clerk.get(page("indicator_edit", indicator)).context["form"]["target"].as_widget()
    answer = clerk.post(
        page("indicator_edit", indicator), {"actual": "1", "deviation": "场地未定", "improvement": "提前安排"}
    )
    assert answer.status_code == 302
    indicator.refresh_from_db()
    assert (indicator.actual, indicator.deviation, indicator.improvement) == (1, "场地未定", "提前安排")
    assert (indicator.name, indicator.target, indicator.weight, indicator.unit) == (
        "综合应急演练",
        2,
        10,
        "个",
    )
    assert indicator.version == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("level", "产出/质量"),
        ("name", "别的"),
        ("nature", "≤"),
        ("direction", "反向"),
        ("target", "1"),
        ("target", ""),
        ("unit", "次"),
        ("target_text", "有所提高"),
        ("weight", "5"),
    ],
)
def test_a_forged_change_of_the_target_is_refused(
    clerk: Client, indicator: Indicator, name: str, value: str
) -> None:
    answer = clerk.post(page("indicator_edit", indicator), typed(actual="2") | {name: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors.as_data()[name][0].code == "approved"
    before = stated(indicator)
    indicator.refresh_from_db()
    assert (stated(indicator), indicator.actual) == (before, None)


def test_an_adjustment_needs_its_reason(clerk: Client, indicator: Indicator) -> None:
    for reason in ("", "  ", "字" * 501, "任务\x00"):
        answer = clerk.post(page("indicator_adjust", indicator), {"reason": reason})
        assert answer.context["form"].errors["reason"]
    assert not TargetAdjustment.objects.exists()


def test_an_adjustment_opens_the_target_once(clerk: Client, people: People, indicator: Indicator) -> None:
    assert clerk.post(page("indicator_adjust", indicator), REASON).status_code == 302
    clerk.post(page("indicator_adjust", indicator), REASON)
    made = TargetAdjustment.objects.get()
    assert (made.made_by, made.after, made.before["target"]) == (people.clerk, None, "2")
    assert clerk.post(page("indicator_edit", indicator), typed(target="3", weight="12")).status_code == 302
    made.refresh_from_db()
    assert made.after == made.before | {"target": "3", "weight": "12"}
    indicator.refresh_from_db()
    assert (indicator.target, indicator.weight) == (3, 12)
    assert clerk.post(page("indicator_edit", indicator), typed(target="9", weight="12")).status_code == 200
    indicator.refresh_from_db()
    assert indicator.target == 3


def test_an_open_adjustment_stays_until_the_target_changes(clerk: Client, indicator: Indicator) -> None:
    clerk.post(page("indicator_adjust", indicator), REASON)
    clerk.post(page("indicator_edit", indicator), typed(actual="2"))
    assert TargetAdjustment.objects.get().after is None
    assert "上级下达任务数增加" in clerk.get(page("indicator_edit", indicator)).text
    clerk.post(page("adjustment_withdraw", indicator))
    assert not TargetAdjustment.objects.exists()


def test_what_was_adjusted_is_never_withdrawn(clerk: Client, indicator: Indicator) -> None:
    make_target_adjustment(indicator)
    clerk.post(page("adjustment_withdraw", indicator))
    assert TargetAdjustment.objects.count() == 1


def test_an_indicator_is_added_with_its_reason(clerk: Client, indicator: Indicator) -> None:
    address = reverse("indicator_add", args=[indicator.project_id])
    new = typed(name="夜间巡逻")
    answer = clerk.post(address, new)
    assert answer.status_code == 200
    assert answer.context["adjustment"].errors["reason"]
    assert clerk.post(address, new | REASON).status_code == 302
    made = TargetAdjustment.objects.get()
    assert (made.indicator.name, made.before) == ("夜间巡逻", {})
    assert made.after == stated(made.indicator)


def test_an_approved_indicator_is_not_removed(clerk: Client, indicator: Indicator) -> None:
    assert clerk.post(page("indicator_delete", indicator)).status_code == 409
    assert page("indicator_adjust", indicator) in clerk.get(page("indicator_delete", indicator)).text
    assert Indicator.objects.count() == 1


@pytest.mark.parametrize("name", ["indicator_adjust", "adjustment_withdraw"])
def test_nobody_else_adjusts(name: str, people: People, indicator: Indicator) -> None:
    for user in (*people.outsiders, *people.viewers):
        assert browser(user).post(page(name, indicator), REASON).status_code == 404
    assert Client().post(page(name, indicator), REASON).status_code == 302
    client = browser(people.colleague)
    assert client.put(page(name, indicator)).status_code == 405
    assert client.post(reverse(name, args=[indicator.pk + 1]), REASON).status_code == 404
    close(indicator.project.fiscal_year)
    assert client.post(page(name, indicator), REASON).status_code == 404
    assert not TargetAdjustment.objects.exists()


def test_without_approval_there_is_nothing_to_adjust(clerk: Client, indicator: Indicator) -> None:
    Phase.objects.all().delete()
    assert clerk.post(page("indicator_adjust", indicator), REASON).status_code == 302
    assert not TargetAdjustment.objects.exists()
    assert clerk.post(page("indicator_edit", indicator), typed(target="3")).status_code == 302


def test_adjustments_are_listed_and_printed(clerk: Client, indicator: Indicator) -> None:
    before = stated(indicator)
    make_target_adjustment(indicator, before=before, after=before | {"target": "3"}, reason="任务量<增加>。")
    words = make_qualitative_indicator(indicator.project, "居民安全感")
    make_target_adjustment(words, before={}, after=stated(words), reason="新增工作")
    make_target_adjustment(indicator, before=before, after=None, reason="再次调整")
    text = clerk.get(reverse("project_indicators", args=[indicator.project_id])).text
    assert "年度指标值 ≥2个 → ≥3个" in text
    assert "任务量&lt;增加&gt;" in text
    assert "再次调整" in text
    printed = [
        block.text for block in compose(load(indicator.project)).blocks if isinstance(block, Paragraph)
    ]
    assert "经批准，“综合应急演练”的年度指标值由≥2个调整为≥3个，原因：任务量<增加>。" in printed
    assert "经批准，新增指标“居民安全感”（年度指标值有效维护辖区稳定，分值10），原因：新增工作。" in printed
    assert not any("再次调整" in paragraph for paragraph in printed)


def test_a_weight_taken_away_is_printed_as_a_dash(indicator: Indicator) -> None:
    before = stated(indicator)
    make_target_adjustment(indicator, before=before, after=before | {"weight": ""}, reason="不再实施")
    printed = [
        block.text for block in compose(load(indicator.project)).blocks if isinstance(block, Paragraph)
    ]
    assert "经批准，“综合应急演练”的分值由10调整为—，原因：不再实施。" in printed


def test_what_was_approved_is_kept_exactly(indicator: Indicator) -> None:
    indicator.target, indicator.weight = Decimal("98.50"), None
    assert (stated(indicator)["target"], stated(indicator)["weight"]) == ("98.5", "")
