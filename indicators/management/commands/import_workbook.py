"""``manage.py import_workbook FILE --office CODE --year YEAR [--dry-run]``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Office
from indicators.workbook.planning import Plan, plan_for_office
from indicators.workbook.reading import read
from indicators.workbook.showing import described
from indicators.workbook.writing import write_all
from projects.models import FiscalYear, Project, ProjectLocked, YearClosed
from projects.uploads import WorkbookRefused


class Command(BaseCommand):
    """Takes in a workbook with the figures of one office, or of all beneath it."""

    help = "Take in a workbook with projects of an office and of all beneath it: all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--office", required=True, metavar="CODE")
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--dry-run", action="store_true", help="Say what would change and write nothing.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            office = Office.objects.get(code=options["office"])
            year = FiscalYear.objects.get(year=options["year"])
        except Office.DoesNotExist as error:
            raise CommandError(f"没有编码为 {options['office']} 的单位。") from error
        except FiscalYear.DoesNotExist as error:
            raise CommandError(f"没有 {options['year']} 年度。") from error
        try:
            reading = read(options["file"].read_bytes())
            if options["dry_run"]:
                planned = plan_for_office(reading, office, year)
            else:
                of_office = Project.objects.filter(fiscal_year=year, office__path__startswith=office.path)
                planned = write_all(
                    of_office.current(), replan=lambda: plan_for_office(reading, office, year)
                )
        except OSError as error:
            raise CommandError(f"无法读取文件：{error}") from error
        except WorkbookRefused as error:
            raise CommandError(str(error)) from error
        except YearClosed as error:
            raise CommandError(f"{year} 年度已关闭，不能写入。") from error
        except ProjectLocked as error:
            raise CommandError(f"“{error.project}”已提交，撤回或退回后才能写入。没有写入数据。") from error
        if planned.faults:
            listed = "\n".join(map(str, planned.faults))
            raise CommandError(f"共 {len(planned.faults)} 处问题，没有写入任何数据：\n{listed}")
        for ignored in reading.ignored:
            self.stdout.write(f"未读取的列：{ignored}")
        for plan in planned.plans:
            self._say(plan)
        done = "试运行，没有写入。将" if options["dry_run"] else "已"
        self.stdout.write(f"{done}更新 {len(planned.plans)} 个项目。")

    def _say(self, plan: Plan) -> None:
        self.stdout.write(f"{plan.project.office.code} {plan.project.code} {plan.project}")
        for change in described(plan):
            self.stdout.write(f"  {change.sheet}｜{change.row}｜{change.column}：{change.old} → {change.new}")
