"""Recompute every score, total and rate of a submission from its snapshot, and compare with what it prints.

    python3 recompute.py snapshot.json

It needs Python's standard library alone and shares no line with the system that it checks: whoever holds the
snapshot can run it, years later, without the system. It exits with 0 where every printed figure is right, 1
where one is not, 2 where the file is no snapshot. The rules are those that the snapshot itself holds.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

FORMAT = 1
HUNDRED = Decimal(100)
BLANK = "—"
PARTS = ("opening", "adjustment", "budget", "spent", "balance")

Record = dict[str, Any]

_PRINTED = re.compile(r"(-?[0-9]+(?:\.([0-9]+))?)(%?)")


@dataclass(frozen=True)
class Figure:
    """An exact value, in the unit in which it is printed; ``is_rate``: printed as a percentage."""

    value: Decimal | str | None
    is_rate: bool = False

    def is_printed_as(self, text: str) -> bool:
        """Tell whether the text is the value, rounded half up to as many decimals as the text has."""
        if self.value is None or isinstance(self.value, str):
            return text == (self.value or BLANK)
        found = _PRINTED.fullmatch(text)
        if found is None or bool(found[3]) != self.is_rate:
            return False
        exact = self.value * HUNDRED if self.is_rate else self.value
        return half_up(exact, len(found[2] or "")) == Decimal(found[1])


def half_up(value: Decimal, places: int) -> Decimal:
    """Round halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def number(text: str | None) -> Decimal | None:
    """Read a number of the snapshot."""
    return None if text is None else Decimal(text)


def added(values: Iterable[Decimal | None]) -> Decimal | None:
    """Add up what is known; nothing known is no 0."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def divided(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return a ratio; there is none of an unknown part or of a whole of 0."""
    return part / whole if part is not None and whole else None


class Recomputation:
    """The figures of one evaluation by the ids under which the document prints them."""

    def __init__(self, evaluation: Record) -> None:
        self._evaluation = evaluation
        self._rules: Record = evaluation["rules"]
        self.figures: dict[str, Figure] = {}
        self._whole = self._funds([entry for line in evaluation["lines"] for entry in line["entries"]])
        self._add_money()
        self._add_last_year()
        self._add_statistics()
        self._add_scores()

    # Money

    def _in_unit(self, yuan: Decimal | None) -> Decimal | None:
        return None if yuan is None else yuan / (10_000 if self._rules["amount_unit"] == "万元" else 1)

    def _printed_amount(self, yuan: Decimal | None) -> Decimal | None:
        value = self._in_unit(yuan)
        return None if value is None else half_up(value, self._rules["amount_places"])

    def _as_printed(self, ratio: Decimal) -> Decimal:
        return half_up(ratio, self._rules["rate_places"] + 2)

    @staticmethod
    def _funds(entries: list[Record]) -> dict[str, Decimal | None]:
        opening, adjustment, spent = (
            added(Decimal(entry["amount"]) for entry in entries if entry["kind"] == kind)
            for kind in ("opening", "adjustment", "paid")
        )
        return _with_balance(opening, adjustment, added([opening, adjustment]), spent)

    def _add_funds(self, key: str, funds: dict[str, Decimal | None]) -> None:
        for part in PARTS:
            self.figures[f"{key}-{part}"] = Figure(self._in_unit(funds[part]))
        self.figures[f"{key}-rate"] = Figure(divided(funds["spent"], funds["budget"]), is_rate=True)

    def _add_money(self) -> None:
        lines = {line["key"]: self._funds(line["entries"]) for line in self._evaluation["lines"]}
        entries = [entry for line in self._evaluation["lines"] for entry in line["entries"]]
        sources = {
            f"source-{place}": self._funds([entry for entry in entries if entry["source"] == source])
            for place, source in enumerate(self._evaluation["sources"], start=1)
        }
        shares = {key: divided(funds["budget"], self._whole["budget"]) for key, funds in lines.items()}
        self._add_funds("total", self._whole)
        for key, funds in (lines | sources).items():
            self._add_funds(key, funds)
        for key, share in shares.items():
            self.figures[f"{key}-share"] = Figure(share, is_rate=True)
        whole_share = divided(self._whole["budget"], self._whole["budget"])
        self.figures["total-share"] = Figure(whole_share, is_rate=True)
        rows_share = added(self._as_printed(share) for share in shares.values() if share is not None)
        self.figures["total-share-residue"] = Figure(abs(1 - (rows_share or Decimal(0))) * HUNDRED)
        for part in PARTS:
            for rows, name in ((lines, "residue"), (sources, "source-residue")):
                columns = [funds[part] for funds in rows.values()]
                self.figures[f"total-{part}-{name}"] = self._residue(self._whole[part], columns)
        by_budget = [(funds["budget"] or Decimal(0), key) for key, funds in lines.items()]
        if by_budget:
            _most, largest = max(by_budget, key=lambda row: row[0])
            self.figures["largest-budget"] = self.figures[f"{largest}-budget"]
            self.figures["largest-share"] = self.figures[f"{largest}-share"]

    def _residue(self, exact: Decimal | None, parts: Iterable[Decimal | None]) -> Figure:
        """How far the printed rows are from their printed total."""
        rows = added(self._printed_amount(part) for part in parts)
        return Figure(abs((self._printed_amount(exact) or Decimal(0)) - (rows or Decimal(0))))

    def _add_last_year(self) -> None:
        last = self._evaluation["last_year"]
        if last is None:
            return
        lines = [
            (line["key"], _with_balance(*(number(line["figures"][part]) for part in PARTS[:4])))
            for line in last["lines"]
        ]
        whole = _with_balance(*(added(funds[part] for _key, funds in lines) for part in PARTS[:4]))
        self._add_funds("last-total", whole)
        before: dict[str, Decimal | None] = {}
        changes: list[Decimal | None] = []
        for place, (key, funds) in enumerate(lines, start=1):
            self._add_funds(f"last-{place}", funds)
            before[key or f"last-{place}"] = funds["budget"]
        now = {line["key"]: self._funds(line["entries"])["budget"] for line in self._evaluation["lines"]}
        for key in now | before:
            changes.append(self._change(now.get(key), before.get(key)))
            self.figures[f"{key}-change"] = Figure(changes[-1])
        change = self._change(self._whole["budget"], whole["budget"])
        self.figures["total-change"] = Figure(change)
        for part in ("budget", "spent"):
            column = [funds[part] for _key, funds in lines]
            self.figures[f"last-total-{part}-residue"] = self._residue(whole[part], column)
        self.figures["total-change-residue"] = Figure(
            abs((change or Decimal(0)) - (added(changes) or Decimal(0)))
        )

    def _change(self, now: Decimal | None, before: Decimal | None) -> Decimal | None:
        """The difference of two amounts as they are printed."""
        old = self._printed_amount(before)
        return added([self._printed_amount(now), None if old is None else -old])

    # Work figures

    def _add_statistics(self) -> None:
        records = {record["key"]: record for record in self._evaluation["statistics"]}
        for key, record in records.items():
            if record["part"] is None:
                self.figures[key] = Figure(number(record["value"]))
            else:
                part, whole = (number(records[record[name]]["value"]) for name in ("part", "whole"))
                self.figures[key] = Figure(divided(part, whole), is_rate=True)

    # Scores

    def _add_scores(self) -> None:
        execution, counts = self._execution()
        weight = Decimal(self._rules["execution_weight"])
        self.figures["execution-weight"] = Figure(weight)
        self.figures["execution-points"] = Figure(execution)
        counted = [(execution, weight)] if counts else []
        levels: dict[str, list[tuple[Decimal | None, Decimal | None]]] = {
            level["name"]: [] for level in self._rules["level1"]
        }
        all_points: list[Decimal | None] = []
        weights = [weight]
        for given in self._evaluation["measures"]:
            measure = self._filled(given)
            own = number(measure["weight"])
            points = self._points(measure)
            key = measure["key"]
            self.figures[f"{key}-weight"] = Figure(own)
            self.figures[f"{key}-points"] = Figure(points)
            self.figures[f"{key}-done"] = Figure(_achievement(measure), is_rate=True)
            levels.setdefault(measure["level1"], []).append((points, own))
            all_points.append(points)
            if own is not None:
                weights.append(own)
                if self._scores_indicators:
                    counted.append((points, own))
        for place, members in enumerate(levels.values(), start=1):
            self.figures[f"level-{place}-points"] = Figure(added(points for points, _own in members))
            self.figures[f"level-{place}-weight"] = Figure(added(own for _points, own in members))
        self.figures["indicators-points"] = Figure(added(all_points))
        self.figures["weights-total"] = Figure(added(weights))
        self.figures["indicators-count"] = Figure(Decimal(len(self._evaluation["measures"])))
        out_of = sum((own for _points, own in counted), Decimal(0))
        total = self._capped(added(points for points, _own in counted))
        self.figures["score-out-of"] = Figure(out_of)
        self.figures["score-total"] = Figure(total)
        self.figures["score-grade"] = Figure(self._grade(total, out_of))

    @property
    def _scores_indicators(self) -> bool:
        return self._rules["weighting"] != "none" and Decimal(self._rules["execution_weight"]) != HUNDRED

    def _filled(self, measure: Record) -> Record:
        """Put the work figure in that an indicator takes its actual from; a rate as it is printed."""
        if not measure["actual_from"]:
            return measure
        source = self.figures[measure["actual_from"]]
        value = source.value
        if isinstance(value, Decimal) and source.is_rate:
            value = half_up(value * HUNDRED, self._rules["rate_places"])
        return measure | {"actual": value}

    def _execution(self) -> tuple[Decimal | None, bool]:
        """Return the points of the execution rate, and whether it counts."""
        weight = Decimal(self._rules["execution_weight"])
        budget, spent = self._whole["budget"], self._whole["spent"]
        if not weight or budget is None or budget <= 0:
            return None, False
        if spent is None:
            return None, True
        if self._rules["execution_steps"]:
            share = _step(self._as_printed(spent / budget), self._rules["execution_steps"])
            return min(half_up(weight * share, 2), weight), True
        return min(half_up(weight * spent / budget, 2), weight), True

    def _points(self, measure: Record) -> Decimal | None:
        weight = number(measure["weight"])
        if weight is None or not self._scores_indicators:
            return None
        exact = self._words(measure, weight) if measure["nature"] == "定性" else self._count(measure, weight)
        return None if exact is None else min(half_up(exact, 2), weight)

    @staticmethod
    def _words(measure: Record, weight: Decimal) -> Decimal | None:
        degree = number(measure["achieved_percent"])
        return weight * degree / HUNDRED if measure["actual_text"] and degree is not None else None

    def _count(self, measure: Record, weight: Decimal) -> Decimal | None:
        target, actual = number(measure["target"]), number(measure["actual"])
        if actual is None:
            return None
        if steps := self._satisfaction_steps(measure):
            return weight * _step(actual / HUNDRED, steps)
        if target is None or not _agrees(measure):
            return None
        if not _is_met(measure, target, actual):
            return self._shortfall(measure, target, actual, weight)
        ratio = _achievement(measure)
        if ratio is None or ratio <= 1 or _is_less_better(measure):
            return weight
        printed = self._as_printed(ratio)
        for row in self._rules["over_deductions"]:
            if printed >= Decimal(row["at_least"]):
                return max(weight - Decimal(row["points"]), Decimal(0))
        return weight

    def _satisfaction_steps(self, measure: Record) -> list[Record]:
        special = self._rules["satisfaction"]
        if not special or measure["level1"] != special["level1"]:
            return []
        is_measured = measure["unit"] == "%" and not _is_less_better(measure)
        return list(special["steps"]) if is_measured else []

    def _shortfall(self, measure: Record, target: Decimal, actual: Decimal, weight: Decimal) -> Decimal:
        part, whole = (target, actual) if _is_less_better(measure) else (actual, target)
        if not target:
            return Decimal(0)
        if part == whole:
            return weight
        mark = number(self._rules["pass_mark"])
        if mark is None:
            return weight * part / whole
        if part <= mark * whole:
            return Decimal(0)
        return weight * (part - mark * whole) / (whole * (1 - mark))

    def _capped(self, points: Decimal | None) -> Decimal | None:
        rate = divided(self._whole["spent"], self._whole["budget"])
        if points is None or rate is None:
            return points
        printed = self._as_printed(rate)
        caps = [Decimal(cap["at_most"]) for cap in self._rules["caps"] if printed < Decimal(cap["below"])]
        return min([points, *caps])

    def _grade(self, points: Decimal | None, out_of: Decimal) -> str | None:
        if points is None or not out_of or not self._evaluation["measures"]:
            return None
        share = half_up(points, 2) * HUNDRED
        reached = (one["name"] for one in self._rules["grades"] if share >= Decimal(one["at_least"]) * out_of)
        return next(reached, None)


def _with_balance(
    opening: Decimal | None, adjustment: Decimal | None, budget: Decimal | None, spent: Decimal | None
) -> dict[str, Decimal | None]:
    balance = None if budget is None or spent is None else budget - spent
    return dict(zip(PARTS, (opening, adjustment, budget, spent, balance), strict=True))


def _step(ratio: Decimal, steps: list[Record]) -> Decimal:
    return next(Decimal(step["share"]) for step in steps if ratio >= Decimal(step["at_least"]))


def _is_less_better(measure: Record) -> bool:
    if measure["nature"] == "=":
        return bool(measure["direction"] == "反向")
    return measure["nature"] in ("≤", "<")


def _agrees(measure: Record) -> bool:
    wanted = {"≥": "正向", ">": "正向", "≤": "反向", "<": "反向"}.get(measure["nature"])
    return wanted in (None, measure["direction"])


def _achievement(measure: Record) -> Decimal | None:
    if measure["nature"] == "定性":
        degree = number(measure["achieved_percent"])
        return None if degree is None else degree / HUNDRED
    target, actual = number(measure["target"]), number(measure["actual"])
    if target is None or actual is None:
        return None
    part, whole = (target, actual) if _is_less_better(measure) else (actual, target)
    if whole:
        return part / whole
    return Decimal(1) if not part and measure["nature"] != ">" else None


def _is_met(measure: Record, target: Decimal, actual: Decimal) -> bool:
    if not target and measure["nature"] not in ("≥", ">"):
        return not actual
    if actual == target:
        return measure["nature"] not in (">", "<")
    return (actual < target) == _is_less_better(measure)


def printed(part: Any) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of every figure that the document prints, wherever it stands."""
    if isinstance(part, list):
        for one in part:
            yield from printed(one)
    elif isinstance(part, dict):
        if part.get("is") == "FactRef":
            yield part["fact"], part["text"]
        else:
            for one in part.values():
                yield from printed(one)


def differences(snapshot: str) -> tuple[int, list[str]]:
    """Return how many printed figures were compared, and a sentence for each that is wrong.

    Raises:
        ValueError, KeyError, TypeError: if the text is not a snapshot.
    """
    tree = json.loads(snapshot)
    if tree["format"] != FORMAT:
        raise ValueError(f"快照的格式编号为 {tree['format']}，本程序只能读取 {FORMAT}。")
    figures = Recomputation(tree["evaluation"]).figures
    compared, wrong = 0, []
    for key, text in printed(tree["document"]):
        figure = figures.get(key)
        if figure is None:  # words, dates and what was entered
            continue
        compared += 1
        if not figure.is_printed_as(text):
            wrong.append(f"{key}：印出“{text}”，重新计算为“{_shown(figure)}”。")
    return compared, wrong


def _shown(figure: Figure) -> str:
    if not isinstance(figure.value, Decimal):
        return figure.value or BLANK
    return f"{half_up(figure.value * HUNDRED, 4)}%" if figure.is_rate else f"{half_up(figure.value, 6)}"


def main(arguments: list[str]) -> int:
    """Compare one file and say what was found."""
    if len(arguments) != 1:
        sys.stderr.write("用法：python3 recompute.py 快照文件\n")
        return 2
    try:
        content = Path(arguments[0]).read_bytes()
        compared, wrong = differences(content.decode())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        sys.stderr.write(f"读不出快照：{error}\n")
        return 2
    sys.stdout.write("".join(f"{sentence}\n" for sentence in wrong))
    digest = hashlib.sha256(content).hexdigest()
    sys.stdout.write(f"核对 {compared} 处，不符 {len(wrong)} 处。快照的摘要：{digest}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
