"""What a log says of an error: where it happened and of what kind, and of what was written nothing."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

WORDS = "I never told anybody this"
LOGGING = """
import logging, sys
from kindward.site.logs import set_up
set_up("debug")
try:
    {does}
except Exception:
    logging.getLogger("kindward.test").exception("it did not work")
"""


def _logged(does: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", LOGGING.replace("{does}", does)], capture_output=True, text=True, check=True
    )
    [line] = done.stderr.splitlines()
    return dict(json.loads(line))


@pytest.mark.parametrize(
    "does",
    [
        f"int('{WORDS}')",
        f"raise KeyError('{WORDS}')",
        f"from django.db import IntegrityError; raise IntegrityError('Key (text)=({WORDS}) exists')",
        f"from django.db import OperationalError; raise OperationalError('gone') from ValueError('{WORDS}')",
        "from django.template.base import VariableDoesNotExist; "
        f"raise VariableDoesNotExist('no [%s] in %r', ('parts', '{WORDS}'))",
    ],
)
def test_no_error_brings_what_somebody_wrote_into_a_log(does: str) -> None:
    assert WORDS not in json.dumps(_logged(does))


def test_where_and_what_kind_is_said_and_of_the_machine_its_own_words() -> None:
    said = _logged("open('/nowhere/at/all')")["exception"]
    assert said.splitlines() == [
        "  <string>:6 <module>: ",
        "FileNotFoundError: [Errno 2] No such file or directory: '/nowhere/at/all'",
    ]
    assert _logged("raise OSError(28, 'No space left on device')")["exception"].endswith(
        "OSError: [Errno 28] No space left on device"
    )
    chained = _logged("raise ConnectionError('refused') from ValueError('x')")["exception"].splitlines()
    assert [line for line in chained if not line.startswith(" ")] == [
        "ValueError", "and then:", "ConnectionError: refused",
    ]  # fmt: skip


def test_a_page_that_lacks_a_name_does_not_print_all_it_has() -> None:
    does = (
        "from django.template import Context, Engine; "
        f"Engine().from_string('{{% if parts %}}{{% endif %}}').render(Context({{'mine': '{WORDS}'}})); "
        "raise OSError('rendered')"
    )
    assert _logged(does)["exception"].endswith("OSError: rendered")
