"""What ships with the product, as files: rule sets, layouts of the form, the indicator library (指标库)."""

import json
import tomllib
from importlib.resources import files
from typing import Any

FILES = files(__name__)


def rule_sets() -> list[dict[str, Any]]:
    """Return the shipped rule sets as ``indicators.rules.parse_rules`` takes them, by file name."""
    sources = sorted(FILES.joinpath("rule_sets").iterdir(), key=lambda source: source.name)
    return [json.loads(source.read_text("utf-8")) for source in sources]


def layouts() -> list[dict[str, Any]]:
    """Return the shipped form layouts as ``indicators.layouts.parse_layout`` takes them, by file name."""
    sources = sorted(FILES.joinpath("layouts").iterdir(), key=lambda source: source.name)
    return [json.loads(source.read_text("utf-8")) for source in sources]


def indicator_library() -> list[dict[str, str]]:
    """Return the library's indicators: level1, level2, name, nature, unit, direction and evidence_kind."""
    text = FILES.joinpath("library.toml").read_text("utf-8")
    indicators: list[dict[str, str]] = tomllib.loads(text)["indicators"]
    return indicators
