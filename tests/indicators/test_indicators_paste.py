"""A table of indicators pasted from Excel or WPS: read, held against what is stored, looked over, applied."""

import html
import re
from datetime import date
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from indicators.models import Indicator
from projects.models import Phase, Project
from tests.builders import (
    close,
    make_indicator,
    make_phase,
    make_qualitative_indicator,
    make_statistic,
)
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db

TABLE = """2020 年度绩效指标
序号\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值（权重）\t得分\t偏差原因分析
\t预算执行率\t\t\t\t100%\t10\t10\t
1\t产出\t数量\t综合应急演练\t≥2个\t1个\t15\t7.5\t场地未定
2\t\t\t巡防次数\t≥６０次\t６２次\t35\t35\t
3\t\t时效\t投诉办理天数\t不超过5天\t3\t\t\t
4\t效益\t社会效益\t居民安全感\t有所提高\t明显提高\t30\t\t
\t总分\t\t\t\t\t100\t98\t
"""


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_ready_project(people.clerk.office)


@pytest.fixture
def drill(project: Project) -> Indicator:
    return make_indicator(project, "综合应急演练", improvement="另选场地")


@pytest.fixture
def safety(project: Project) -> Indicator:
    return make_qualitative_indicator(project, "居民安全感", achieved_percent=Decimal(90))


def page(project: Project, name: str = "indicators_paste") -> str:
    return reverse(name, args=[project.pk])


def paste(client: Client, project: Project, text: str) -> HttpResponse:
    return client.post(page(project), {"text": text})


def hidden(response: HttpResponse) -> dict[str, str]:
    """What the preview carries along."""
    found = re.findall(
        r'<input type="hidden" name="(text|digest)" value="([^"]*)"', response.content.decode()
    )
    return {name: html.unescape(value) for name, value in found}


def faults(response: HttpResponse) -> list[tuple[int, str, str]]:
    assert response.status_code == 422
    return [(fault.row, fault.heading, fault.message) for fault in response.context["faults"]]


def test_who_may_and_who_may_not(people: People, project: Project) -> None:
    for user in (people.clerk, people.colleague):
        assert browser(user).get(page(project)).status_code == 200
    for user in (people.stranger, *people.viewers):
        assert browser(user).get(page(project)).status_code == 404
        assert paste(browser(user), project, TABLE).status_code == 404
    assert Client().get(page(project)).status_code == 302
    assert browser(people.clerk).put(page(project)).status_code == 405
    assert browser(people.clerk).get(reverse("indicators_paste", args=[project.pk + 1])).status_code == 404
    close(project.fiscal_year)
    assert paste(browser(people.clerk), project, TABLE).status_code == 404


def test_a_table_is_previewed_then_applied(
    people: People, project: Project, drill: Indicator, safety: Indicator
) -> None:
    client = browser(people.clerk)
    preview = paste(client, project, TABLE)
    assert preview.status_code == 200
    assert not preview.context["faults"]
    assert Indicator.objects.count() == 2
    assert preview.context["ignored"] == ["序号", "得分", "第 3 行", "第 8 行"]
    answer = client.post(page(project, "workbook_apply"), hidden(preview))
    assert answer.headers["Location"] == page(project, "project_indicators")
    drill.refresh_from_db()
    safety.refresh_from_db()
    assert (drill.actual, drill.weight, drill.deviation, drill.improvement) == (1, 15, "场地未定", "另选场地")
    assert (safety.target_text, safety.actual_text, safety.achieved_percent) == ("有所提高", "明显提高", 90)
    patrols = Indicator.objects.get(name="巡防次数")
    assert (patrols.level1, patrols.level2, patrols.nature, patrols.direction) == (
        "产出",
        "数量",
        "≥",
        "正向",
    )
    assert (patrols.target, patrols.unit, patrols.actual) == (60, "次", 62)
    days = Indicator.objects.get(name="投诉办理天数")
    assert (days.level2, days.nature, days.direction, days.target, days.unit, days.weight) == (
        *("时效", "≤", "反向", 5, "天", None),
    )


@pytest.mark.parametrize(
    "text",
    [
        "三级指标\t实际完成值\n综合应急演练\t3",
        "实际完成值\t指标名称\n3\t 综合应急演练 ",
        '"实际\n完成值"\t"三级指标（名称）"\n3 个\t"综合应急\n演练"',
    ],
)
def test_columns_stand_in_any_order_and_those_not_copied_stay(
    people: People, project: Project, drill: Indicator, text: str
) -> None:
    client = browser(people.clerk)
    client.post(page(project, "workbook_apply"), hidden(paste(client, project, text)))
    changed = Indicator.objects.get()
    assert (changed.actual, changed.version) == (3, 2)
    assert (changed.target, changed.unit, changed.weight, changed.improvement) == (2, "个", 10, "另选场地")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("综合应急演练\t3", (0, "", "没有找到标题行")),
        ("三级指标\t完成值\n综合应急演练\t2次", (2, "完成值", "与指标的计量单位“个”不一致")),
        ("三级指标\t完成值\n综合应急演练\t已完成", (2, "完成值", "不是数字")),
        ("三级指标\t完成值\n综合应急演练\t1\n综合应急演练\t2", (3, "三级指标", "与第 2 行重复")),
        ("三级指标\t完成值\t完成值\n综合应急演练\t1\t2", (1, "完成值", "出现了两次")),
        ("三级指标\t完成值\n综合应急演练\t1\t2", (2, "", "所在的列没有标题")),
        ("三级指标\t完成值\n新指标\t1", (2, "一级指标", "没有填写")),
        ("三级指标\t性质\n综合应急演练\t约", (2, "指标性质", "没有这种指标性质“约”")),
        ('三级指标\t完成值\n"综合' + "字" * 140_000, (0, "", "引号不成对")),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    people: People, project: Project, drill: Indicator, text: str, expected: tuple[int, str, str]
) -> None:
    found = faults(paste(browser(people.clerk), project, text))
    assert any(
        (row, heading) == expected[:2] and expected[2] in message for row, heading, message in found
    ), found
    drill.refresh_from_db()
    assert drill.version == 1


def test_a_sign_that_turns_round_takes_its_direction_along(
    people: People, project: Project, drill: Indicator
) -> None:
    answer = paste(browser(people.clerk), project, "三级指标\t性质\n综合应急演练\t≤")
    assert {(change.column, change.new) for change in answer.context["changes"]} == {
        ("指标性质", "≤"),
        ("指标方向", "反向"),
    }


def test_an_actual_taken_from_a_work_figure_is_left_out(people: People, project: Project) -> None:
    make_indicator(project, "化解矛盾纠纷数", actual_from=make_statistic(project, "化解矛盾纠纷"))
    answer = paste(browser(people.clerk), project, "三级指标\t完成值\t分值\n化解矛盾纠纷数\t124\t20")
    assert [(change.column, change.new) for change in answer.context["changes"]] == [("分值", "20")]
    assert answer.context["ignored"] == ["第 2 行“完成值”（取自工作数据）"]


def test_approved_targets_stand(people: People, project: Project, drill: Indicator) -> None:
    make_phase(
        project.fiscal_year, kind=Phase.Kind.TARGETS, opens_on=date(2019, 11, 1), due_on=date(2019, 12, 20)
    )
    client = browser(people.clerk)
    found = faults(paste(client, project, "三级指标\t目标值\t完成值\n综合应急演练\t≥3个\t3\n新指标\t1\t1"))
    assert all("绩效目标已批准" in message for row, _heading, message in found if row == 2)
    assert paste(client, project, "三级指标\t目标值\t完成值\n综合应急演练\t≥2个\t3").status_code == 200


def test_what_changed_since_the_preview_is_shown_anew(
    people: People, project: Project, drill: Indicator
) -> None:
    client = browser(people.clerk)
    preview = paste(client, project, "三级指标\t完成值\n综合应急演练\t3")
    Indicator.objects.update(actual=1)
    answer = client.post(page(project, "workbook_apply"), hidden(preview))
    assert answer.status_code == 409
    assert answer.context["changes"][0].old == "1"
    assert Indicator.objects.get().actual == 1
    assert client.post(page(project, "workbook_apply"), hidden(answer)).status_code == 302


def test_what_is_stored_already_changes_nothing(people: People, project: Project, drill: Indicator) -> None:
    answer = paste(browser(people.clerk), project, "三级指标\t目标值\n综合应急演练\t≥2个")
    assert answer.context["plan"] is None
    assert page(project, "workbook_apply") not in answer.text
