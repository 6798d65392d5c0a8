"""Recall and false alarms of the check-up over the corpus."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reports.checkup.examination import examine
from reports.checkup.findings import Finding, Severity
from reports.document import Document
from tests.reports.checkup.corpus.planting import Planted, clean, planted

Through = Callable[[Document], Document]
"""What happens to a document before it is checked: nothing, or written into a file and read back."""


@dataclass
class Measurement:
    """Counts by kind: errors planted and found; clean documents, and false errors in them."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    false_errors: Counter[str] = field(default_factory=Counter)
    false_warnings: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, Planted]] = field(default_factory=list)
    alarms: list[tuple[str, Finding]] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        return self.found[kind] / self.planted[kind]


def unchanged(document: Document) -> Document:
    return document


def measure(layouts: Iterable[str], seeds: Iterable[int], through: Through = unchanged) -> Measurement:
    """Check clean documents and each planted error; an error counts as found if its kind is named there."""
    result = Measurement()
    seeds = tuple(seeds)
    for name in layouts:
        for seed in seeds:
            before = examine(through(clean(name, seed)))
            result.clean[name] += 1
            for finding in before.findings:
                if finding.severity is Severity.ERROR:
                    result.false_errors[finding.kind] += 1
                    result.alarms.append((f"{name}-{seed}", finding))
                elif finding.severity is Severity.WARNING:
                    result.false_warnings[finding.kind] += 1
                    result.alarms.append((f"{name}-{seed}", finding))
            known = {(one.kind, one.message) for one in before.findings}
            for one in planted(name, seed):
                result.planted[one.kind] += 1
                new = [
                    finding
                    for finding in examine(through(one.document)).findings
                    if (finding.kind, finding.message) not in known
                ]
                if any(_names(finding, one) for finding in new):
                    result.found[one.kind] += 1
                else:
                    result.missed.append((f"{name}-{seed}", one))
    return result


def _names(finding: Finding, one: Planted) -> bool:
    return finding.severity is not Severity.RESIDUE and finding.kind == one.kind


def table(result: Measurement) -> Iterator[str]:
    """Yield the lines of a table: kind, planted, recall, false errors for each clean document."""
    whole = sum(result.clean.values())
    yield f"{'kind':<16}{'planted':>8}{'recall':>9}{'false errors / clean document':>32}"
    for kind in sorted(result.planted):
        alarms = result.false_errors[kind] / whole
        yield f"{kind:<16}{result.planted[kind]:>8}{result.recall(kind):>9.1%}{alarms:>32.4f}"
