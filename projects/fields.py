"""Model field for amounts of money."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

FEN_PER_YUAN = 100
MAX_FEN = 10**18 - 1


class MoneyField(models.BigIntegerField):  # type: ignore[type-arg]
    """An amount in 元 with at most two decimals (``Decimal``), stored as a whole number of 分.

    SQLite keeps about 15 significant digits of a decimal column; 9 999 999 999.99 万元 has 16 when
    written in 元 and 分. A whole number is exact on every database.

    Raises:
        ValidationError: from ``to_python`` and ``get_prep_value`` for anything but a finite amount
            with at most two decimals, so that no path into the database can round silently.
    """

    default_error_messages = {
        "not_an_amount": _("%(value)s is not an amount of money."),
        "too_many_decimals": _("%(value)s has more than two decimals of a yuan."),
        "too_large": _("%(value)s is too large."),
    }

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or value == "":
            return None
        if isinstance(value, float) or isinstance(value, bool):
            raise ValidationError(self.error_messages["not_an_amount"], "not_an_amount", {"value": value})
        try:
            amount = Decimal(value)
        except (ArithmeticError, TypeError, ValueError) as error:
            raise ValidationError(
                self.error_messages["not_an_amount"], "not_an_amount", {"value": value}
            ) from error
        if not amount.is_finite():
            raise ValidationError(self.error_messages["not_an_amount"], "not_an_amount", {"value": value})
        if abs(amount) * FEN_PER_YUAN > MAX_FEN:
            raise ValidationError(self.error_messages["too_large"], "too_large", {"value": value})
        if amount * FEN_PER_YUAN != int(amount * FEN_PER_YUAN):
            raise ValidationError(
                self.error_messages["too_many_decimals"], "too_many_decimals", {"value": value}
            )
        return amount.quantize(Decimal("0.01"))

    def from_db_value(self, value: int | None, *_args: Any) -> Decimal | None:
        return None if value is None else Decimal(int(value)).scaleb(-2)

    def get_prep_value(self, value: Any) -> Any:
        if hasattr(value, "resolve_expression"):
            return value
        amount = self.to_python(value)
        return None if amount is None else int(amount * FEN_PER_YUAN)

    @property
    def validators(self) -> list[Any]:
        """The range validators of whole-number fields compare with 分; ``to_python`` guards the range."""
        return list(self._validators)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)
