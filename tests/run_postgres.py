"""Run the tests of models and addresses on a temporary PostgreSQL: ``python tests/run_postgres.py``.

Arguments are passed on to pytest. The cluster lives in a temporary folder, listens on a Unix socket alone,
and is gone afterwards. PostgreSQL refuses to run as root, so root hands over to the user ``postgres``.
Exits 0 with a line on standard error where PostgreSQL is not installed: all else runs there.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
#: Who may see an address does not hang on the database.
TESTED = (
    "-n", "2", "tests/integration", "--ignore=tests/integration/test_routes.py", "-m", "not browser and not slow",
)  # fmt: skip


def programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``; the newest version where there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    onpath = shutil.which("initdb")
    return Path(onpath).parent if onpath else None


@contextmanager
def cluster(bin_folder: Path) -> Iterator[str]:
    """A running cluster; yields the address of a database in it, with %s for its name."""
    root = os.geteuid() == 0
    handed_over = ["runuser", "-u", "postgres", "--"] if root else []
    folder = Path(tempfile.mkdtemp(prefix="kindward-pg-"))
    try:
        if root:
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        _call(
            *handed_over, bin_folder / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "-N"
        )
        # Nothing here outlives the run, so nothing has to reach the disk.
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=100"
        )
        control = [*handed_over, bin_folder / "pg_ctl", "-D", folder / "data", "-w"]
        _call(*control, "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://postgres@/%s?host={folder}"
        finally:
            _call(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _call(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd="/")


def main() -> int:
    """Run pytest against a cluster; its exit code."""
    bin_folder = programs()
    if bin_folder is None:
        sys.stderr.write("PostgreSQL is not installed here; its tests are left out.\n")
        return 0
    with cluster(bin_folder) as address:
        environment = os.environ | {
            "KINDWARD_DATABASE_URL": address % "postgres",
            "KINDWARD_KEYS_DATABASE_URL": address % "keys",
        }
        asked = sys.argv[1:] or list(TESTED)
        return subprocess.run(
            [sys.executable, "-m", "pytest", *asked], env=environment, cwd=HERE.parent
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
