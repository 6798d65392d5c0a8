"""Two people at one record: a save says which version it was made from, and loses to a newer one."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F


class Conflict(Exception):
    """Somebody saved the row since it was read; ``stored`` is the row as it stands now, or gone: ``None``."""

    def __init__(self, stored: models.Model | None) -> None:
        super().__init__(f"{stored!r} was changed meanwhile")
        self.stored = stored


def save_if_unchanged(row: models.Model, version: int, fields: Iterable[str]) -> None:
    """Store the named fields of ``row``, and one version more, if it is still stored at ``version``.

    One conditional UPDATE, so that of several savers from the same version exactly one wins. Without fields
    it only counts on: something that belongs to the row was changed. Afterwards ``row.version`` is the
    stored one.

    Raises:
        Conflict: if the row is stored at another version, or no longer; nothing is written.
    """
    rows = type(row)._base_manager.filter(pk=row.pk)
    values = {name: getattr(row, name) for name in fields}
    if not rows.filter(version=version).update(**values, version=F("version") + 1):
        raise Conflict(rows.first())
    row.version = version + 1  # type: ignore[attr-defined]
