"""Model field for amounts of money."""

from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable, Expression
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from projects.money import LARGEST_AMOUNT

if TYPE_CHECKING:
    # What may be assigned, and what is read; at run time the class takes no such parameters.
    BaseField: TypeAlias = models.Field[Decimal | int | str | Combinable, Decimal]
else:
    BaseField = models.Field

FEN = Decimal("0.01")
"""The smallest amount, in 元."""
LARGEST = int(LARGEST_AMOUNT / FEN)
"""The largest amount, in 分."""

_EXACTLY = Context(prec=len(str(LARGEST)), traps=[Inexact, InvalidOperation])


class MoneyField(BaseField):
    """An amount in 元 with at most two decimals (``Decimal``), stored as a whole number of 分.

    SQLite keeps about 15 significant digits of a decimal column; 9 999 999 999.99 万元 has 16 when
    written in 元 and 分. A whole number is exact on every database. It is not an ``IntegerField`` in
    Python, whose comparisons would round a float instead of refusing it.

    ``Sum`` gives an exact ``Decimal`` in 元, ``None`` over nothing. An average is not an amount of whole
    分 and is refused. Constants in database expressions need ``output_field=MoneyField()``.

    Raises:
        ValidationError: from ``to_python`` and ``get_prep_value`` for anything but a ``Decimal``, whole
            number or text that is a finite amount of whole 分 within ``LARGEST_AMOUNT``, so that no
            path into the database can round silently.
    """

    description = _("Amount of money")
    empty_strings_allowed = False
    default_error_messages = {
        "not_an_amount": _("%(value)s is not an amount of money."),
        "too_many_decimals": _("%(value)s has more than two decimals of a yuan."),
        "too_large": _("%(value)s is too large."),
    }

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return str(connection.data_types["BigIntegerField"])

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """Bound the column; SQLite must also be told that a whole-number column holds whole numbers."""
        column = connection.ops.quote_name(str(self.column))
        bounds = f"{column} BETWEEN -{LARGEST} AND {LARGEST}"
        if connection.vendor == "sqlite":
            return f"typeof({column}) IN ('integer', 'null') AND {bounds}"
        return bounds

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        if not isinstance(value, Decimal | int | str) or isinstance(value, bool):
            raise self._fault("not_an_amount", value)
        try:
            amount = Decimal(value)
        except InvalidOperation as error:
            raise self._fault("not_an_amount", value) from error
        if not amount.is_finite():
            raise self._fault("not_an_amount", value)
        try:
            amount = _EXACTLY.quantize(amount, FEN)
        except Inexact as error:
            raise self._fault("too_many_decimals", value) from error
        except InvalidOperation as error:
            raise self._fault("too_large", value) from error
        if abs(amount) > LARGEST_AMOUNT:
            raise self._fault("too_large", value)
        return amount + 0  # never "-0.00"

    def from_db_value(
        self, value: Decimal | float | None, _expression: Expression, _connection: BaseDatabaseWrapper
    ) -> Decimal | None:
        """Return 元.

        Raises:
            ValueError: for a part of a 分, which only an average or the like can bring.
        """
        if value is None:
            return None
        if value != int(value):
            raise ValueError(f"{value} fen is not an amount of money")
        return Decimal(int(value)).scaleb(-2)

    def get_prep_value(self, value: Any) -> Any:
        if hasattr(value, "resolve_expression"):
            return value
        amount = self.to_python(value)
        return None if amount is None else int(amount / FEN)

    def get_placeholder(self, value: Any, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper) -> str:
        """Let only expressions that are money into the column: a bare number in one would count as 分.

        Raises:
            FieldError: for an expression of another type, or of none that can be told.
        """
        if hasattr(value, "resolve_expression") and not isinstance(value.output_field, MoneyField):
            raise FieldError(f"{value!r} is not an amount of money")
        return "%s"

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a plain number field in 元 where the caller names no ``form_class``."""
        if "form_class" not in kwargs:
            kwargs |= {"form_class": forms.DecimalField, "max_digits": len(str(LARGEST)), "decimal_places": 2}
        return super().formfield(**kwargs)

    def _fault(self, code: str, value: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code, {"value": value})
