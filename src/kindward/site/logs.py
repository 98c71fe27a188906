"""Logs: what happened to the program, never what a person did, wrote or is."""

from __future__ import annotations

import logging
import logging.config
import sys
from typing import Any

import structlog

#: How much is said, most first.
LEVELS = ("debug", "info", "warning", "error", "critical")


def _no_query(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    # Django attaches the request; its path could hold a person's words or a sealed token.
    event.pop("request", None)
    return event


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
                        structlog.processors.format_exc_info,
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
            },
        }
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
