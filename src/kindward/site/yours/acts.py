"""An act of the log in words, as it is told to the person it is about."""

from __future__ import annotations

from kindward.site.audit.selectors import Act

_ROLES = {
    "person": "You",
    "therapist": "A therapist",
    "coordinator": "A coordinator of this centre",
    "editor": "An editor of this centre",
    "operator": "Somebody who runs this server",
    "system": "Kindward itself",
}
_VERBS = {
    "read": "looked at",
    "exported": "took along",
    "took-in": "brought something along",
    "deleted": "deleted",
}


def say_act(act: Act) -> dict[str, object]:
    """``at``, and a sentence; ``by_others`` where it was not the person."""
    who = act.name or _ROLES.get(act.role, act.role)
    did = _VERBS.get(act.verb, act.verb.replace("-", " "))
    return {
        "at": act.at,
        "said": " ".join(part for part in (who, did, act.what) if part),
        "by_others": act.role != "person",
    }
