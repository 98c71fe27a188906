"""What the patterns find in a row of words, and what speaks against it: idiom, somebody else, the past, a no."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .fold import STOP
from .language import END, UNKNOWN

NONE, POSSIBLE, EXPLICIT = 0, 1, 2
#: Signs that wish or speak, which a no, a joke or a denial can soften; the others are things done.
_SOFT = frozenset({"intent", "slang"})
_DONE = frozenset({"plan", "means", "goodbye"})
#: Said so plainly that neither an idiom nor somebody else's words beside it take it out.
_PLAIN = "plain"
#: What patterns find in these groups is not weighed again.
_STANDS = frozenset({"intent", "means", "slang"})
_Span = tuple[int, int]


@dataclass(slots=True)
class Found:
    """What the rules say of one passage: a tier, and everything the second opinion hears of it."""

    tier: int = NONE
    #: The tier of what stands whatever else is there: what is wished, done or at hand. A farewell may be a colleague's.
    stands: int = NONE
    #: A sign that would be explicit was softened by the past, a joke or a denial; the second opinion leaves it.
    softened: bool = False
    traits: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, ready to match."""

    group: str
    tier: int
    expression: re.Pattern[str]


class Rules:
    """All patterns of one data file."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._letters: dict[str, str] = data["letters"]
        self._first_person = frozenset(data["first_person"])
        self._turns = frozenset(data["turns"])
        self._heart = frozenset(data["heart"])
        self._rules: list[Rule] = []
        self._by_letter: dict[str, list[int]] = {}
        for group, tier, expression, keys in data["rules"]:
            for letter in keys:
                self._by_letter.setdefault(letter, []).append(len(self._rules))
            self._rules.append(Rule(group, tier, re.compile(expression)))

    def spell(self, words: Sequence[str]) -> str:
        """One letter a word, an end before and after."""
        letters = self._letters
        return f"{END}{''.join(END if word == STOP else letters.get(word, UNKNOWN) for word in words)}{END}"

    def look(self, spelled: str) -> Found:
        """What is found in a passage as :meth:`spell` gives it."""
        numbers: set[int] = set()
        for letter in set(spelled):
            numbers.update(self._by_letter.get(letter, ()))
        signs: list[tuple[Rule, _Span]] = []
        scope: dict[str, list[_Span]] = {}
        found = Found()
        for number in numbers:
            rule = self._rules[number]
            for match in rule.expression.finditer(spelled):
                if rule.tier:
                    signs.append((rule, match.span()))
                else:
                    scope.setdefault(rule.group, []).append(match.span())
        found.traits.update(f"#{group}" for group in scope)
        for rule, span in signs:
            tier, why = self._weigh(rule, span, spelled, scope)
            found.tier = max(found.tier, tier)
            if (rule.group in _STANDS and rule.tier == EXPLICIT) or rule.group == _PLAIN:
                found.stands = max(found.stands, tier)
            found.softened |= why in ("past", "soft")
            found.traits.add(f"#{rule.group}:{tier}{why}")
        return found

    def _weigh(
        self, rule: Rule, span: _Span, spelled: str, scope: Mapping[str, list[_Span]]
    ) -> tuple[int, str]:
        start, end = span
        if rule.group != _PLAIN and self._is_idiom(span, spelled, scope.get("idiom", ())):
            return NONE, "idiom"
        if rule.group != _PLAIN and self._of_somebody_else(rule, span, spelled, scope):
            return NONE, "third"
        if rule.group not in _DONE and any(
            first < start <= last for first, last in scope.get("negation", ())
        ):
            return (POSSIBLE if "hedge" in scope and "life" not in scope else NONE), "no"
        if rule.group == "denial" and "life" in scope:
            return NONE, "life"
        if rule.tier == EXPLICIT and rule.group not in ("goodbye", _PLAIN):
            left, right = spelled.rfind(END, 0, start + 1), spelled.find(END, end - 1)
            if "anew" not in scope and any(left <= first < right for first, _ in scope.get("past", ())):
                return POSSIBLE, "past"
            if rule.group in _SOFT and ("joke" in scope or "denies" in scope) and "earnest" not in scope:
                return POSSIBLE, "soft"
        return rule.tier, ""

    def _is_idiom(self, span: _Span, spelled: str, idioms: Sequence[_Span]) -> bool:
        # “Dead on my feet, I want to die” has an idiom beside a sign. One that only touches a sign says nothing against
        # it: each deadly word of the sign has to be the idiom's.
        start, end = span
        touching = [(first, last) for first, last in idioms if start < last and first < end]
        return bool(touching) and all(
            any(first <= place < last for first, last in touching)
            for place in range(start, end)
            if spelled[place] in self._heart
        )

    def _of_somebody_else(
        self, rule: Rule, span: _Span, spelled: str, scope: Mapping[str, list[_Span]]
    ) -> bool:
        start, end = span
        if rule.group in ("burden", "goodbye"):
            return any(first <= start <= last for first, last in scope.get("third", ()))
        own = not self._first_person.isdisjoint(spelled[max(0, start - 2) : end])
        turned = not self._turns.isdisjoint(spelled[max(0, start - 3) : start + 1])
        if any(first <= start < last for first, last in scope.get("third", ())) and not own:
            return True
        quoted = any(first <= start < last for first, last in scope.get("quote", ()))
        return quoted and not (own and turned)
