"""The secret: made once, readable by one user."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kindward.site.keys import derived_key, secret_key


def test_it_is_made_on_the_first_start_and_then_stays(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "keys")
    assert len(first) >= 50
    assert secret_key(tmp_path / "keys") == first


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    secret_key(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys" / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_first_starts_at_once_agree_and_leave_no_drafts(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(secret_key, [tmp_path / "keys"] * 16))
    assert len(made) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["secret"]


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert derived_key("secret", "device") != derived_key("secret", "own words")
    assert derived_key("secret", "device") == derived_key("secret", "device")
