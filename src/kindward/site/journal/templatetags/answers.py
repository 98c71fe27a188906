"""The answer to a question, from what a form holds."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def answer(values: Mapping[str, str] | None, name: str) -> str:
    """What was answered under ``name``, or nothing."""
    return (values or {}).get(name, "")
