from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Avg, F, Max, Sum, Value
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from projects.fields import MoneyField
from projects.models import Allocation, Expenditure
from projects.money import LARGEST_AMOUNT, WAN, parse_amount, total
from tests.builders import make_expenditure, make_line_item, make_source

amounts = st.decimals(min_value=0, max_value=LARGEST_AMOUNT, places=2)
signed_amounts = st.decimals(min_value=-LARGEST_AMOUNT, max_value=LARGEST_AMOUNT, places=2)

NOT_AMOUNTS: list[tuple[Any, str]] = [
    (1.15, "not_an_amount"),
    (2.0, "not_an_amount"),
    (True, "not_an_amount"),
    (Decimal("NaN"), "not_an_amount"),
    (Decimal("sNaN"), "not_an_amount"),
    (Decimal("Infinity"), "not_an_amount"),
    ("abc", "not_an_amount"),
    ((0, (1, 2), -1), "not_an_amount"),
    (Decimal("0.001"), "too_many_decimals"),
    ("1.005", "too_many_decimals"),
    # 40 digits: arithmetic in the default context would round this to 1 before anyone looks
    (Decimal("1.000000000000000000000000000000000000001"), "too_many_decimals"),
    (LARGEST_AMOUNT + Decimal("0.01"), "too_large"),
    (-LARGEST_AMOUNT - 1, "too_large"),
    (10**30, "too_large"),
    (Decimal("1E+999999"), "too_large"),
]


def stored(record: models.Model) -> Decimal:
    return type(record)._default_manager.values_list("amount", flat=True).get(pk=record.pk)


class TestRoundTrip(TestCase):
    """Every amount goes into the table and comes back exactly, on every path."""

    def setUp(self) -> None:
        self.line_item = make_line_item()
        self.source = make_source()

    def an_adjustment(self, amount: Any) -> Allocation:
        return Allocation(
            line_item=self.line_item, source=self.source, kind=Allocation.Kind.ADJUSTMENT, amount=amount
        )

    @given(signed_amounts)
    def test_save(self, amount: Decimal) -> None:
        record = self.an_adjustment(amount)
        record.save()
        assert stored(record) == amount
        assert stored(record).as_tuple().exponent == -2

    @given(signed_amounts)
    def test_as_text_as_people_type_it(self, amount: Decimal) -> None:
        record = self.an_adjustment(str(amount))
        record.save()
        assert stored(record) == amount

    @given(st.lists(signed_amounts, min_size=1, max_size=5))
    def test_bulk_create_and_sum(self, values: list[Decimal]) -> None:
        Allocation.objects.all().delete()
        Allocation.objects.bulk_create(self.an_adjustment(value) for value in values)
        assert sorted(Allocation.objects.values_list("amount", flat=True)) == sorted(values)
        assert Allocation.objects.aggregate(Sum("amount"), Max("amount")) == {
            "amount__sum": total(values),
            "amount__max": max(values),
        }

    @given(signed_amounts, signed_amounts)
    def test_update_and_bulk_update(self, first: Decimal, second: Decimal) -> None:
        record = self.an_adjustment(0)
        record.save()
        Allocation.objects.filter(pk=record.pk).update(amount=first)
        assert stored(record) == first
        record.amount = second
        Allocation.objects.bulk_update([record], ["amount"])
        assert stored(record) == second

    @given(signed_amounts)
    def test_comparisons(self, amount: Decimal) -> None:
        record = self.an_adjustment(amount)
        record.save()
        mine = Allocation.objects.filter(pk=record.pk)
        assert mine.filter(amount=amount).exists()
        assert mine.filter(amount__gte=amount, amount__lte=amount).exists()
        assert mine.filter(amount__in=[amount], amount__range=(amount, amount)).exists()
        assert not mine.filter(amount__gt=amount).exists()
        assert not mine.filter(amount__lt=amount).exists()

    @given(signed_amounts)
    def test_serialised(self, amount: Decimal) -> None:
        text = serializers.serialize("json", [self.an_adjustment(amount)])
        [back] = serializers.deserialize("json", text)
        assert back.object.amount == amount


@given(amounts)
def test_ten_thousand_yuan_with_six_decimals_are_whole_fen(amount: Decimal) -> None:
    """What is shown in 万元 with 6 decimals is exact, and reading it gives the same amount."""
    field = MoneyField()
    assert field.get_prep_value(parse_amount(f"{amount / WAN:f}")) == int(amount * 100)


@pytest.mark.django_db
class TestRefusals:
    """What is not an amount gets past no path, and nothing is rounded on the way."""

    @pytest.mark.parametrize(("value", "code"), NOT_AMOUNTS, ids=lambda value: repr(value)[:30])
    @pytest.mark.parametrize(
        "path", ["save", "full_clean", "bulk_create", "bulk_update", "update", "filter", "gte"]
    )
    def test_value(self, path: str, value: Any, code: str) -> None:
        record = make_expenditure(amount="10")
        rows = Expenditure.objects.filter(pk=record.pk)
        record.amount = value
        again = Expenditure(line_item=record.line_item, source=record.source, amount=value)
        attempts = {
            "save": record.save,
            "full_clean": record.full_clean,
            "bulk_create": lambda: Expenditure.objects.bulk_create([again]),
            "bulk_update": lambda: Expenditure.objects.bulk_update([record], ["amount"]),
            "update": lambda: rows.update(amount=value),
            "filter": lambda: rows.filter(amount=value),
            "gte": lambda: rows.filter(amount__gte=value),
        }
        with pytest.raises(ValidationError) as caught, transaction.atomic():
            attempts[path]()
        errors = caught.value.error_dict["amount"] if path == "full_clean" else [caught.value]
        assert [error.code for error in errors] == [code]
        assert stored(record) == Decimal(100_000)

    def test_an_average(self) -> None:
        line_item = make_line_item()
        make_expenditure(line_item, "0.000001")
        make_expenditure(line_item, "0.000002")
        with pytest.raises(ValueError, match="is not an amount"):
            Expenditure.objects.aggregate(Avg("amount"))

    @pytest.mark.parametrize("expression", [F("amount") + 1, F("amount") * Decimal("1.5"), F("amount") + 0.1])
    def test_arithmetic_with_bare_numbers(self, expression: Any) -> None:
        make_expenditure()
        with pytest.raises(FieldError), transaction.atomic():
            Expenditure.objects.update(amount=expression)

    @pytest.mark.parametrize("fen", [int(LARGEST_AMOUNT * 100) + 1, -int(LARGEST_AMOUNT * 100) - 1])
    def test_raw_sql_beyond_the_largest_amount(self, fen: int) -> None:
        record = make_expenditure()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE projects_expenditure SET amount = %s WHERE id = %s", [fen, record.pk])

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases enforce the column's type")
    @pytest.mark.parametrize("value", [1.5, "a lot"])
    def test_raw_sql_of_another_type(self, value: Any) -> None:
        record = make_expenditure()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE projects_expenditure SET amount = %s WHERE id = %s", [value, record.pk])

    def test_a_negative_payment(self) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            make_expenditure(amount="-0.01")

    def test_blank(self) -> None:
        record = make_expenditure()
        record.amount = ""
        with pytest.raises(ValidationError) as caught:
            record.full_clean()
        assert [error.code for error in caught.value.error_dict["amount"]] == ["null"]


@pytest.mark.django_db
def test_the_sum_of_nothing_is_not_known() -> None:
    assert Expenditure.objects.aggregate(Sum("amount")) == {"amount__sum": None}


@pytest.mark.django_db
def test_sums_per_group_are_exact_where_a_float_would_not_be() -> None:
    line_item = make_line_item()
    for amount in ["0.1", "0.2", "9999999999.69"]:
        make_expenditure(line_item, amount)
    [[spent]] = Expenditure.objects.values("line_item").annotate(spent=Sum("amount")).values_list("spent")
    assert spent == LARGEST_AMOUNT


@pytest.mark.django_db
def test_a_constant_that_says_it_is_money_can_be_added_in_the_database() -> None:
    record = make_expenditure(amount="1")
    raised = F("amount") + Value(Decimal("0.01"), output_field=MoneyField())
    Expenditure.objects.update(amount=models.ExpressionWrapper(raised, output_field=MoneyField()))
    assert stored(record) == Decimal("10000.01")


@pytest.mark.parametrize("zero", [0, "0", "-0", Decimal("-0.00"), "0.000000"])
def test_there_is_one_zero(zero: Any) -> None:
    assert str(MoneyField().to_python(zero)) == "0.00"


def test_trailing_zeros_are_not_decimals() -> None:
    assert MoneyField().to_python("12.5000") == Decimal("12.50")


def test_a_copy_for_a_migration_is_the_same_field() -> None:
    field = MoneyField("amount", null=True)
    _name, path, args, kwargs = field.deconstruct()
    assert path == "projects.fields.MoneyField"
    assert MoneyField(*args, **kwargs).deconstruct()[1:] == (path, args, kwargs)


def test_the_form_field_is_in_yuan_unless_another_is_named() -> None:
    assert MoneyField().formfield().clean("1234.50") == Decimal("1234.50")
    assert type(MoneyField().formfield(form_class=forms.CharField)) is forms.CharField
