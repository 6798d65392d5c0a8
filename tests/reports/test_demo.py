"""The demo office: the published figures, the true totals, and what the source leaves unexplained."""

import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import User
from accounts.roles import Role
from projects.models import Project
from reports import legacy
from reports.checks import run
from reports.demo import load_demo
from reports.evaluation import Evaluation
from reports.facts import facts
from reports.loading import load
from reports.models import Checkup

pytestmark = pytest.mark.django_db

DAY = date(2021, 2, 3)

UNPROVED = {"W11", "W12"}
"""The demo has no files."""


@pytest.fixture
def published() -> Evaluation:
    load_demo()
    return load(Project.objects.get(code="PAWD"))


@pytest.fixture
def harder() -> Evaluation:
    load_demo()
    return load(Project.objects.get(code="HJZZ"))


def test_the_true_totals_are_computed(published: Evaluation) -> None:
    known = facts(published)
    assert known["全年预算合计"].text == "561.26"
    assert known["执行数合计"].text == "561.26"
    assert known["执行率"].text == "100.00%"
    assert known["社区巡防经费.占比"].text == "48.23%"
    assert known["矛盾纠纷化解率"].text == "97.58%"
    assert known["自评总分"].text == "85.00"
    assert known["自评等级"].text == "良"


def test_what_the_source_leaves_open_is_found(published: Evaluation) -> None:
    findings = [one for one in run(published, facts(published), on=DAY) if one.id not in UNPROVED]
    named = {(finding.id, re.findall("“(.+?)”", finding.message)[0]) for finding in findings}
    assert named == {("W18", "综合应急演练"), ("W2", "安全宣传活动")}


def test_the_second_project_shows_the_harder_rules(harder: Evaluation) -> None:
    known = facts(harder)
    assert known["预算调整合计"].text == "8.10"
    assert known["执行率"].text == "85.81%"
    assert known["执行率得分"].text == "8.58"
    assert known["智能监测设备.全年预算"].text == "—"
    assert known["维修公共设施.得分"].text == "7.75"
    assert known["环境类投诉件数.得分"].text == "8.70"
    assert known["长效管护机制.得分"].text == "7.50"
    assert known["居民满意度.实际完成值"].text == "89.57%"
    assert known["居民满意度.得分"].text == "9.95"
    assert known["全年预算合计.尾差"].text == "0.01"
    findings = [finding.id for finding in run(harder, known, on=DAY) if finding.id not in UNPROVED]
    assert findings == ["W1", "W3", "W5"]


def test_the_demo_has_no_files_and_the_checks_say_so(published: Evaluation, harder: Evaluation) -> None:
    for evaluation in (published, harder):
        known = facts(evaluation)
        proved_by_nothing = {one.where for one in run(evaluation, known, on=DAY) if one.id in UNPROVED}
        claiming = {one.key for one in evaluation.measured if known.at(f"{one.key}-points").value}
        assert proved_by_nothing == claiming


def test_loading_again_changes_no_project_and_renews_the_passwords() -> None:
    _, first = load_demo()
    Project.objects.filter(code="PAWD").update(name="已改名")
    projects, second = load_demo()
    assert [project.name for project in projects] == ["已改名", "城市环境综合整治项目（示例）"]
    assert first.keys() == second.keys()
    assert not set(first.values()) & set(second.values())


def test_one_user_per_role_can_log_in() -> None:
    _, passwords = load_demo()
    roles = set()
    for username, password in passwords.items():
        user = User.objects.get(username=username)
        assert user.check_password(password)
        roles |= user.role_names
    assert roles == set(Role)


def test_the_command_prints_passwords_and_writes_the_files(settings: Settings, tmp_path: Path) -> None:
    settings.DEBUG = True
    out = StringIO()
    call_command("demo", output=tmp_path, stdout=out)
    assert {file.name for file in tmp_path.iterdir()} == {
        "report.html",
        "report.pdf",
        "report.docx",
        "form.xlsx",
        *legacy.files(),
    }
    username, password = re.findall(r"(\w+) +(\S+)$", out.getvalue().strip())[0]
    assert User.objects.get(username=username).check_password(password)


def test_the_faulty_report_is_checked_for_the_office_once(settings: Settings) -> None:
    settings.DEBUG = True
    for _time in range(2):
        call_command("demo", stdout=StringIO())
    clerk = User.objects.get(username="jingban")
    checked = Checkup.objects.visible_to(clerk)
    assert sorted(one.name for one in checked) == sorted(legacy.files())
    assert {one.result["verdict"] for one in checked} == {"error"}


def test_the_command_is_refused_on_a_real_site(settings: Settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="开发环境"):
        call_command("demo")
    assert not User.objects.exists()
