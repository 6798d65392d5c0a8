"""``manage.py checkup FILE... [--json]``: check reports that were written anywhere."""

import json
import os
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from reports.checkup.examination import examine
from reports.checkup.ingest import Unreadable, read
from reports.checkup.words import SEVERITIES, counted

_CLEAN, _ERRORS, _UNREADABLE = 0, 1, 2
_VERDICTS = {
    "error": "有错误",
    "warning": "无错误，有提醒",
    "residue": "无错误，有尾差",
    "clean": "未发现问题",
}


def check(path: Path) -> dict[str, Any]:
    """Return what the check-up says of one file, as ``--json`` prints it."""
    unread: dict[str, Any] = {"verdict": None, "counts": None, "findings": []}
    try:
        source = read(path.name, path.read_bytes())
    except Unreadable as error:
        return {"file": str(path), "readable": False, "reason": str(error), **unread}
    except OSError as error:
        reason = f"文件打不开：{error.strerror}。"
        return {"file": str(path), "readable": False, "reason": reason, **unread}
    return {
        "file": str(path),
        "readable": True,
        "reason": "",
        **examine(source.document).as_json(),
    }


class Command(BaseCommand):
    """Checks files on all cores; exits 0 without errors, 1 with errors, 2 if a file could not be read."""

    help = "Check reports and forms written anywhere: docx, xlsx, xls, pdf, txt, html, md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        workers = min(len(files), os.cpu_count() or 1)
        if workers > 1:
            with ProcessPoolExecutor(workers) as pool:
                results = list(pool.map(check, files, chunksize=max(1, len(files) // (8 * workers))))
        else:
            results = [check(path) for path in files]
        if options["json"]:
            self.stdout.write(json.dumps({"files": results}, ensure_ascii=False, indent=1))
        else:
            for result in results:
                self._print(result)
        code = _CLEAN
        if any(result["verdict"] == "error" for result in results):
            code = _ERRORS
        if not all(result["readable"] for result in results):
            code = _UNREADABLE
        if code:
            raise SystemExit(code)

    def _print(self, result: dict[str, Any]) -> None:
        if not result["readable"]:
            self.stdout.write(f"{result['file']}：无法读取。{result['reason']}")
            return
        self.stdout.write(f"{result['file']}：{_VERDICTS[result['verdict']]}。{counted(result['counts'])}")
        for finding in result["findings"]:
            where = finding["where"]
            place = f"第 {where['block'] + 1} 段"
            if where["row"] is not None:
                place += f"（表）第 {where['row'] + 1} 行第 {where['column'] + 1} 列"
            self.stdout.write(f"  [{SEVERITIES[finding['severity']]}] {place}：{finding['message']}")
