"""All instruments: keys that ship, and words from where the operator keeps them (YAML or FHIR)."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..practice.catalogue import content_folder
from ..text.findings import Finding
from .fhir_questionnaire import FhirError, texts_from_questionnaire
from .instrument import Instrument, InstrumentError, ItemTexts, Norm, Subscale, UnknownInstrument
from .keys import read_key, read_keys
from .norms import read_norms
from .texts import TEXT_FIELDS, read_texts
from .yaml_lines import Fields

__all__ = [
    "Instrument",
    "InstrumentError",
    "ItemTexts",
    "Norm",
    "Subscale",
    "UnknownInstrument",
    "check_texts",
    "find_instrument",
    "load_instruments",
    "parse_text",
    "with_texts",
]


def load_instruments(content: Path | None = None, own: Path | None = None) -> dict[str, Instrument]:
    """Every instrument by name, sorted; with words and norms from the operator's folder ``own``, if given.

    Raises :class:`InstrumentError` at a key that cannot be used. A file of the operator's that cannot be
    used takes only its own instrument out: that one keeps no words, and ``no_text`` says why.
    """
    instruments = read_keys(content)
    return with_texts(instruments, own) if own is not None else instruments


def find_instrument(name: str, content: Path | None = None) -> Instrument:
    """The key of that name, without reading the others; no words but our own.

    Raises :class:`UnknownInstrument`, and :class:`InstrumentError` for a key that cannot be used.
    """
    folder = (content or content_folder()) / "instruments"
    names = sorted(path.stem for path in folder.glob("*.yml"))
    if name in names:
        return read_key(folder / f"{name}.yml")
    near = difflib.get_close_matches(name.lower().replace(" ", "-").replace("_", "-"), names, 1)
    hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(names)}"
    raise UnknownInstrument(f"instrument: there is none named “{name}”; {hint}")


def with_texts(instruments: Mapping[str, Instrument], folder: Path) -> dict[str, Instrument]:
    """The same instruments with words (and norms) from ``folder``; those without say why in ``no_text``."""
    return {name: _with_text(instrument, folder) for name, instrument in instruments.items()}


def check_texts(instruments: Mapping[str, Instrument], folder: Path) -> list[Finding]:
    """What is wrong with the operator's files, sorted by place."""
    found: list[Finding] = []
    for path in sorted(folder.glob("*")):
        if path.suffix in (".yml", ".json"):
            if path.stem in instruments:
                found += parse_text(path, instruments[path.stem])[1]
            else:
                known = ", ".join(instruments)
                found.append(Finding(str(path), 1, "file", f"no key has this name; expected one of {known}"))
    return sorted(found)


def parse_text(path: Path, instrument: Instrument) -> tuple[Instrument, list[Finding]]:
    """``instrument`` with what the file at ``path`` says, and everything that is wrong with the file."""
    if path.suffix == ".json":
        try:
            resource = json.loads(path.read_text(encoding="utf-8"))
            return replace(instrument, text=texts_from_questionnaire(instrument, resource), no_text=""), []
        except json.JSONDecodeError as error:
            return instrument, [
                Finding(str(path), error.lineno, "file", "not JSON; expected a FHIR Questionnaire")
            ]
        except (OSError, UnicodeDecodeError):
            return instrument, [
                Finding(str(path), 1, "file", "cannot be read; expected a FHIR Questionnaire")
            ]
        except FhirError as error:
            return instrument, [Finding(str(path), 1, error.field, error.message)]
    fields = Fields.read(path, (*TEXT_FIELDS, "norms"))
    text = read_texts(fields, instrument) if not fields.findings else None
    norms = read_norms(fields, set(instrument.scales)) if not fields.findings else ()
    if fields.findings or text is None:
        return instrument, fields.findings
    # The operator's own norms come first: they know whom they serve.
    return replace(instrument, text=text, no_text="", norms=(*norms, *instrument.norms)), []


def _with_text(instrument: Instrument, folder: Path) -> Instrument:
    paths = [path for ending in ("yml", "json") if (path := folder / f"{instrument.name}.{ending}").is_file()]
    if not paths:
        if instrument.text is not None:
            return instrument
        where = f"{folder / instrument.name}.yml (or .json, a FHIR Questionnaire)"
        return replace(instrument, no_text=f"its words are not loaded; expected them in {where}")
    if len(paths) == 2:
        why = f"{paths[0]}:1: file: there is also {paths[1].name}; expected one of them"
        return replace(instrument, text=None, no_text=why)
    whole, findings = parse_text(paths[0], instrument)
    return replace(whole, text=None, no_text=str(sorted(findings)[0])) if findings else whole
