"""What other rooms want kept on the device from the first visit on."""

from __future__ import annotations

from collections.abc import Callable

#: Each gives the address of a page that is the same for everybody. A room adds its own when it is ready.
ALSO_KEPT: list[Callable[[], str]] = []
#: Static files that those pages need.
FILES_TOO: list[str] = []
