"""What a check finds."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """An error contradicts; a warning must be answered."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, written for the person who mends it.

    ``id`` is the rule's (``W18``). ``where`` is the key of the record or section to mend: ``item-3``,
    ``indicator-12``, ``statistic-4``, ``goals``, ``funds``, ``indicators``, ``section-overview``.
    """

    id: str
    level: Level
    message: str
    hint: str
    where: str
