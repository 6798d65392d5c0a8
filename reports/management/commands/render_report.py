"""``manage.py render_report``: the report of a project, or its public version, as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from projects.models import Project
from reports.loading import NotReadyError, load
from reports.narrative import NarrativeError
from reports.public import SecretProject, public
from reports.rendering import FORMATS, render


class Command(BaseCommand):
    """Draws one project's report into a file."""

    help = "Draw the report of a project: html, pdf and docx hold all of it, form.… and xlsx the form alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("project", type=int, metavar="PROJECT_ID")
        parser.add_argument("--format", choices=list(FORMATS), required=True)
        parser.add_argument("--output", type=Path, required=True, metavar="FILE")
        parser.add_argument(
            "--public", action="store_true", help="the public version, without what is marked 不公开"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            project = Project.objects.get(pk=options["project"])
        except Project.DoesNotExist as error:
            raise CommandError(f"没有编号为 {options['project']} 的项目。") from error
        try:
            evaluation = load(project)
            if options["public"]:
                evaluation = public(evaluation)
            content = render(evaluation, options["format"])
        except (NotReadyError, NarrativeError, SecretProject) as error:
            raise CommandError(str(error)) from error
        options["output"].write_bytes(content)
        self.stdout.write(str(options["output"]))
