"""Every key that ships, and a way to make one up."""

import pytest

from kindward.measure.instruments import load_instruments
from kindward.measure.keys import read_key


@pytest.fixture(scope="session")
def instruments():
    """All instruments by name, with no words but our own."""
    return load_instruments()


@pytest.fixture
def made_up(tmp_path):
    """Writes a key and reads it: ``made_up("title: …")``."""

    def write(text, name="made-up"):
        folder = tmp_path / "instruments"
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.yml"
        path.write_text(text, encoding="utf-8")
        return path

    write.read = lambda text: read_key(write(text))
    return write
