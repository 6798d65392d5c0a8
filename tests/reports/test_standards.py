"""What ships with the product, put into the tables."""

import pytest

from indicators.models import LibraryIndicator, RuleSet
from projects.models import FundingSource
from reports.models import Outline
from reports.standards import load_standards

pytestmark = pytest.mark.django_db


def test_everything_is_loaded_and_the_rule_sets_are_published() -> None:
    added = load_standards()
    assert added == {
        "rule_sets": RuleSet.objects.count(),
        "layouts": 2,
        "library": LibraryIndicator.objects.count(),
        "sources": 3,
        "outlines": 2,
    }
    assert added["rule_sets"] == RuleSet.objects.exclude(published_at=None).count() == 3
    assert added["library"] >= 40
    assert Outline.objects.get(is_default=True).code == "seven"


def test_loading_again_adds_nothing_and_changes_nothing() -> None:
    load_standards()
    FundingSource.objects.filter(code="other").update(name="自筹资金")
    Outline.objects.filter(code="seven").update(is_default=False)
    Outline.objects.filter(code="scheme2020").update(is_default=True)
    assert not any(load_standards().values())
    assert FundingSource.objects.get(code="other").name == "自筹资金"
    assert Outline.objects.get(is_default=True).code == "scheme2020"
