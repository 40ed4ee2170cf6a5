"""A log says where and what kind, and never on whom."""

import logging
import sys

import pytest

from coordination.logs import NoTaskData, PlainFormatter

NAME = " ".join(["Kelly", "Doyle"])


def refuse() -> None:
    """Fail as the database does, quoting the row."""
    try:
        int(NAME)
    except ValueError as cause:
        raise LookupError(NAME) from cause


def test_a_traceback_keeps_the_frames_and_kinds_only():
    try:
        refuse()
    except LookupError:
        failure = sys.exc_info()
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It failed", (), failure)
    text = PlainFormatter("%(message)s").format(record)
    assert "test_logs.py" in text
    assert "builtins.LookupError" in text
    assert "builtins.ValueError" in text
    assert NAME not in text


@pytest.mark.parametrize("key", ["args", "kwargs", "exc", "traceback", "return_value"])
def test_a_task_leaves_its_name_and_id_only(key: str):
    facts = {"name": "coordination.deliver_news", "id": "7", "exc": f"KeyError({NAME})"}
    facts |= {key: NAME}
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, f"%(name)s %({key})s", facts, None)
    assert NoTaskData().filter(record)
    assert NAME not in record.getMessage()
    assert "coordination.deliver_news" in record.getMessage()
