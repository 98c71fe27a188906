"""The words of a questionnaire, as fields: of an operator's file, or of a key whose words are ours."""

from __future__ import annotations

from .instrument import Instrument, ItemTexts
from .yaml_lines import Fields

TEXT_FIELDS = ("intro", "items", "low", "high", "options", "licence")


def read_texts(fields: Fields, instrument: Instrument) -> ItemTexts | None:
    """The words for ``instrument`` in ``fields``; None if anything is wrong, which is noted there."""
    before = len(fields.findings)
    items, options, licence = fields.texts("items"), fields.texts("options"), fields.words("licence")
    count = instrument.high - instrument.low + 1
    if len(items) != instrument.items and len(fields.findings) == before:
        fields.wrong("items", f"there are {len(items)}; expected {instrument.items}")
    if len(options) not in (0, count):
        fields.wrong(
            "options",
            f"there are {len(options)}; expected {count}, for {instrument.low} to {instrument.high}",
        )
    if not licence:
        fields.wrong(
            "licence", "is missing; expected by what right the words may be shown, and whose they are"
        )
    text = ItemTexts(
        fields.words("intro"), items, fields.words("low"), fields.words("high"), options, licence
    )
    return text if len(fields.findings) == before else None
