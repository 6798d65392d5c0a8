"""``manage.py verify_report FILE``: which submission a file or a digest is, and whether it is unchanged."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.models import Publication, Rendering, Sealed, Submission
from reports.rendering import FORMATS
from reports.seals import Outcome, Verdict, drawn, is_code, of_code, of_file

_PROVED, _NOT_PROVED, _UNREADABLE = 0, 1, 2
_SENTENCES = {
    Outcome.KNOWN: "摘要与下列报告相符。",
    Outcome.UNCHANGED: "未改动：与生成时逐字节一致。",
    Outcome.CHANGED: "已改动，或不是本系统生成的原件；文件自称出自下列报告。",
    Outcome.UNKNOWN: "不是已知的报告。",
}


class Command(BaseCommand):
    """Exits 0 if the file is unchanged or the digest known, 1 if not, 2 if the file could not be read."""

    help = "Say which submission a file or a digest (12 or 64 digits) is, and whether the file is unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        name: str = options["file"]
        verdict = (
            of_code(name.lower()) if is_code(name.lower()) and not Path(name).exists() else self._of(name)
        )
        self.stdout.write(f"{name}：{_SENTENCES[verdict.outcome]}")
        for one in verdict.submissions:
            self.stdout.write(_described(one))
        for published in verdict.publications:
            self.stdout.write(_described_publication(published))
        if verdict.rendering is not None and verdict.sealed is not None:
            self._draw_again(verdict.rendering, verdict.sealed)
        if verdict.outcome not in (Outcome.KNOWN, Outcome.UNCHANGED):
            raise SystemExit(_NOT_PROVED)

    def _of(self, name: str) -> Verdict:
        try:
            content = Path(name).read_bytes()
        except OSError as error:
            self.stdout.write(f"{name}：文件打不开：{error.strerror}。")
            raise SystemExit(_UNREADABLE) from error
        return of_file(content)

    def _draw_again(self, stored: Rendering, content: Sealed) -> None:
        """Say whether today's program still gives these bytes."""
        if drawn(content, stored.format) == stored.file:
            self.stdout.write("  重新生成的文件与存档逐字节一致。")
        else:
            now = FORMATS[stored.format].renderer
            self.stdout.write(
                f"  按现在的程序和设置重新生成，结果与存档不同（存档：{stored.renderer}；现在：{now}）；"
                "下载时一律提供存档文件。"
            )


def _described(submission: Submission) -> str:
    project, at = submission.project, timezone.localtime(submission.submitted_at)
    return (
        f"  {project.office}　{project.fiscal_year}年度　{project.name}　第{submission.number}版　"
        f"{submission.get_state_display()}　提交时间 {at:%Y-%m-%d %H:%M}"
    )


def _described_publication(publication: Publication) -> str:
    project, at = publication.submission.project, timezone.localtime(publication.made_at)
    state = "已公开" if publication.is_current else "已撤回公开"
    return (
        f"  {project.office}　{project.fiscal_year}年度　{project.name}　公开版　{state}　"
        f"公开时间 {at:%Y-%m-%d %H:%M}"
    )
