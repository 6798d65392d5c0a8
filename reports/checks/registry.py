"""The registry that checks enter themselves in."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.document import Document
from reports.evaluation import Evaluation
from reports.facts import Facts
from reports.findings import Level


@dataclass(frozen=True, slots=True)
class Case:
    """What checks judge: an evaluation, its facts, and the report that is composed of them.

    ``document`` is ``None`` while it cannot be composed, and ``fault`` says why: a finding of its own (R11).
    """

    evaluation: Evaluation
    facts: Facts
    document: Document | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """What a check objects to, how to mend it, and where (``reports.findings.Finding.where``)."""

    message: str
    hint: str
    where: str


Judge = Callable[[Case], Iterator[Objection]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule under its id: R for errors, W for warnings.

    A check that came later warns until the day ``error_from``, so that reports under way are not stopped.
    """

    id: str
    judge: Judge
    error_from: datetime.date | None = None

    @property
    def rule(self) -> str:
        """The rule as the user reads it."""
        return " ".join((self.judge.__doc__ or "").split())

    def level(self, on: datetime.date) -> Level:
        """Return how serious its findings are on a day."""
        if self.id.startswith("W") or (self.error_from is not None and on < self.error_from):
            return Level.WARNING
        return Level.ERROR


CHECKS: dict[str, Check] = {}
"""Every check by its id."""


def register(check_id: str, *, error_from: datetime.date | None = None) -> Callable[[Judge], Judge]:
    """Enter a check under its id (``R4``, ``W18``); ``error_from`` is the day from which it stops a report.

    Raises:
        ValueError: if the id is taken or is none, if the check has no docstring, or if a warning is given
            a day.
    """

    def enter(judge: Judge) -> Judge:
        if not re.fullmatch("[RW][1-9][0-9]?", check_id):
            raise ValueError(f"{check_id} is no id of a check")
        if check_id in CHECKS:
            raise ValueError(f"check {check_id} is registered twice")
        if not judge.__doc__:
            raise ValueError(f"check {check_id} has no docstring")
        if error_from is not None and check_id.startswith("W"):
            raise ValueError(f"check {check_id} only warns and never becomes an error")
        CHECKS[check_id] = Check(check_id, judge, error_from)
        return judge

    return enter
