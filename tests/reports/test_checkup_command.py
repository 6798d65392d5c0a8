"""``manage.py checkup``: what it prints, with which code it ends, and many files on all cores."""

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from reports import legacy
from reports.checkup import checking
from reports.checkup.checking import Checked, check
from reports.checkup.findings import Kind
from reports.management.commands import checkup

WRONG = "受理124件，化解121件，化解率90.00%。"
WARNED = "填表人：××"
RIGHT = "受理124件，化解121件，化解率97.58%。"


def written(folder: Path, **texts: str) -> list[str]:
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def run(*arguments: str) -> tuple[int, str]:
    """The code that the command ends with, and what it prints."""
    out = io.StringIO()
    code = 0
    try:
        call_command("checkup", *arguments, stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, out.getvalue()


def answers(*arguments: str) -> list[dict[str, Any]]:
    printed = json.loads(run(*arguments, "--json")[1])
    assert set(printed) == {"files"}
    files: list[dict[str, Any]] = printed["files"]
    return files


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ([RIGHT], 0),
        ([WARNED], 0),
        ([WRONG], 1),
        ([RIGHT, WRONG, RIGHT], 1),
        ([""], 2),
        ([WRONG, ""], 2),
    ],
)
def test_its_code_tells_what_was_found(tmp_path: Path, texts: list[str], code: int) -> None:
    files = written(tmp_path, **{f"f{number}": text for number, text in enumerate(texts)})
    assert run(*files)[0] == code
    assert run(*files, "--json")[0] == code


def test_it_prints_what_a_clerk_reads(tmp_path: Path) -> None:
    [wrong, right, empty] = written(tmp_path, wrong=f"一、情况\n{WRONG}", right=RIGHT, empty="")
    assert run(wrong, right, empty, str(tmp_path / "none.docx"))[1].splitlines() == [
        f"{wrong}：有错误。问题共1条：错误1条、疑点0条、尾差0条。数字共3个：相符0个、不符1个、未核验2个。",
        "  [错误] 第 2 段：“化解率90.00%”与前文数字不符：121件÷124件=97.58%。",
        f"{right}：未发现问题。数字共3个：相符3个、不符0个、未核验0个。",
        f"{empty}：无法读取。文件是空的。",
        f"{tmp_path / 'none.docx'}：无法读取。文件打不开：No such file or directory。",
    ]


def test_the_object_is_as_agreed(tmp_path: Path) -> None:
    for name, content in legacy.files().items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    files = sorted(map(str, tmp_path.iterdir()))
    listed = answers(*files)
    assert [one["file"] for one in listed] == files
    for one in listed:
        assert set(one) == {"file", "readable", "reason", "verdict", "counts", "findings"}
        if not one["readable"]:
            assert one["reason"]
            assert (one["verdict"], one["counts"], one["findings"]) == (None, None, [])
            continue
        assert one["reason"] == ""
        assert one["verdict"] == "error"
        assert set(one["counts"]) == {"agree", "differ", "unchecked"}
        assert all(type(number) is int for number in one["counts"].values())
        assert one["findings"]
        for finding in one["findings"]:
            assert set(finding) == {"rule", "kind", "severity", "where", "printed", "computed", "message"}
            assert finding["kind"] in set(Kind)
            assert finding["severity"] in {"error", "warning", "residue"}
            where = finding["where"]
            assert set(where) == {"block", "row", "column", "text"}
            assert type(where["block"]) is int
            assert (where["row"] is None) is (where["column"] is None)
            strings = (finding["rule"], finding["message"], where["text"])
            assert all(isinstance(text, str) and text for text in strings)
    assert [one["readable"] for one in listed].count(False) == 1


def test_a_place_counts_from_zero(tmp_path: Path) -> None:
    [file] = written(tmp_path, a=f"一、情况\n{WRONG}")
    [answer] = answers(file)
    [finding] = answer["findings"]
    assert finding["where"] == {"block": 1, "row": None, "column": None, "text": WRONG}
    assert (finding["printed"], finding["computed"]) == ("90.00%", "97.58%")


def test_many_files_keep_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    texts = {f"f{number:02}": WRONG if number % 3 else RIGHT for number in range(40)}
    files = written(tmp_path, **texts)
    listed = answers(*files)
    assert [one["file"] for one in listed] == files
    assert [one["verdict"] for one in listed] == ["error" if n % 3 else "clean" for n in range(40)]


def test_what_takes_too_much_gets_a_sentence_and_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "LIMITS", checkup.Limits(processor_seconds=0.2))
    files = written(tmp_path, long="\n".join(f"第{number}项" for number in range(49_000)), right=RIGHT)
    long, right = answers(*files)
    assert long["readable"] is False
    assert "在规定的时间和内存里读不完" in long["reason"]
    assert right["verdict"] == "clean"


def test_a_stop_that_was_lost_comes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> None:
        ends = time.process_time() + 5
        while time.process_time() < ends:
            pass

    def careless(_name: str, _content: bytes) -> Checked:
        with contextlib.suppress(checkup.OutOfTime):
            work()
        work()
        raise AssertionError

    monkeypatch.setattr(checkup, "LIMITS", checkup.Limits(processor_seconds=0.1))
    monkeypatch.setattr(checkup, "AGAIN_SECONDS", 0.1)
    monkeypatch.setattr(checking, "check", careless)
    [answer] = answers(*written(tmp_path, a=RIGHT))
    assert "在规定的时间和内存里读不完" in answer["reason"]


@pytest.mark.parametrize("names", [["deadly"], ["a", "deadly", "b"]])
def test_a_file_that_ends_its_worker_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    def deadly(name: str, content: bytes) -> Checked:
        if name == "deadly.txt":
            os._exit(1)
        return check(name, content)

    monkeypatch.setattr(checking, "check", deadly)
    listed = answers(*written(tmp_path, **dict.fromkeys(names, RIGHT)))
    assert [one["verdict"] for one in listed] == [None if name == "deadly" else "clean" for name in names]
    assert "请拆分或另存" in listed[names.index("deadly")]["reason"]


def test_it_runs_from_a_shell(tmp_path: Path) -> None:
    files = written(tmp_path, wrong=WRONG, right=RIGHT)
    done = subprocess.run(
        [sys.executable, "manage.py", "checkup", *files, "--json"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=False,
        env={**os.environ, "PERFEVAL_DEBUG": "1"},
    )
    assert done.returncode == 1
    assert [one["verdict"] for one in json.loads(done.stdout)["files"]] == ["error", "clean"]
    assert done.stderr == b""
