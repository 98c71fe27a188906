"""``kindward check`` for instruments: the keys that ship, and the words an operator keeps."""

from __future__ import annotations

from pathlib import Path

from ..practice.catalogue import content_folder
from ..text.findings import Finding, from_here
from ..text.forbidden import check_forbidden
from .instrument import InstrumentError
from .instruments import check_texts
from .keys import parse_key, read_keys

FOLDER = "instruments"


def is_instruments(path: Path) -> bool:
    """Whether ``path`` is a key, or the folder of keys: nothing else is to be checked there."""
    return path.name == FOLDER or (path.suffix == ".yml" and path.resolve().parent.name == FOLDER)


def check_instruments(path: Path | None = None, own: Path | None = None) -> list[Finding]:
    """Findings, sorted by place, for a key, a folder of keys or a content folder; all content for ``None``.

    ``own`` is the operator's folder of words, checked too where it is there. Of a key whose words are
    ours, the words are held against those the product does not say.
    """
    path = path or from_here(content_folder())
    if path.is_file():
        files = [path]
    else:
        folder = path if path.name == FOLDER else path / FOLDER
        files = sorted(folder.glob("*.yml"))
    findings = [finding for file in files for finding in _check_key(file)]
    if own is not None and own.is_dir():
        findings += _check_own(own)
    return sorted(set(findings))


def _check_key(path: Path) -> list[Finding]:
    instrument, findings = parse_key(path)
    if instrument is not None and instrument.text is not None:
        findings = [*findings, *check_forbidden(path)]
    return findings


def _check_own(own: Path) -> list[Finding]:
    try:
        return check_texts(read_keys(), own)
    except InstrumentError:
        return []  # The key itself is already found wanting.
