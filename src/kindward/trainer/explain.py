"""Why: the facts that decided, and one sentence made of them.

No grade, no label, no count of days in a row.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..practice.script import FLOWS
from .choose import WORTH, Weighed
from .curriculum import Curriculum
from .events import Alternative, Context, Fact
from .levels import tied_weakest
from .people import FIRST_SECONDS
from .rules import (
    GENTLE,
    GENTLE_AGAIN,
    GENTLE_FIRST,
    LAPSE_DAYS,
    LONGEST_THEN,
    Moment,
    ease,
    fear_step,
    outward,
)

#: Points from which on somebody may be told that a practice soothed them; points above the usual that are a gain.
SOOTHED, GAINED = 2.5, 0.15
_TOWARDS = {
    "to_others": "kindness towards others",
    "from_others": "letting kindness in",
    "to_self": "kindness to yourself",
}


def facts_of(
    curriculum: Curriculum, moment: Moment, weighed: Weighed, place: int, context: Context
) -> tuple[Fact, ...]:
    """Everything that bore on this choice, the weightiest first."""
    people, slug, out = moment.people, curriculum.slugs[place], []
    level = int(ease(people, moment.now)[0])
    if slug in context.pinned:
        out.append(Fact("pinned", slug))
    if level:
        out.append(Fact("hurt_lately", ("once", "twice or still there", "goes on")[level - 1]))
    if not people.done.any():
        out.append(Fact("first_session", True))
    elif moment.now - people.last_at[0] >= LAPSE_DAYS:
        out.append(Fact("days_away", int(moment.now - people.last_at[0])))
    if (step := int(fear_step(curriculum, people)[0])) < 3:
        out.append(Fact("order_when_warmth_is_hard", ("to_others", "from_others", "to_self")[step]))
    if context.flow is not None and curriculum.trains[place, FLOWS.index(context.flow)] >= 0.3:
        out.append(Fact("chosen_flow", context.flow))
    elif context.flow is None:
        out += _flow_facts(curriculum, moment, weighed, place)
    own = float(people.sums[0, place] / max(people.answers[0, place], 1))
    if (answers := int(people.answers[0, place])) >= 2 and own >= SOOTHED and _stands_out(weighed, place):
        out.append(
            Fact(
                "soothed_before",
                {"answers": answers, "mean": round(own, 2)},
            )
        )
    elif _gained(weighed, place) and not people.answers[0, place] and _stands_out(weighed, place):
        out.append(Fact("like_what_soothed", slug))
    if slug in context.week:
        out.append(Fact("programme_week", slug))
    if context.hour is not None and (context.hour >= 21 or context.hour < 4) and curriculum.quiet[place]:
        out.append(Fact("late", context.hour))
    if context.seconds_available is not None:
        out.append(Fact("seconds_available", context.seconds_available))
    if not people.done[0, place] and people.done.any():
        out.append(Fact("new_to_you", slug))
    return tuple(out)


def explain(curriculum: Curriculum, moment: Moment, place: int, seconds: int, facts: tuple[Fact, ...]) -> str:
    """One sentence from the weightiest facts. A rule gives way where it would leave nothing, so each is looked
    at once more before it is said."""
    known, gentle = {fact.name: fact.value for fact in facts}, curriculum.gentleness[place]
    if "pinned" in known:
        return "Because you asked for this one."
    if "hurt_lately" in known:
        return _after_hurt(curriculum, moment, place, seconds)
    if "first_session" in known:
        if gentle < GENTLE_FIRST or curriculum.writes[place]:
            return "Because it is a place to start, and you can stop at any point."
        return f"Because it is a gentle place to start: {_opens(curriculum, place)}."
    if "days_away" in known:
        if gentle < GENTLE_AGAIN or seconds > FIRST_SECONDS:
            return "Welcome back: this is one way to begin again, and you can stop at any point."
        return "Welcome back: an easy first step, because that is the best way in after a while away."
    if "order_when_warmth_is_hard" in known and (
        order := _order(curriculum, place, str(known["order_when_warmth_is_hard"]))
    ):
        return order
    reasons = [reason for name, value in known.items() if (reason := _reason(name, value))]
    if not reasons:
        return "Because it is one you have practised before."
    return f"Because {' and '.join(reasons[:2])}."


def alternatives(
    curriculum: Curriculum, moment: Moment, weighed: Weighed, place: int, context: Context
) -> tuple[Alternative, ...]:
    """The two next best that may be offered, unlike each other where that is possible, each with its own
    reason."""
    benefit = np.where(weighed.may[0], weighed.benefit[0], -np.inf)
    order = [int(at) for at in benefit.argsort()[::-1] if np.isfinite(benefit[at]) and at != place]
    if not order:
        return ()
    other = next(
        (at for at in order[1:] if not _alike(curriculum, at, order[0])), order[1] if len(order) > 1 else None
    )
    out: list[Alternative] = []
    for at in (order[0], other):
        if at is not None:
            facts = facts_of(curriculum, moment, weighed, at, context)
            said = {one.why for one in out}
            reasons = [reason for reason in _differences(curriculum, place, at, facts) if reason not in said]
            out.append(Alternative(curriculum.slugs[at], int(weighed.seconds[0, at]), reasons[0]))
    return tuple(out)


def _differences(curriculum: Curriculum, place: int, at: int, facts: tuple[Fact, ...]) -> Iterator[str]:
    """What may speak for practice ``at`` where ``place`` was chosen, the most telling first; all of it
    true."""
    c, known = curriculum, {fact.name: fact.value for fact in facts}
    for name in ("pinned", "soothed_before", "programme_week"):
        if name in known and (reason := _reason(name, known[name])):
            yield f"Because {reason}."
    own, here = c.trains[at].argmax(), c.trains[place].argmax()
    differs = {
        "If steadying yourself is what you need now.": c.trains[place].any() and not c.trains[at].any(),
        f"If you would rather practise {_TOWARDS[FLOWS[own]]}.": c.trains[at].any() and (
            own != here or not c.trains[place].any()
        ),
        "If you would rather write.": c.writes[at] and not c.writes[place],
        "If you need strength more than comfort.": c.fierce[at] and not c.fierce[place],
        "If you would rather do something with your body.": c.body[at] and not c.body[place],
        "If you would rather imagine something.": c.imagery[at] and not c.imagery[place],
        "If you would like something to rest on outside yourself.": c.anchor[at] < c.anchor[place],
        "If you would like something gentler.": c.gentleness[at] > c.gentleness[place] + 0.05,
        "If you would like something that can be very short.": c.shortest[at] <= 40 < c.shortest[place],
        "If you would like to try one you have not met yet.": "new_to_you" in known,
    }  # fmt: skip
    yield from (reason for reason, holds in differs.items() if holds)
    yield "Another way of practising much the same."
    yield "If neither of the others is what you want."


def _flow_facts(curriculum: Curriculum, moment: Moment, weighed: Weighed, place: int) -> list[Fact]:
    tied = tied_weakest(*moment.people.levels_at(moment.now))[0]
    if tied.sum() == 1:
        flow = int(tied.argmax())
        return [Fact("weakest_flow", FLOWS[flow])] if curriculum.trains[place, flow] >= 0.3 else []
    names = tuple(FLOWS[flow] for flow in np.flatnonzero(tied))
    heard = np.isfinite(moment.people.level_at[0])
    return [Fact("flows_too_near_to_tell", names)] if heard and WORTH * weighed.weights[0].max() > 0 else []


def _stands_out(weighed: Weighed, place: int) -> bool:
    """Whether more soothing is expected of it than of three in four of those that might be offered."""
    return bool(weighed.soothing[0, place] >= np.quantile(weighed.soothing[0, weighed.may[0]], 0.75))


def _gained(weighed: Weighed, place: int) -> bool:
    """Whether this person's answers to similar practices made more be expected of it than of people in general."""
    return bool(weighed.soothing[0, place] - weighed.usual[place] >= GAINED)


def _reason(name: str, value: object) -> str:
    if name in ("weakest_flow", "chosen_flow"):
        towards = _TOWARDS[str(value)]
        return (
            f"you chose {towards}"
            if name == "chosen_flow"
            else f"{towards} is where there is most room to grow for you"
        )
    return {
        "soothed_before": "you found it soothing before",
        "like_what_soothed": "it is like what has soothed you",
        "programme_week": "it belongs to this week of your programme",
        "late": "it is late and this one is quiet",
        "new_to_you": "it is a next step you have not met yet",
    }.get(name, "")


def _after_hurt(curriculum: Curriculum, moment: Moment, place: int, seconds: int) -> str:
    level = int(ease(moment.people, moment.now)[0])
    paced = bool(curriculum.gentleness[place] >= GENTLE[level] and seconds <= LONGEST_THEN[level])
    if level == 1:
        if not paced:
            return "Because something hurt lately: go gently with this one, and stop whenever you like."
        shorter = seconds < moment.people.usual[0]
        return (
            f"Because something hurt lately: a gentle one today{', and a little shorter' if shorter else ''}."
        )
    paced = paced and bool(outward(curriculum)[place])
    if level == 2:
        if not paced:
            return "Because practice has hurt lately: go gently with this one, and stop whenever you like."
        return (
            "Because practice has hurt lately: short today, turned outward, with something solid to rest on."
        )
    how = "very short and steadying today" if paced else "stop this one whenever you like"
    return f"Because practice keeps hurting: {how}, and this may be easier with a therapist beside you."


def _order(curriculum: Curriculum, place: int, step: str) -> str:
    """What the order for fears of compassion says for this practice; nothing where the person is not there yet."""
    if not curriculum.trains[place].any():
        return "Because warmth can be hard to take at first, and steadying yourself is a good beginning."
    flow = FLOWS[int(curriculum.trains[place].argmax())]
    if flow == "to_self":
        first = ", with the body first" if curriculum.body[place] else ""
        come = f"Because you have come to where a little kindness to yourself may fit{first}."
        return come if step == "to_self" else ""
    return {
        "to_others": "Because warmth is often easier to give before it is easy to take.",
        "from_others": "Because a small kindness is a good size to practise taking in.",
    }[flow]


def _opens(curriculum: Curriculum, place: int) -> str:
    if curriculum.body[place]:
        return "it begins with the body, and you can stop at any point"
    return "it asks little, and you can stop at any point"


def _alike(curriculum: Curriculum, one: int, other: int) -> bool:
    same_flow = curriculum.trains[one].argmax() == curriculum.trains[other].argmax()
    return bool(same_flow and curriculum.body[one] == curriculum.body[other])
