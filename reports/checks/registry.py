"""The registry that checks enter themselves in."""

from collections.abc import Callable, Iterator

from reports.evaluation import Evaluation
from reports.facts import Facts
from reports.findings import Finding

Check = Callable[[Evaluation, Facts], Iterator[Finding]]

CHECKS: dict[str, Check] = {}
"""Every check by its id. A check's docstring is the rule as the user reads it."""


def register(check_id: str) -> Callable[[Check], Check]:
    """Enter a check under its id (``R4``, ``W18``).

    Raises:
        ValueError: if the id is taken or the check has no docstring.
    """

    def enter(check: Check) -> Check:
        if check_id in CHECKS:
            raise ValueError(f"check {check_id} is registered twice")
        if not check.__doc__:
            raise ValueError(f"check {check_id} has no docstring")
        CHECKS[check_id] = check
        return check

    return enter
