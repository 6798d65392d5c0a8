"""Of all web processes one works in the background; once it ends, another takes its place."""

from pathlib import Path
from queue import Queue
from threading import Event, Thread

import pytest
from pytest_django import Settings

from perfeval import embedded
from reports import jobs


def test_one_works_and_the_next_takes_its_place(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR_DIR = tmp_path
    working: Queue[Event] = Queue()

    def work(_stop: Event) -> None:
        gone = Event()
        working.put(gone)
        gone.wait(10)

    monkeypatch.setattr(jobs, "work", work)
    processes = [Thread(target=embedded._work_when_chosen, daemon=True) for _ in range(3)]
    for process in processes:
        process.start()
    for left in (2, 1, 0):
        gone = working.get(timeout=10)
        assert working.empty()
        gone.set()
        while sum(process.is_alive() for process in processes) > left:
            pass
    assert working.empty()


@pytest.mark.parametrize(("mode", "begun"), [("embedded", 1), ("worker", 0), ("inline", 0)])
def test_whether_it_works_at_all_is_a_setting(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, mode: str, begun: int
) -> None:
    settings.JOBS = mode
    ran: Queue[None] = Queue()
    monkeypatch.setattr(embedded, "_work_when_chosen", lambda: ran.put(None))
    embedded.work_along()
    if begun:
        ran.get(timeout=10)
    assert ran.empty()
