"""The whole check-up of a file: read and examined."""

from dataclasses import dataclass

from reports.checkup.examination import Examination, examine
from reports.checkup.ingest import Source, read


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read out of a file, and what the check-up found in it."""

    source: Source
    examination: Examination


def check(name: str, content: bytes) -> Checked:
    """Read a file and examine it.

    Raises:
        Unreadable: as ``reports.checkup.ingest.read``.
    """
    source = read(name, content)
    return Checked(source, examine(source.document))
