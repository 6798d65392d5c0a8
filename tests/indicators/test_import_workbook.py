"""``manage.py import_workbook``: a district's workbook, all of it or nothing."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from projects.models import Allocation, LineItem, Project
from tests.builders import close, make_bureau, make_office, make_project, make_source, make_year, yuan
from tests.indicators.workbooks import FUNDS, SOURCE, workbook
from tests.projects import packages

HEADINGS = ["单位编码", "项目编码", *FUNDS]


@pytest.fixture
def district() -> list[Project]:
    bureau = make_bureau(code="JRJ")
    make_source(SOURCE)
    return [
        make_project(office=make_office(f"街道{number}", code=f"JD{number}", parent=bureau), code="P1")
        for number in range(3)
    ]


def row(office: str, line: str, opening: object = 10, project: str = "P1") -> list[object]:
    return [office, project, line, SOURCE, opening, None, 8.5]


def run(path: Path, content: bytes, *options: str, office: str = "JRJ") -> str:
    file = path / "全区.xlsx"
    file.write_bytes(content)
    output = StringIO()
    call_command("import_workbook", str(file), "--office", office, "--year", "2020", *options, stdout=output)
    return output.getvalue()


@pytest.mark.django_db
def test_it_writes_the_projects_of_all_offices_beneath(tmp_path: Path, district: list[Project]) -> None:
    content = workbook(资金=[HEADINGS, row("JD0", "巡防", 1.15), row("JD1", "巡防"), row("JD1", "宣传")])
    said = run(tmp_path, content)
    assert "已更新 2 个项目。" in said
    assert "巡防（当年财政拨款）｜年初预算（万元）：— → 1.15" in said
    assert Allocation.objects.get(line_item__project=district[0]).amount == yuan("1.15")
    assert LineItem.objects.filter(project=district[1]).count() == 2
    assert "已更新 0 个项目。" in run(tmp_path, content)


@pytest.mark.django_db
def test_a_dry_run_says_it_and_writes_nothing(tmp_path: Path, district: list[Project]) -> None:
    said = run(tmp_path, workbook(资金=[HEADINGS, row("JD0", "巡防")]), "--dry-run")
    assert "巡防（当年财政拨款）｜年初预算（万元）：— → 10.00" in said
    assert "试运行，没有写入。将更新 1 个项目。" in said
    assert not LineItem.objects.exists()


@pytest.mark.django_db
def test_one_fault_stops_all_of_it(tmp_path: Path, district: list[Project]) -> None:
    rows = [
        row("JD0", "巡防"),
        row("JD9", "巡防"),
        row("JD1", "巡防", project="P9"),
        row("JD1", "巡防", "十"),
    ]
    with pytest.raises(CommandError) as stopped:
        run(tmp_path, workbook(资金=[HEADINGS, *rows]))
    assert str(stopped.value).splitlines() == [
        "共 3 处问题，没有写入任何数据：",
        (
            "“资金”第 3 行“单位编码”（A3）：编码为“JRJ”的单位及其下属单位中，"
            "没有编码为“JD9”且本年度有项目的单位。"
        ),
        "“资金”第 4 行“项目编码”（B4）：单位“JD1”本年度没有编码为“P9”的项目。",
        "“资金”第 5 行“年初预算”（E5）：“十”不是数字：第 1 个字符是“十”。",
    ]
    assert not LineItem.objects.exists()


@pytest.mark.django_db
def test_another_office_is_out_of_reach_and_the_own_code_may_be_left_out(
    tmp_path: Path, district: list[Project]
) -> None:
    with pytest.raises(CommandError, match="没有编码为“JD1”"):
        run(tmp_path, workbook(资金=[HEADINGS, row("JD1", "巡防")]), office="JD0")
    run(tmp_path, workbook(资金=[HEADINGS[1:], row("", "巡防")[1:]]), office="JD0")
    assert LineItem.objects.get().project == district[0]
    with pytest.raises(CommandError, match="缺少“项目编码”一列"):
        run(tmp_path, workbook(资金=[FUNDS, row("", "巡防")[2:]]), office="JD0")


@pytest.mark.django_db
def test_what_cannot_be_is_said_so(tmp_path: Path, district: list[Project]) -> None:
    content = workbook(资金=[HEADINGS, row("JD0", "巡防")])
    with pytest.raises(CommandError, match="没有编码为 X 的单位"):
        run(tmp_path, content, office="X")
    with pytest.raises(CommandError, match="Excel"):
        run(tmp_path, packages.renamed_xls())
    with pytest.raises(CommandError, match="无法读取文件"):
        call_command("import_workbook", str(tmp_path / "none.xlsx"), "--office", "JRJ", "--year", "2020")
    with pytest.raises(CommandError, match="没有 1999 年度"):
        call_command("import_workbook", str(tmp_path / "none.xlsx"), "--office", "JRJ", "--year", "1999")
    close(make_year(2020))
    with pytest.raises(CommandError, match="已关闭"):
        run(tmp_path, content)


@pytest.mark.django_db
def test_nothing_is_written_where_a_project_that_would_change_is_submitted(
    tmp_path: Path, district: list[Project]
) -> None:
    Project.objects.filter(office__code="JD0").update(locked_at=timezone.now())
    with pytest.raises(CommandError, match="已提交"):
        run(tmp_path, workbook(资金=[HEADINGS, row("JD0", "巡防"), row("JD1", "巡防")]))
    assert not LineItem.objects.exists()
    run(tmp_path, workbook(资金=[HEADINGS, row("JD1", "巡防")]))
    assert LineItem.objects.get().project.office.code == "JD1"


@pytest.mark.django_db
def test_rows_cost_no_queries(
    tmp_path: Path, district: list[Project], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [row("JD0", f"明细{number}") for number in range(400)]
    with django_assert_max_num_queries(90):
        run(tmp_path, workbook(资金=[HEADINGS, *rows]))
    assert Allocation.objects.count() == 400


KILLED = """
import sys, time
import django
django.setup()
from django.core.management import call_command
from django.db import connection
def wait(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if sql.startswith('INSERT INTO "projects_expenditure"'):
        print("writing", flush=True)
        time.sleep(60)
    return result
with connection.execute_wrapper(wait):
    call_command("import_workbook", sys.argv[1], "--office", "JRJ", "--year", "2020")
"""


def address() -> str:
    """Return the address of the test's own database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
    return f"{server}/{name}"


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_leaves_nothing_behind(tmp_path: Path, district: list[Project]) -> None:
    file = tmp_path / "全区.xlsx"
    file.write_bytes(workbook(资金=[HEADINGS, *(row("JD0", f"明细{number}") for number in range(50))]))
    environment = os.environ | {
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "perfeval.settings",
        "PERFEVAL_DEBUG": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(file)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(0.2)  # a PostgreSQL server notices a moment later that its client is gone
    assert not LineItem.objects.exists()
    assert not Allocation.objects.exists()
    run(tmp_path, file.read_bytes())
    assert Allocation.objects.count() == 50
