"""Reading and checking an upload in a process of its own, with limits to its memory and time.

A file that a parser or a check chokes on costs that process its life, not the server: the caller gets one
sentence.
"""

import io
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reports.checkup.checking import Checked, check
from reports.checkup.ingest import Unreadable
from reports.limits import Limits

TOO_MUCH = "文件太大或太复杂，在规定的时间和内存里读不完，请拆分或另存后再送检。"
_OURS = (
    "reports.document",
    "reports.checkup.checking",
    "reports.checkup.examination",
    "reports.checkup.findings",
    "reports.checkup.ingest.source",
)
_ROOT = Path(__file__).resolve().parents[2]


def check_apart(name: str, content: bytes, limits: Limits | None = None) -> Checked:
    """Check a file as ``check`` does, in a limited process of its own.

    Raises:
        Unreadable: as ``check``, and if the process went beyond its limits.
    """
    result = apart(__name__, (name, content), limits)
    if isinstance(result, Checked):
        return result
    raise Unreadable(result if isinstance(result, str) else TOO_MUCH)


def apart(module: str, arguments: tuple[object, ...], limits: Limits | None) -> object:
    """Run a module that calls ``answer``; return what it answers, ``None`` if it was ended before it did."""
    limits = limits or Limits()
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter, our own module
            [sys.executable, "-m", module, *limits.arguments],
            input=pickle.dumps(arguments),
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            cwd=_ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode or not done.stdout:
        return None
    result: object = _Unpickler(io.BytesIO(done.stdout)).load()
    return result


class _Unpickler(pickle.Unpickler):
    """Builds documents, their places and findings; whatever a parser was made to write, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _OURS:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")


def answer(job: Callable[..., object], refusal: type[ValueError]) -> None:
    """Be that process: keep the limits of the command line, do the job for the arguments of the input.

    What the job gives, or the sentence of its refusal, goes to the output.
    """
    Limits(*map(int, sys.argv[1:])).keep()
    try:
        result = job(*pickle.load(sys.stdin.buffer))  # noqa: S301  # from the process that started this one
    except refusal as error:
        result = str(error)
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    answer(check, Unreadable)
