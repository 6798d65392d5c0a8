"""What a check-up says: findings, and for every figure one of three honest states."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reports.checkup.miswriting import is_certain


class Kind(StrEnum):
    """What a finding is about."""

    SUM = "sum"
    RATIO = "ratio"
    SCORE = "score"
    WEIGHT = "weight"
    EXCEED = "exceed"
    PROSE_VS_TABLE = "prose_vs_table"
    UNIT = "unit"
    MISSING_REASON = "missing_reason"
    MISSING_ACTUAL = "missing_actual"
    COUNT = "count"
    GRADE = "grade"
    DATE = "date"
    PLACEHOLDER = "placeholder"
    DUPLICATE = "duplicate"


class Severity(StrEnum):
    """How serious a finding is; a residue (尾差) is explained by rounding and is no error."""

    ERROR = "error"
    WARNING = "warning"
    RESIDUE = "residue"


class State(StrEnum):
    """What is known of a figure: 相符, 不符, 未核验 (nothing to check it against)."""

    AGREE = "agree"
    DIFFER = "differ"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands; all count from 0, and −1 is "not there".

    In a table it is the upper left corner of the cell, in prose the character that it begins at.
    """

    block: int
    row: int = -1
    column: int = -1
    start: int = -1


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction. ``text`` is the sentence or the row that it stands in, ``rule`` what should hold.

    ``certainty`` is between 0 and 1; errors are certain, warnings are for a person to judge.
    """

    rule: str
    kind: Kind
    severity: Severity
    place: Place
    text: str
    printed: str
    computed: str
    message: str
    certainty: float


_CERTAINTY = {Severity.ERROR: 0.95, Severity.WARNING: 0.6, Severity.RESIDUE: 0.99}


class Ledger:
    """Collects what the checks find; a figure that nothing was said about stays unchecked."""

    def __init__(self) -> None:
        self._states: dict[Place, State] = {}
        self._findings: dict[tuple[Place, Kind], Finding] = {}

    def note(self, places: Iterable[Place]) -> None:
        """Enter figures that were read."""
        for place in places:
            self._states.setdefault(place, State.UNCHECKED)

    def agree(self, *places: Place) -> None:
        """Say that figures were held against each other and agree."""
        for place in places:
            if self._states.get(place) is not State.DIFFER:
                self._states[place] = State.AGREE

    def is_agreed(self, place: Place) -> bool:
        """Whether a figure was found right."""
        return self._states.get(place) is State.AGREE

    def is_known(self, place: Place) -> bool:
        """Whether a figure was found right or wrong."""
        return self._states.get(place, State.UNCHECKED) is not State.UNCHECKED

    def differs(self, place: Place) -> bool:
        """Whether a figure was found wrong."""
        return self._states.get(place) is State.DIFFER

    def find(
        self,
        kind: Kind,
        severity: Severity,
        place: Place,
        message: str,
        *,
        rule: str,
        text: str,
        printed: str = "",
        computed: str = "",
    ) -> None:
        """Enter a finding; the first of a kind at a place stands, an error before a warning.

        A doubt is none where the figure is what it should be but for digits changed over or a unit.
        """
        if severity is Severity.WARNING and is_certain(printed, computed):
            severity = Severity.ERROR
        known = self._findings.get((place, kind))
        if known is None or (known.severity is not Severity.ERROR and severity is Severity.ERROR):
            self._findings[place, kind] = Finding(
                rule, kind, severity, place, text, printed, computed, message, _CERTAINTY[severity]
            )
        if place in self._states:
            if severity is Severity.ERROR:
                self._states[place] = State.DIFFER
            elif severity is Severity.RESIDUE:
                self.agree(place)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in reading order."""
        return tuple(sorted(self._findings.values(), key=lambda one: (one.place, one.kind)))

    @property
    def doubted(self) -> frozenset[Place]:
        """Where something but a residue was found so far."""
        return frozenset(one.place for one in self._findings.values() if one.severity is not Severity.RESIDUE)

    @property
    def states(self) -> dict[Place, State]:
        """The state of every figure, by its place."""
        return dict(self._states)
