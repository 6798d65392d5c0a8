"""Saving against a version."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from projects.models import LineItem
from projects.versions import Conflict, save_if_unchanged
from tests.builders import make_line_item

pytestmark = pytest.mark.django_db


def test_what_is_named_is_stored_with_one_version_more() -> None:
    item = make_line_item(name="巡防")
    item.name, item.position = "巡逻", 99
    save_if_unchanged(item, 1, ["name"])
    stored = LineItem.objects.get()
    assert (stored.name, stored.version, item.version) == ("巡逻", 2, 2)
    assert stored.position != 99


def test_a_later_save_from_an_older_version_loses_and_sees_the_other() -> None:
    item = make_line_item(name="巡防")
    LineItem.objects.update(name="别人的", version=2)
    item.name = "我的"
    with pytest.raises(Conflict) as caught:
        save_if_unchanged(item, 1, ["name"])
    assert isinstance(caught.value.stored, LineItem)
    assert (caught.value.stored.name, caught.value.stored.version) == ("别人的", 2)
    assert LineItem.objects.get().name == "别人的"
    save_if_unchanged(item, 2, ["name"])
    assert LineItem.objects.get().name == "我的"


def test_a_deleted_row_is_a_conflict_with_nothing() -> None:
    item = make_line_item()
    LineItem.objects.all().delete()
    with pytest.raises(Conflict) as caught:
        save_if_unchanged(item, 1, ["name"])
    assert caught.value.stored is None


def test_without_fields_it_only_counts_on() -> None:
    item = make_line_item()
    save_if_unchanged(item, 1, [])
    assert LineItem.objects.get().version == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_savers_at_once_one_wins() -> None:
    item = make_line_item()
    start = Barrier(6)
    outcomes: list[str | None] = []

    def save(number: int) -> None:
        mine = LineItem.objects.get(pk=item.pk)
        mine.name = f"第{number}人"
        start.wait(10)
        try:
            save_if_unchanged(mine, 1, ["name"])
            outcomes.append(mine.name)
        except Conflict:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [Thread(target=save, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    stored = LineItem.objects.get()
    assert (len(outcomes), outcomes.count(None)) == (6, 5)
    assert stored.name in outcomes
    assert stored.version == 2
