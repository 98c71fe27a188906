"""No line in any log says that somebody opened help."""

from __future__ import annotations

import logging


class QuietAboutHelp(logging.Filter):
    """Drops a log record whose words hold an address of crisis help: in a server's access log, say."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            said = record.getMessage()
        except Exception:
            return True
        return "/help" not in said or record.name.startswith("kindward.site.help")
