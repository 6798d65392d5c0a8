"""What a check finds, and what people say to it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reports.evaluation import AnswerRecord


class Level(StrEnum):
    """An error contradicts; a warning must be answered."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, written for the person who mends it.

    ``id`` is the rule's (``W18``). ``where`` is the key of the record or section to mend: ``item-3``,
    ``indicator-12``, ``statistic-4``, ``goals``, ``problems``, ``funds``, ``indicators``,
    ``section-overview``, ``project``.
    """

    id: str
    level: Level
    message: str
    hint: str
    where: str

    @property
    def digest(self) -> str:
        """What an answer is given to: a finding with another message is another one, to be asked anew."""
        return hashlib.sha256(f"{self.id}\n{self.message}".encode()).hexdigest()


def answer_to(finding: Finding, answers: Iterable[AnswerRecord]) -> AnswerRecord | None:
    """Return the answer given to exactly this finding; an error takes none."""
    if finding.level is Level.ERROR:
        return None
    asked = (finding.id, finding.message)
    return next((answer for answer in answers if (answer.check, answer.message) == asked), None)


def open_findings(findings: Iterable[Finding], answers: Iterable[AnswerRecord]) -> tuple[Finding, ...]:
    """Return the findings that still block a submission: every error, and each warning without an answer.

    A finding whose message changed since it was answered is open again.
    """
    given = tuple(answers)
    return tuple(finding for finding in findings if answer_to(finding, given) is None)
