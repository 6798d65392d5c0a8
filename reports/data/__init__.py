"""What ships with the product, as files: outlines of the report, words for the scan before publication."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

FILES = files(__name__)


def outlines() -> list[dict[str, Any]]:
    """Return the shipped outlines as ``reports.outline.parse_outline`` takes them, by file name."""
    sources = sorted(FILES.joinpath("outlines").iterdir(), key=lambda source: source.name)
    return [tomllib.loads(source.read_text("utf-8")) for source in sources]


def secrecy_words() -> dict[str, list[str]]:
    """Return the words that ``reports.scanning`` looks for before publication, by what they may give away."""
    return tomllib.loads(FILES.joinpath("secrecy.toml").read_text("utf-8"))


def demo() -> dict[str, Any]:
    """Return the demo office: offices, users, years and projects."""
    return tomllib.loads(FILES.joinpath("demo.toml").read_text("utf-8"))


def legacy() -> bytes:
    """Return a faulty report of the old kind, as a page of HTML (``reports.legacy``)."""
    return FILES.joinpath("legacy.html").read_bytes()


@cache
def review_reasons() -> tuple[str, ...]:
    """Return the reasons that reviewers are offered for a score of their own."""
    return tuple(tomllib.loads(FILES.joinpath("review_reasons.toml").read_text("utf-8"))["reasons"])
