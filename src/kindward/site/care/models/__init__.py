"""What care keeps: the roster, a person's asking for a therapist, what followed, and the work of the tick."""

from kindward.site.care.models.cases import Assessment, Offer
from kindward.site.care.models.events import Event, KeptForGood, Kind
from kindward.site.care.models.matches import Match, Message, ProposedTime
from kindward.site.care.models.roster import Away, DutySheet, Invitation, Licence, Therapist
from kindward.site.care.models.sharing import Consent, Quiet, SetPractice, Share
from kindward.site.care.models.work import MadeUp, Notice, Work

__all__ = [
    "Assessment",
    "Away",
    "Consent",
    "DutySheet",
    "Event",
    "Invitation",
    "KeptForGood",
    "Kind",
    "Licence",
    "MadeUp",
    "Match",
    "Message",
    "Notice",
    "Offer",
    "ProposedTime",
    "Quiet",
    "SetPractice",
    "Share",
    "Therapist",
    "Work",
]
