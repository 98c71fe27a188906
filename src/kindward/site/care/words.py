"""What codes are called on pages, and the reasons of a match as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from kindward.matching.assessment import NOT_SAFE
from kindward.site.care.places import LANGUAGES, PLACES

AGE_GROUPS = {
    "child": "A child, up to 12",
    "teen": "A teenager, 13 to 17",
    "young-adult": "A young adult, 18 to 25",
    "adult": "An adult, 26 to 64",
    "older-adult": "65 or older",
}
NEEDS = {
    "shame": "Shame", "self-criticism": "Being hard on myself", "trauma": "Something terrible that happened",
    "grief": "Grief", "anxiety": "Worry and fear", "low-mood": "Low mood, no strength", "burnout": "Worn out by work",
    "loneliness": "Loneliness", "anger": "Anger", "body-image": "How I see my body",
    "caregiving": "Caring for somebody",
    "chronic-pain": "Pain or illness that stays", "parenting": "Being a parent", "relationships": "My relationships",
    "perfectionism": "Never good enough", "identity": "Who I am", "eating": "Food and eating", "sleep": "Sleep",
    NOT_SAFE: "I am not safe right now, or I am thinking of ending my life",
}  # fmt: skip
MODALITIES = {"video": "By video", "phone": "By telephone", "in_person": "In the same room"}
GENDERS = {"woman": "A woman", "man": "A man", "non-binary": "A non-binary person"}
STYLES = {
    "warm": "Warm and gentle",
    "structured": "With a plan and steps",
    "direct": "Direct and clear",
    "exploring": "Open, following where it leads",
}
APPROACHES = {
    "compassion-focused": "Compassion-focused therapy", "act": "Acceptance and commitment (ACT)",
    "cbt": "Cognitive behavioural (CBT)", "emdr": "EMDR", "schema": "Schema therapy", "psychodynamic": "Psychodynamic",
    "mindfulness": "Mindfulness-based", "emotion-focused": "Emotion-focused", "dbt": "Dialectical behaviour (DBT)",
    "narrative": "Narrative",
}  # fmt: skip
CULTURES = {
    "latin-american": "Latin American", "african-american": "African American", "east-asian": "East Asian",
    "south-asian": "South Asian", "arab": "Arab", "jewish": "Jewish", "muslim": "Muslim", "christian": "Christian",
    "lgbtq": "Lesbian, gay, bi, trans or queer", "indigenous": "Indigenous", "veteran": "Military service",
    "rural": "Country life",
}  # fmt: skip
WEEKDAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
PARTS = {"am": "morning", "pm": "afternoon", "ev": "evening"}
WINDOWS = {f"{day}-{part}": f"{WEEKDAYS[day]} {PARTS[part]}" for day in WEEKDAYS for part in PARTS}
#: Why a therapist says no. The person is told that there was no room, whatever it was.
DECLINE_REASONS = {
    "full": "I have no room after all",
    "times": "The times do not work",
    "not-my-field": "It is not what I do well",
    "knows": "We know each other",
    "other": "Something else",
}
CALLED: Mapping[str, Mapping[str, str]] = {
    "jurisdiction": PLACES, "languages": LANGUAGES, "age_group": AGE_GROUPS, "needs": NEEDS, "modalities": MODALITIES,
    "windows": WINDOWS, "gender": GENDERS, "style": STYLES, "approaches": APPROACHES, "culture": CULTURES,
}  # fmt: skip


def called(field: str, code: str) -> str:
    """What a code is called; itself where nothing better is known, as for an insurance."""
    return CALLED.get(field, {}).get(code, code)


def listed(words: Iterable[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def why(met: Iterable[str]) -> list[str]:
    """What was met, as the library names it, in sentences about the therapist; the plainest requirements left out."""
    found: dict[str, list[str]] = {}
    for reason in met:
        name, _, what = reason.partition(":")
        found.setdefault(name, []).append(what)
    return [sentence(found[name]) for name, sentence in _WHY.items() if name in found]


def why_not(unmet: Iterable[str]) -> list[str]:
    """Wishes that were not met, in words."""
    found = [reason.partition(":") for reason in unmet]
    return [_WISH[name](what) for name, _, what in found if name in _WISH]


def _all(field: str, codes: list[str], lower: bool = True) -> str:
    said = [called(field, code) for code in codes]
    return listed(word[0].lower() + word[1:] if lower else word for word in said)


_WHY: Mapping[str, Callable[[list[str]], str]] = {
    "licence": lambda codes: f"Is licensed in {_all('jurisdiction', codes, lower=False)}.",
    "language": lambda codes: f"Speaks {_all('languages', codes, lower=False)}.",
    "need": lambda codes: f"Works with what you bring: {_all('needs', codes)}.",
    "approach": lambda codes: f"Works the way you asked for: {_all('approaches', codes, lower=False)}.",
    "style": lambda codes: f"Describes their way as you wished: {_all('style', codes)}.",
    "gender": lambda codes: f"Is {_all('gender', codes)}, as you wished.",
    "culture": lambda codes: f"Knows from their own life or work: {_all('culture', codes, lower=False)}.",
    "window": lambda codes: f"Has time when you have: {_all('windows', codes, lower=False)}.",
    "modality": lambda codes: f"Meets {_all('modalities', codes)}.",
    "insurance": lambda codes: f"Takes your insurance: {listed(codes)}.",
    "fee": lambda _codes: "Asks a fee that is within what you named, or you named no limit.",
}
_WISH: Mapping[str, Callable[[str], str]] = {
    "need": lambda code: f"{called('needs', code)} is not a field they name as theirs.",
    "approach": lambda code: f"{called('approaches', code)} is not how they work.",
    "style": lambda code: f"They do not describe their way as “{called('style', code).lower()}”.",
    "gender": lambda code: f"They are not {called('gender', code).lower()}.",
    "culture": lambda code: f"They do not name this: {called('culture', code)}.",
    "windows": lambda _code: "Fewer of your times suit them than would be good.",
}


def short_name(case: UUID) -> str:
    """A case's name on desks: six characters of its random id."""
    return case.hex[:6].upper()
