"""Which database, and whether its write-ahead log is safe to use."""

import pytest

from kindward.site.database import from_url, write_ahead_log_is_safe


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_the_log_is_used_only_where_the_race_is_mended(version: tuple[int, int, int], safe: bool) -> None:
    assert write_ahead_log_is_safe(version) is safe


def test_postgresql_by_one_setting(tmp_path) -> None:
    made = from_url("postgresql://kind:w%40rd@db.example:5433/kindward?sslmode=require", tmp_path / "x")
    assert made["ENGINE"] == "django.db.backends.postgresql"
    assert (made["NAME"], made["USER"], made["PASSWORD"]) == ("kindward", "kind", "w@rd")
    assert (made["HOST"], made["PORT"], made["OPTIONS"]) == ("db.example", "5433", {"sslmode": "require"})


def test_a_unix_socket_is_an_option(tmp_path) -> None:
    assert from_url("postgresql:///kindward?host=/run/pg", tmp_path / "x")["HOST"] == "/run/pg"


def test_sqlite_without_a_setting(tmp_path) -> None:
    assert from_url("", tmp_path / "k.sqlite3")["NAME"] == str(tmp_path / "k.sqlite3")


def test_another_scheme_says_what_was_expected(tmp_path) -> None:
    with pytest.raises(ValueError, match="mysql scheme; expected postgresql"):
        from_url("mysql://x/y", tmp_path / "k.sqlite3")
