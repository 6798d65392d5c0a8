"""``manage.py checkup FILE... [--json]``: check reports that were written anywhere."""

import json
import os
import resource
import signal
from argparse import ArgumentParser
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from reports.checkup import checking
from reports.checkup.ingest import Unreadable
from reports.checkup.process import TOO_MUCH
from reports.checkup.results.words import SEVERITIES, VERDICTS, figures_told, findings_told
from reports.limits import Limits

LIMITS = Limits()
"""What one file may take; memory holds for the whole of a worker."""
AGAIN_SECONDS = 1.0
"""So long after it the stop comes again: one that is raised while an object is cleared away is lost."""

_CLEAN, _ERRORS, _UNREADABLE = 0, 1, 2


class OutOfTime(BaseException):
    """The time for a file is over: no error of the file, which a parser's caller would take for damage."""


def check_all(files: Sequence[Path]) -> list[dict[str, Any]]:
    """Return what the check-up says of files, in their order, from workers on all cores.

    A file that ends a worker's life is looked for by giving each a worker of its own.
    """
    workers = min(len(files), os.cpu_count() or 1)
    try:
        with ProcessPoolExecutor(workers, initializer=_limit) as pool:
            return list(pool.map(check, files, chunksize=max(1, len(files) // (8 * workers))))
    except BrokenProcessPool:
        if len(files) == 1:
            return [_unread(files[0], TOO_MUCH)]
        return [answer for path in files for answer in check_all([path])]


def check(path: Path) -> dict[str, Any]:
    """Return what the check-up says of one file, as ``--json`` prints it."""
    try:
        signal.setitimer(signal.ITIMER_PROF, LIMITS.processor_seconds, AGAIN_SECONDS)
        examination = checking.check(path.name, path.read_bytes()).examination
    except (MemoryError, OutOfTime):
        return _unread(path, TOO_MUCH)
    except Unreadable as error:
        return _unread(path, str(error))
    except OSError as error:
        return _unread(path, f"文件打不开：{error.strerror}。")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    result: dict[str, Any] = examination.as_json()
    for finding in result["findings"]:
        del finding["certainty"]  # for pages and lists; the severity tells it already
    return {"file": str(path), "readable": True, "reason": "", **result}


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory, LIMITS.memory))
    signal.signal(signal.SIGPROF, _stop)


def _stop(*_signal: object) -> None:
    raise OutOfTime


def _unread(path: Path, reason: str) -> dict[str, Any]:
    return {
        "file": str(path),
        "readable": False,
        "reason": reason,
        "verdict": None,
        "counts": None,
        "findings": [],
    }


class Command(BaseCommand):
    """Checks files on all cores; exits 0 without errors, 1 with errors, 2 if a file could not be read."""

    help = "Check reports and forms written anywhere: docx, xlsx, xls, pdf, txt, html, md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        results = check_all(files)
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
        findings: list[dict[str, Any]] = result["findings"]
        verdict = f"{VERDICTS[result['verdict']]}。" if findings else ""
        told = findings_told(findings) + figures_told(result["counts"])
        self.stdout.write(f"{result['file']}：{verdict}{told}")
        for finding in findings:
            where = finding["where"]
            place = f"第 {where['block'] + 1} 段"
            if where["row"] is not None:
                place += f"（表）第 {where['row'] + 1} 行第 {where['column'] + 1} 列"
            self.stdout.write(f"  [{SEVERITIES[finding['severity']]}] {place}：{finding['message']}")
