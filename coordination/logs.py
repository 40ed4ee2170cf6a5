"""Logs without personal data: where something failed and on what kind of error, not on whom."""

import logging
import traceback
from types import TracebackType

Failure = tuple[type[BaseException], BaseException, TracebackType | None]


class PlainFormatter(logging.Formatter):
    """Tracebacks without messages, since a database quotes the row that it refuses."""

    def formatException(self, ei: Failure | tuple[None, None, None]) -> str:  # noqa: N802
        """The frames and kinds of the error and of what it came from."""
        error: BaseException | None = ei[1]
        parts: list[str] = []
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__))
            parts.append(f"{frames}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhile dealing with\n".join(parts)


class NoTaskData(logging.Filter):
    """Celery puts a task's arguments and error into its messages; this leaves name, id and kind."""

    SILENCED = ("args", "kwargs", "return_value", "traceback")

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keep the record, with less in it."""
        if isinstance(record.args, dict) and "exc" in record.args:
            kind = type(record.exc_info[1]).__name__ if record.exc_info else "error"
            record.args = record.args | dict.fromkeys(self.SILENCED, "-") | {"exc": kind}
        return True
