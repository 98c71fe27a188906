"""The words of a questionnaire out of a FHIR R4 Questionnaire, as plain JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .instrument import Instrument, ItemTexts

#: How FHIR R4 says which number an answer stands for.
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LOINC_SYSTEM = "http://loinc.org"
_ASKED = ("choice", "open-choice", "integer", "decimal")


class FhirError(ValueError):
    """A resource that cannot be used: the field, what is wrong, and what was expected."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message
        super().__init__(f"{field}: {message}")


def texts_from_questionnaire(instrument: Instrument, resource: Any) -> ItemTexts:
    """Words for ``instrument``: of the items with its LOINC codes, else of all that ask for an answer.

    ``copyright`` is the licence note and must be there; ``description`` is the introduction. Raises
    :class:`FhirError`.
    """
    expect_resource(resource, "Questionnaire")
    asked = [item for item in walk_items(resource) if item.get("type") in _ASKED and not item.get("readOnly")]
    items = _by_code(instrument, asked) or asked
    if len(items) != instrument.items:
        raise FhirError("item", f"there are {len(items)} to answer; expected {instrument.items}")
    texts = tuple(_words(item.get("text")) for item in items)
    if not all(texts):
        raise FhirError("item.text", "an item has no text; expected words for each")
    licence = _words(resource.get("copyright"))
    if not licence:
        raise FhirError(
            "copyright", "is missing; expected by what right the words may be shown, and whose they are"
        )
    options = _options(instrument, resource, items)
    low, high = (options[0], options[-1]) if options else ("", "")
    return ItemTexts(_intro(resource), texts, low, high, options, licence)


def expect_resource(resource: Any, kind: str) -> None:
    """Raise :class:`FhirError` unless ``resource`` is a resource of that kind with a list of items."""
    found = resource.get("resourceType") if isinstance(resource, Mapping) else None
    if found != kind:
        raise FhirError("resourceType", f"“{found}” is another resource; expected {kind}")
    if not isinstance(resource.get("item"), list):
        raise FhirError("item", "is missing; expected a list of items")


def walk_items(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """All items in order, those of groups after their group."""
    for item in resource.get("item") or ():
        if not isinstance(item, Mapping):
            raise FhirError("item", "is not a list of items")
        yield item
        yield from walk_items(item)


def codes_of(item: Mapping[str, Any]) -> set[str]:
    """The codes an item may be known by: its own, and the last part of its ``linkId``."""
    codes = {str(one.get("code")) for one in item.get("code") or () if isinstance(one, Mapping)}
    return codes | {str(item.get("linkId", "")).rsplit("/", 1)[-1]}


def ordinal_of(option: Mapping[str, Any]) -> float | None:
    """The number that stands for an answer, from its extension or that of its coding."""
    for holder in (option, option.get("valueCoding")):
        for extension in (holder or {}).get("extension") or () if isinstance(holder, Mapping) else ():
            if isinstance(extension, Mapping) and extension.get("url") == ORDINAL:
                value = extension.get("valueDecimal")
                return float(value) if isinstance(value, int | float) else None
    return None


def _by_code(instrument: Instrument, asked: list[Mapping[str, Any]]) -> list[Mapping[str, Any]] | None:
    if instrument.loinc is None:
        return None
    found = [
        next((item for item in asked if code in codes_of(item)), None) for code in instrument.loinc.items
    ]
    whole = [item for item in found if item is not None]
    return whole if len(whole) == instrument.items else None


def _options(
    instrument: Instrument, resource: Mapping[str, Any], items: list[Mapping[str, Any]]
) -> tuple[str, ...]:
    each = {_options_of(item, resource) for item in items}
    if len(each) != 1:
        raise FhirError("item.answerOption", "items have different answers; expected the same for each")
    options = each.pop()
    count = instrument.high - instrument.low + 1
    if len(options) not in (0, count):
        raise FhirError("item.answerOption", f"there are {len(options)}; expected {count}")
    return options


def _options_of(item: Mapping[str, Any], resource: Mapping[str, Any]) -> tuple[str, ...]:
    given = [one for one in item.get("answerOption") or () if isinstance(one, Mapping)]
    if not given and str(item.get("answerValueSet", "")).startswith("#"):
        given = _contained(resource, item["answerValueSet"][1:])
    if given and all(ordinal_of(one) is not None for one in given):
        given = sorted(given, key=lambda one: ordinal_of(one) or 0.0)
    words = tuple(_option_words(one) for one in given)
    # Numbers without words are the scale itself.
    return () if all(word == "" or word.isdigit() for word in words) else words


def _contained(resource: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    for one in resource.get("contained") or ():
        if isinstance(one, Mapping) and one.get("id") == name:
            parts = (one.get("compose") or {}).get("include") or ()
            return [{"valueCoding": concept} for part in parts for concept in part.get("concept") or ()]
    return []


def _option_words(option: Mapping[str, Any]) -> str:
    coding = option.get("valueCoding")
    if isinstance(coding, Mapping):
        return _words(coding.get("display"))
    return _words(str(option.get("valueString", option.get("valueInteger", ""))))


def _intro(resource: Mapping[str, Any]) -> str:
    described = _words(resource.get("description"))
    if described:
        return described
    shown = (item for item in walk_items(resource) if item.get("type") in ("display", "group"))
    return next((text for item in shown if (text := _words(item.get("text")))), "")


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
