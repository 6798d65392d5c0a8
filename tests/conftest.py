"""What holds for every test: no error is logged, no template uses an undefined name."""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.template import engines
from django.template.base import FilterExpression, Node

hypothesis.settings.register_profile("local", deadline=None, max_examples=60)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let `-m django_db` select every test that reaches the database, by mark or by fixture."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "live_server" in fixtures or "db" in fixtures or "transactional_db" in fixtures:
            item.add_marker("django_db")


@pytest.fixture(autouse=True)
def no_error_is_logged(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which a record of level ERROR was logged, unless it is marked `logs_errors`."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    errors = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
    assert not errors, f"logged as errors: {errors}"


class Undefined(str):
    """Stands for a name that a template uses and nobody defines.

    Django asks whether the stand-in is true before it prints it. That is the moment to refuse the name if
    the template is one of ours; for third-party templates, many of which rely on undefined names, the
    stand-in is an empty text.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        expression = frame.f_locals.get("self")
        if not isinstance(expression, FilterExpression):
            return False
        while frame := frame.f_back:
            node = frame.f_locals.get("self")
            if isinstance(node, Node):
                break
        else:
            return False
        template = Path(node.origin.name)
        if template.is_relative_to(settings.BASE_DIR) and not template.is_relative_to(sys.prefix):
            pytest.fail(f"{template.relative_to(settings.BASE_DIR)}: {expression.var} is not defined")
        return False


@pytest.fixture(scope="session", autouse=True)
def no_template_name_is_undefined() -> None:
    """Fail a test that renders one of our templates with a name that is not in its context."""
    # In the setting for engines that are made anew when a test changes a setting, and in the present one.
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
    engines["django"].engine.string_if_invalid = Undefined()
