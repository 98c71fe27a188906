"""Logs: what happened to the program, never what a person did, wrote or is."""

from __future__ import annotations

import logging
import logging.config
import sys
import traceback
from collections.abc import Iterator
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import InterfaceError, OperationalError
from django.template.exceptions import TemplateDoesNotExist

#: How much is said, most first.
LEVELS = ("debug", "info", "warning", "error", "critical")


def _no_query(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    # Django attaches the request; its path could hold a person's words or a sealed token.
    event.pop("request", None)
    return event


#: Errors that speak of the machine or of the program. What any other says may hold what a person wrote: a database
#: names the values it refused, a template all that it was to show.
OF_THE_MACHINE = (
    OSError,
    ImportError,
    AttributeError,
    NameError,
    MemoryError,
    OperationalError,
    InterfaceError,
    ImproperlyConfigured,
    TemplateDoesNotExist,
)


def _where_it_failed(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Put each error's kind and the lines of the program it went through in place of its own words."""
    raised = event.pop("exc_info", None)
    if raised is True:
        raised = sys.exc_info()
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_told(error))
    return event


def _told(error: BaseException) -> Iterator[str]:
    if error.__cause__ or (error.__context__ and not error.__suppress_context__):
        yield from _told(error.__cause__ or error.__context__)  # type: ignore[arg-type]
        yield "and then:"
    yield from (
        f"  {frame.filename}:{frame.lineno} {frame.name}: {frame.line}"
        for frame in traceback.extract_tb(error.__traceback__)
    )
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    yield f"{kind}: {error}" if isinstance(error, OF_THE_MACHINE) else kind


def set_up(level: str) -> None:
    """Send all logs to standard error: readable lines on a terminal, one JSON object a line elsewhere."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _no_query,
    ]
    last: Any = (
        structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "plain": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processors": [
                        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                        _where_it_failed,
                        last,
                    ],
                    "foreign_pre_chain": shared,
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
            "root": {"handlers": ["stderr"], "level": level.upper()},
            "loggers": {
                # A missing page is nothing to wake anyone for, and its line would hold the path.
                "django.request": {"level": "ERROR"},
                "django.security.DisallowedHost": {"level": "CRITICAL"},
                # For a name that a page does not have they print all that it has.
                "django.template": {"level": "INFO"},
            },
        }
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
