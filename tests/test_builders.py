import inspect

import pytest

from tests import builders

MAKERS = [make for name, make in inspect.getmembers(builders, inspect.isfunction) if name.startswith("make_")]


@pytest.mark.django_db
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_every_builder_makes_a_valid_record_without_being_told_anything(make) -> None:
    needs = (builders.make_line_item(), "-1.5") if make is builders.make_adjustment else ()
    record = make(*needs)
    type(record).objects.get(pk=record.pk).full_clean()
