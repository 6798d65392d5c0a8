"""Rule sets for tests: a shipped one with parts of it replaced."""

from copy import deepcopy
from typing import Any

from indicators.data import rule_sets
from indicators.rules import Rules, parse_rules

SHIPPED = {data["code"]: data for data in rule_sets()}
REMOVE = object()


def scheme(base: str = "2020", /, **changes: Any) -> dict[str, Any]:
    """Return a shipped rule set; ``execution__weight="15"`` replaces one key of a part."""
    data = deepcopy(SHIPPED[base])
    for path, value in changes.items():
        *parts, key = path.split("__")
        part = data
        for name in parts:
            part = part[name]
        if value is REMOVE:
            del part[key]
        else:
            part[key] = value
    return data


def rules(base: str = "2020", /, **changes: Any) -> Rules:
    return parse_rules(scheme(base, **changes))


def levels_without_weights() -> list[dict[str, Any]]:
    return [level | {"weight": None} for level in SHIPPED["2020"]["level1"]]


EXECUTION_STEPS = [
    {"from": "100%", "share": "100%"},
    {"from": "80%", "share": "70%"},
    {"from": "60%", "share": "50%"},
    {"from": "0%", "share": "0%"},
]
SATISFACTION_STEPS = [
    {"from": "90%", "share": "100%"},
    {"from": "80%", "share": "80%"},
    {"from": "60%", "share": "50%"},
    {"from": "0%", "share": "0%"},
]
CAPS = [
    {"below": "80%", "at_most": "89"},
    {"below": "70%", "at_most": "79"},
    {"below": "60%", "at_most": "69"},
    {"below": "50%", "at_most": "59"},
]
FREE = {"weighting": "free", "level1": levels_without_weights(), "satisfaction__moves_to": None}
UNSCORED = {**FREE, "weighting": "none", "execution__weight": "0"}
