"""Safety: where help is, how fresh that knowledge is, and what is done when it is not."""

from .helplines import HelplineBook, HelplineError, check_helplines, load_helplines, load_with_own
from .records import Emergency, Helpline
from .staleness import CountryHelp, Freshness, country_help, freshness, operator_notice, stale_records

__all__ = [
    "CountryHelp", "Emergency", "Freshness", "Helpline", "HelplineBook", "HelplineError", "check_helplines",
    "country_help", "freshness", "load_helplines", "load_with_own", "operator_notice", "stale_records",
]  # fmt: skip
