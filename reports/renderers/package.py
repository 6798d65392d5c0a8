"""Word files and workbooks are zip packages: the same parts give the same bytes."""

import datetime
import io
import zipfile
from collections.abc import Mapping

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip entry can hold


def pinned(package: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """Return the package with every entry at one fixed time, and the named parts replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(target, "w") as result:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            result.writestr(entry, (replaced or {}).get(name) or source.read(name))
    return target.getvalue()


def moment(written_on: datetime.date | None) -> datetime.datetime:
    """Return the moment to state for a document of that day: the formats want one even for none."""
    day = written_on or datetime.date(*_EARLIEST[:3])
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
