"""Reading keys: ``content/instruments/NAME.yml`` becomes an :class:`Instrument`, or findings say why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from ..practice.catalogue import content_folder
from ..practice.script import FLOWS
from ..text.findings import Finding
from .instrument import HOWS, TOTAL, TOTALS, Instrument, InstrumentError, Loinc, ReliableChange, Subscale
from .norms import read_norms
from .texts import TEXT_FIELDS, read_texts
from .yaml_lines import Fields, is_number, is_whole

_FIELDS = (
    "title", "about", "validated", "items", "range", "reversed", "fillers", "subscales", "total",
    "multiply", "lower_is_better", "cutoffs", "risk_item", "reliable_change", "flows", "norms", "loinc",
    "sources", "text",
)  # fmt: skip
MOST_ITEMS = 200


def read_keys(content: Path | None = None) -> dict[str, Instrument]:
    """Every key under ``content/instruments`` by name, sorted, as it ships: with no words but our own.

    Raises :class:`InstrumentError` at the first that cannot be used.
    """
    folder = (content or content_folder()) / "instruments"
    return {path.stem: read_key(path) for path in sorted(folder.glob("*.yml"))}


def read_key(path: Path) -> Instrument:
    """The key in the file at ``path``. Raises :class:`InstrumentError`."""
    instrument, findings = parse_key(path)
    if instrument is None or findings:
        raise InstrumentError(str(sorted(findings)[0]))
    return instrument


def parse_key(path: Path) -> tuple[Instrument | None, list[Finding]]:
    """The key at ``path``, or None, and everything that is wrong with it."""
    fields = Fields.read(path, _FIELDS)
    instrument = _Key(fields).instrument() if not fields.findings else None
    if instrument is not None and "text" in fields.data and not fields.findings:
        instrument = replace(instrument, text=read_texts(fields.inside("text", TEXT_FIELDS), instrument))
    return (None if fields.findings else instrument), fields.findings


class _Key:
    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.count = 0

    def instrument(self) -> Instrument | None:
        fields = self.fields
        wanted = ("title", "items", "range", "total", "sources")
        # Each is looked at, so that all that is missing is told at once.
        if sum(fields.has(name) for name in wanted) < len(wanted):
            return None
        self.count, (low, high) = self._count(), self._range()
        lower = fields.flag("lower_is_better", False)
        subscales = self._subscales(lower)
        total = self._total(subscales)
        scales = {s.name for s in subscales} | ({TOTAL} if total != "none" else set())
        sources = fields.texts("sources")
        if len(sources) < 2:
            fields.wrong("sources", "needs two that agree, so that a slip in one is seen")
        multiply = fields.data.get("multiply", 1)
        if not is_whole(multiply) or multiply < 1:
            fields.wrong("multiply", f"{multiply!r} is not a whole number from 1 on")
        return Instrument(
            name=fields.path.stem, title=fields.words("title"), about=fields.words("about"),
            validated=fields.flag("validated", True), items=self.count, low=low, high=high,
            reversed=self._items("reversed"), fillers=self._fillers(subscales), subscales=subscales,
            total=total, multiply=multiply, lower_is_better=lower, cutoffs=self._cutoffs(scales),
            risk_item=self._risk_item(),
            reliable_change=self._reliable_change(total), flows=self._flows(scales),
            norms=read_norms(fields, scales), sources=sources, loinc=self._loinc(high - low + 1),
            no_text="" if "text" in fields.data else "its words are not loaded",
        )  # fmt: skip

    def _count(self) -> int:
        count = self.fields.data["items"]
        if is_whole(count) and 1 <= count <= MOST_ITEMS:
            return int(count)
        self.fields.wrong("items", f"{count!r} is not a number of items; expected 1 to {MOST_ITEMS}")
        return 0

    def _range(self) -> tuple[int, int]:
        value = self.fields.data["range"]
        if isinstance(value, list) and len(value) == 2 and all(map(is_whole, value)) and value[0] < value[1]:
            return value[0], value[1]
        self.fields.wrong("range", f"{value!r} is not two growing whole numbers; expected such as [0, 3]")
        return 0, 1

    def _numbers(self, name: str, value: Any) -> tuple[int, ...]:
        if not isinstance(value, list) or not all(is_whole(n) and 1 <= n <= self.count for n in value):
            self.fields.wrong(name, f"{value!r} is not a list of item numbers from 1 to {self.count}")
            return ()
        if len(set(value)) != len(value):
            self.fields.wrong(name, f"{value!r} names an item twice")
        return tuple(value)

    def _items(self, name: str) -> tuple[int, ...]:
        return self._numbers(name, self.fields.data.get(name, []))

    def _subscales(self, lower: bool) -> tuple[Subscale, ...]:
        out = []
        for name, item in self.fields.table("subscales").items():
            if not isinstance(item, dict) or item.get("how") not in HOWS or not item.get("items"):
                self.fields.wrong(
                    "subscales", f"“{name}” is not whole; expected items: [1, 2] and how: {' or '.join(HOWS)}"
                )
                continue
            items = self._numbers("subscales", item["items"])
            as_answered, is_lower = item.get("as_answered", False), item.get("lower_is_better", lower)
            if not isinstance(as_answered, bool) or not isinstance(is_lower, bool):
                self.fields.wrong("subscales", f"“{name}”: as_answered and lower_is_better are yes or no")
            out.append(Subscale(name, items, item["how"], as_answered, is_lower))
        taken = [item for subscale in out for item in subscale.items]
        if len(set(taken)) != len(taken):
            self.fields.wrong("subscales", "an item is in two of them; expected each in one")
        return tuple(out)

    def _total(self, subscales: tuple[Subscale, ...]) -> str:
        total = self.fields.data["total"]
        if total not in TOTALS:
            self.fields.wrong("total", f"“{total}” is not known; expected one of {', '.join(TOTALS)}")
        elif not subscales and total in ("none", "mean-of-subscales"):
            self.fields.wrong("total", f"“{total}” needs subscales; there are none")
        return str(total)

    def _fillers(self, subscales: tuple[Subscale, ...]) -> tuple[int, ...]:
        fillers = self._items("fillers")
        scored = {item for subscale in subscales for item in subscale.items}
        if scored & set(fillers):
            self.fields.wrong(
                "fillers", "a filler is in a subscale; expected it to be in none, as it is dropped"
            )
        lost = set(range(1, self.count + 1)) - scored - set(fillers)
        if subscales and lost:
            self.fields.wrong(
                "subscales", f"items {sorted(lost)} are in none; expected them in one, or named as fillers"
            )
        return fillers

    def _cutoffs(self, scales: set[str]) -> dict[str, tuple[float, ...]]:
        out = {}
        for scale, points in self.fields.table("cutoffs").items():
            if scale not in scales or not isinstance(points, list) or not all(map(is_number, points)):
                self.fields.wrong(
                    "cutoffs", f"“{scale}: {points}” is not a scale with points such as total: [5, 10]"
                )
            else:
                out[scale] = tuple(float(point) for point in points)
        return out

    def _risk_item(self) -> int | None:
        item = self.fields.data.get("risk_item")
        if item is not None and not (is_whole(item) and 1 <= item <= self.count):
            self.fields.wrong("risk_item", f"{item!r} is not an item; expected 1 to {self.count}")
        return item

    def _reliable_change(self, total: str) -> ReliableChange | None:
        change = self.fields.table("reliable_change")
        if not change:
            return None
        points: Any = change.get("points")
        source = change.get("source")
        if not is_number(points) or points <= 0 or not isinstance(source, str) or total == "none":
            self.fields.wrong(
                "reliable_change", "expected points above 0 and a source, for a key with a total"
            )
            return None
        return ReliableChange(float(points), source)

    def _flows(self, scales: set[str]) -> dict[str, str]:
        flows = self.fields.table("flows")
        for flow, scale in flows.items():
            if scale not in scales or flow not in FLOWS:
                expected = f"one of {', '.join(FLOWS)}, and a scale of this key"
                self.fields.wrong("flows", f"“{flow}: {scale}” does not fit; expected {expected}")
        return flows

    def _loinc(self, answers: int) -> Loinc | None:
        codes = self.fields.table("loinc")
        if not codes:
            return None
        items, words = codes.get("items") or [], codes.get("answers") or []
        if (
            not isinstance(codes.get("panel"), str)
            or len(items) != self.count
            or len(words) not in (0, answers)
        ):
            self.fields.wrong(
                "loinc",
                f"expected panel in quotes, {self.count} items, and a code for each of {answers} answers",
            )
            return None
        return Loinc(codes["panel"], tuple(map(str, items)), codes.get("total"), tuple(map(str, words)))
