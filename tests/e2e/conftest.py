"""People at a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser_fixtures import Visitor


@pytest.fixture
def bob(visitor: Callable[..., Visitor]) -> Visitor:
    """Bob, on his phone, without an account."""
    return visitor()
