"""The shapes of the API. Names are a contract: fields may be added, none renamed or removed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field

from kindward.site.practice.models import LONGEST_SECONDS, WIDEST_OFFSET

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Offset = Annotated[int, Field(ge=-WIDEST_OFFSET, le=WIDEST_OFFSET, description="seconds east of UTC")]
Seconds = Annotated[int, Field(ge=0, le=LONGEST_SECONDS)]
Tenth = Annotated[int, Field(ge=0, le=10)]


class ErrorSaid(Schema):
    """What went wrong: a stable code, a sentence, and the field when there is one."""

    code: str
    message: str
    field: str | None = None


class ErrorOut(Schema):
    """Every error has this shape."""

    error: ErrorSaid


class SessionIn(Schema):
    """One session, named like Health Connect's mindfulness session where that has a name."""

    model_config = ConfigDict(extra="forbid")

    key: Key | None = Field(None, description="the idempotency key, where the header is not used")
    practice: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
    version: Annotated[int, Field(ge=0, le=32767)]
    start_time: AwareDatetime
    start_zone_offset: Offset | None = None
    end_time: AwareDatetime
    end_zone_offset: Offset | None = None
    asked_seconds: Seconds
    seconds_practised: Seconds
    ended: Literal["finished", "stopped", "eased_off", "left"]
    voice: Annotated[str, Field(pattern=r"^[a-z0-9-]*$", max_length=24)] = ""
    sent_at: AwareDatetime | None = Field(None, description="the device's clock at the moment of sending")


class SessionKept(Schema):
    """A session as it is kept; times in UTC."""

    key: str
    practice: str
    version: int
    kind: str
    start_time: datetime
    start_zone_offset: int
    end_time: datetime
    end_zone_offset: int
    day: str
    asked_seconds: int
    seconds_practised: int
    ended: str
    voice: str


class SessionOut(Schema):
    session: SessionKept
    created: bool


class CheckInIn(Schema):
    """A check-in. Leave out what was not asked or not answered."""

    model_config = ConfigDict(extra="forbid")

    key: Key | None = Field(None, description="the idempotency key, where the header is not used")
    session: Key | None = Field(None, description="the key of its session, which may arrive later")
    moment: Literal["before", "after"]
    at: AwareDatetime
    sent_at: AwareDatetime | None = None
    warmth: Tenth | None = None
    distress: Tenth | None = None
    ease: Tenth | None = None
    soothing: Annotated[int, Field(ge=0, le=4)] | None = None
    hurt: Literal["no", "passed", "still_here"] | None = None
    stopping_me: bool | None = None
    wants_grounding: bool | None = None


class CheckInKept(Schema):
    key: str
    session: str | None
    moment: str
    at: datetime
    warmth: int | None
    distress: int | None
    ease: int | None
    soothing: int | None
    hurt: str | None
    stopping_me: bool | None
    wants_grounding: bool | None


class CheckInOut(Schema):
    check_in: CheckInKept
    created: bool


class PracticeOut(Schema):
    """A practice in the list."""

    slug: str
    title: str
    promise: str
    version: int
    flows: list[str]
    kind: str
    min_seconds: int
    max_seconds: int
    author: str
    reviewer: str | None
    reviewed_on: str | None


class WordOut(Schema):
    """A slot for the person's own words."""

    name: str
    ask: str
    default: str
    limit: int


class EvidenceOut(Schema):
    says: str
    references: list[str]


class PracticeInFull(PracticeOut):
    """A practice with what a person should know before."""

    happens: str
    cautions: list[str]
    gentler: str
    ease_off: str
    due_on: str | None
    words: list[WordOut]
    evidence: list[EvidenceOut]


class PracticesOut(Schema):
    practices: list[PracticeOut]


class PracticeOneOut(Schema):
    practice: PracticeInFull


class CueOut(Schema):
    """One timed event; ``at`` and ``for`` in seconds."""

    at: float
    for_: float = Field(..., alias="for")
    kind: Literal["speech", "silence", "bell", "breath", "prompt"]
    text: str
    step: str
    clip: str | None = None
    over: bool | None = None
    field: str | None = None


class TimelineOut(Schema):
    """What happens when; a clip is at ``clip_base + clip + "." + format``."""

    practice: str
    version: int
    title: str
    seconds: float
    asked_seconds: float
    voice: str
    cues: list[CueOut]
    clip_base: str | None = None
    clip_formats: list[str] | None = None


class FactOut(Schema):
    """One thing that decided."""

    name: str
    value: Any


class OfferOut(Schema):
    """A practice, how long, and why."""

    practice: str
    title: str
    seconds: int
    why: str


class PlanKept(OfferOut):
    """Today's practice, the facts that decided, two others, and the chance it had of being chosen."""

    facts: list[FactOut]
    alternatives: list[OfferOut]
    propensity: float
    eased: bool
    step_up: bool
    policy: str


class PlanOut(Schema):
    plan: PlanKept


class ResponseIn(Schema):
    """Answers to an instrument, in the order of its items; null for what was left out."""

    model_config = ConfigDict(extra="forbid")

    key: Key | None = Field(None, description="the idempotency key, where the header is not used")
    instrument: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
    answers: Annotated[list[Annotated[int, Field(strict=True)] | None], Field(min_length=1, max_length=100)]
    at: AwareDatetime | None = Field(None, description="when it was given, if that was earlier")


class ScoreOut(Schema):
    """What a response comes to; null for what could not be scored, and ``not_scored`` says why."""

    total: float | None
    subscales: dict[str, float | None]
    flags: list[str]
    not_scored: list[str]


class ResponseKept(Schema):
    key: str
    instrument: str
    at: datetime
    day: str
    answers: list[int | None]
    score: ScoreOut | None


class ResponseOut(Schema):
    """``help`` is there when an answer calls for it: show it before anything else."""

    help: str | None = None
    response: ResponseKept
    created: bool


class ResponsesOut(Schema):
    responses: list[ResponseKept]


Json = dict[str, Any]
