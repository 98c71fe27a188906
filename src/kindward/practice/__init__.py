"""Practices: script -> composer -> timeline -> captions, transcript."""

from .catalogue import Catalogue, content_folder, load_catalogue
from .compose import SpeechTimer, compose, possible_range
from .errors import PracticeError, ScriptError, UnknownPractice, WordError
from .material import sentences_of
from .parse import parse_script, read_script
from .script import PersonalWord, Script
from .timeline import Cue, Timeline
from .words import words_in_order

__all__ = [
    "Catalogue", "Cue", "PersonalWord", "PracticeError", "Script", "ScriptError", "SpeechTimer", "Timeline",
    "UnknownPractice", "WordError", "compose", "content_folder", "load_catalogue", "parse_script",
    "possible_range", "read_script", "sentences_of", "words_in_order",
]  # fmt: skip
