"""``manage.py demo``."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from projects.models import Project
from reports import legacy
from reports.demo import load_checkups, load_demo
from reports.loading import load
from reports.rendering import render

FILES = {"report.html": "html", "report.pdf": "pdf", "report.docx": "docx", "form.xlsx": "xlsx"}


class Command(BaseCommand):
    """Loads the demo office; if asked, writes the first project's report and a faulty one."""

    help = "Load the demo office, users and projects (refused when DEBUG is off)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, metavar="FOLDER", help="write the files there")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("演示数据只能在开发环境（PERFEVAL_DEBUG=1）中载入。")
        projects, passwords = load_demo()
        for project in projects:
            self.stdout.write(f"项目 {project.pk}：{project.fiscal_year} 年度 {project.name}")
        checked = legacy.files()
        load_checkups(checked)
        if options["output"] is not None:
            self._write_files(options["output"], projects[0].pk, checked)
        self.stdout.write("用户名和本次生成的密码：")
        for username, password in passwords.items():
            self.stdout.write(f"    {username:10} {password}")

    def _write_files(self, folder: Path, project: int, checked: Mapping[str, bytes]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        evaluation = load(Project.objects.get(pk=project))
        ours = {name: render(evaluation, extension) for name, extension in FILES.items()}
        for name, content in (ours | dict(checked)).items():
            (folder / name).write_bytes(content)
            self.stdout.write(str(folder / name))
