"""Drawing in a process of its own: the same bytes, and an end to what takes too much or is wanted no more."""

import pytest

from projects.packages import MIB
from reports import drawing
from reports.drawing import Abandoned, Broken, OutOfLimits, draw_apart
from reports.limits import Limits
from reports.rendering import Issue, render_stored
from reports.snapshot import dump, load_document
from tests.reports.evaluations import evaluation

SNAPSHOT = dump(evaluation())


def wanted() -> bool:
    return True


def test_it_draws_what_the_web_process_draws() -> None:
    draft = Issue(draft=True)
    here = render_stored(load_document(SNAPSHOT), "pdf", draft)
    assert draw_apart(SNAPSHOT, "pdf", draft, wanted=wanted) == here


@pytest.mark.parametrize(
    "limits", [Limits(memory=48 * MIB), Limits(seconds=0.01), Limits(processor_seconds=0)]
)
def test_what_takes_too_much_is_ended(limits: Limits) -> None:
    with pytest.raises(OutOfLimits):
        draw_apart(SNAPSHOT, "pdf", Issue(), wanted=wanted, limits=limits)


def test_what_cannot_be_drawn_says_why() -> None:
    with pytest.raises(Broken, match="这不是可以读取的快照"):
        draw_apart("{}", "pdf", Issue(), wanted=wanted)


def test_what_is_wanted_no_more_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "BEAT", 0.01)
    with pytest.raises(Abandoned):
        draw_apart(SNAPSHOT, "pdf", Issue(), wanted=lambda: False)


def test_the_process_is_ended_where_nobody_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "BEAT", 0.01)

    def fail() -> bool:
        raise OSError("no database")

    with pytest.raises(OSError, match="no database"):
        draw_apart(SNAPSHOT, "pdf", Issue(), wanted=fail)
