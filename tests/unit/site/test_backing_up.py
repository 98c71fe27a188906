"""Where a backup may be written: never over what it did not make, unless told to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kindward.site.safekeeping.backing_up import place_for
from kindward.site.safekeeping.troubles import Trouble


def test_a_new_name_in_a_folder_that_is_there_is_fine(tmp_path: Path) -> None:
    assert place_for(tmp_path / "new.kwb") == tmp_path / "new.kwb"
    assert place_for(Path("-")) is None


def test_no_folder_is_made_for_it(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="there is no such folder"):
        place_for(tmp_path / "unmounted" / "new.kwb")
    assert not (tmp_path / "unmounted").exists()


def test_an_earlier_one_goes_only_when_told_to(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.kwb"
    earlier.write_bytes(b"the only good one")
    with pytest.raises(Trouble, match=r"is there already.*--force"):
        place_for(earlier)
    assert place_for(earlier, over=True) == earlier


def test_a_pipe_or_a_folder_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Trouble, match="is not a plain file"):
        place_for(tmp_path / "pipe", over=True)
    (tmp_path / "folder").mkdir()
    with pytest.raises(Trouble, match="is a folder"):
        place_for(tmp_path / "folder", over=True)


def test_a_link_leads_to_what_is_written(tmp_path: Path) -> None:
    newest, real = tmp_path / "newest.kwb", tmp_path / "real.kwb"
    newest.symlink_to(real)
    assert place_for(newest) == real
    os.mkfifo(real)
    with pytest.raises(Trouble, match="is not a plain file"):
        place_for(newest, over=True)


def test_links_in_a_ring_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    with pytest.raises(Trouble, match="expected the name of a file"):
        place_for(tmp_path / "one", over=True)
