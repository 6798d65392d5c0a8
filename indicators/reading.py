"""Strict reading of JSON objects: every fault is noted in a Chinese sentence, and reading goes on."""

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")


class Problems:
    """The problems found so far, each under the path of the key that it is about."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self._paths: list[str] = []

    def add(self, path: str, what: str) -> None:
        """Note that the value at ``path`` ``what`` (应为…, 缺失, …)."""
        self.sentences.append(f"“{path}”{what}。")
        self._paths.append(path)

    def touch(self, *paths: str) -> bool:
        """Whether a problem lies at, above or below one of the paths, so that its value means nothing."""
        return any(
            found.startswith(path) or path.startswith(found) for found in self._paths for path in paths
        )


class JsonObject:
    """One JSON object being read. A reader notes a fault and returns a stand-in, so that reading goes on.

    ``data`` is ``None`` for an object that is itself at fault: nothing more is said about what it holds.
    """

    def __init__(self, data: Mapping[str, object] | None, path: str, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self._data = data
        self._asked: set[str] = set()

    def at(self, key: str) -> str:
        """Return the path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def get(self, key: str) -> object:
        """Return what stands at the key, unread; ``None`` where nothing does."""
        return None if self._data is None else self._data.get(key)

    def close(self) -> None:
        """Note every key that was not read."""
        for key in self._data or ():
            if key not in self._asked:
                self.problems.add(self.at(key), "无法识别，请核对拼写")

    def optional(self, key: str, read: Callable[[str], T]) -> T | None:
        """Read a key that must stand but may be ``null``."""
        if self._data is not None and key in self._data and self._data[key] is None:
            self._asked.add(key)
            return None
        return read(key)

    def text(self, key: str, longest: int, *, may_be_blank: bool = False) -> str:
        """Read a text of at most ``longest`` characters."""

        def accept(value: object) -> str | None:
            if isinstance(value, str) and len(value) <= longest and (value.strip() or may_be_blank):
                return value
            return None

        return self._read(key, accept, f"不超过 {longest} 个字的文字", "")

    def slug(self, key: str, longest: int) -> str:
        """Read a name for addresses: small letters, digits and hyphens."""

        def accept(value: object) -> str | None:
            if (
                isinstance(value, str)
                and len(value) <= longest
                and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value)
            ):
                return value
            return None

        return self._read(key, accept, f"不超过 {longest} 个字的小写字母、数字和连字符", "")

    def choice(self, key: str, options: Collection[str]) -> str:
        """Read one of the options."""

        def accept(value: object) -> str | None:
            return value if isinstance(value, str) and value in options else None

        listed = "、".join(f'"{option}"' for option in options)
        return self._read(key, accept, f"{listed} 之一", next(iter(options)))

    def places(self, key: str, most: int) -> int:
        """Read a number of decimals, a plain JSON integer."""
        return self.whole(key, least=0, most=most)

    def whole(self, key: str, *, least: int, most: int) -> int:
        """Read a plain JSON integer."""

        def accept(value: object) -> int | None:
            fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
            return value if isinstance(value, int) and fits else None

        return self._read(key, accept, f" {least} 至 {most} 的整数", least)

    def points(self, key: str) -> Decimal:
        """Read points between 0 and 100, written ``"10"``."""
        return self._number(key, places=2, most=100)

    def quantity(self, key: str) -> Decimal:
        """Read an amount of money, a target or an actual value, written ``"561.26"``."""
        return self._number(key, places=4, most=10**15)

    def ratio(self, key: str, *, least: int = 0, most: int = 100) -> Decimal:
        """Read a ratio written as a percentage: ``"80%"`` is 0.8."""
        return self._number(key, places=2, least=least, most=most, sign="%").scaleb(-2)

    def part(self, key: str) -> "JsonObject":
        """Read an object, to be read and closed in turn."""
        return JsonObject(self._read(key, _as_mapping, "对象 {…}", None), self.at(key), self.problems)

    def mapping(self, key: str) -> Mapping[str, object]:
        """Read an object as it stands."""
        return self._read(key, _as_mapping, "对象 {…}", {})

    def items(self, key: str) -> Sequence[object]:
        """Read a list as it stands."""
        return self._read(key, lambda value: value if isinstance(value, list) else None, "列表 […]", [])

    def parts(self, key: str) -> "list[JsonObject]":
        """Read a list of objects, each to be read and closed in turn."""
        result = []
        for place, item in enumerate(self.items(key), start=1):
            path, data = f"{self.at(key)} 第 {place} 项", _as_mapping(item)
            if data is None:
                self.problems.add(path, "应为对象 {…}")
            result.append(JsonObject(data, path, self.problems))
        return result

    def texts(self, key: str, longest: int) -> tuple[str, ...]:
        """Read a list of texts of at most ``longest`` characters each."""

        def accept(value: object) -> tuple[str, ...] | None:
            if not isinstance(value, list):
                return None
            fits = all(isinstance(item, str) and item.strip() and len(item) <= longest for item in value)
            return tuple(value) if fits else None

        return self._read(key, accept, f"文字的列表，每项不超过 {longest} 个字", ())

    def _number(self, key: str, *, places: int, most: int, least: int = 0, sign: str = "") -> Decimal:
        def accept(value: object) -> Decimal | None:
            shape = rf"[0-9]{{1,15}}(\.[0-9]{{1,{places}}})?{sign}"
            if not isinstance(value, str) or not re.fullmatch(shape, value):
                return None
            number = Decimal(value.removesuffix(sign))
            return number if least <= number <= most else None

        expected = f' {least}{sign} 至 {most}{sign} 的数，至多 {places} 位小数，写在引号里，如 "{most}{sign}"'
        return self._read(key, accept, expected, Decimal(0))

    def _read(self, key: str, accept: Callable[[object], T | None], expected: str, stand_in: T) -> T:
        """Return what ``accept`` makes of the value; where it makes nothing of it, note what was expected."""
        self._asked.add(key)
        if self._data is None:
            return stand_in
        if key not in self._data:
            self.problems.add(self.at(key), "缺失")
            return stand_in
        accepted = accept(self._data[key])
        if accepted is None:
            found = json.dumps(self._data[key], ensure_ascii=False, default=str)
            self.problems.add(self.at(key), f"应为{expected}，现为 {found[:40]}")
            return stand_in
        return accepted


def _as_mapping(value: object) -> Mapping[str, object] | None:
    return value if isinstance(value, Mapping) else None
