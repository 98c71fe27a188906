"""``python -m kindward.site``: serve; with arguments, a management command."""

import sys

from kindward.site.manage import run

if __name__ == "__main__":
    sys.exit(run(["kindward manage", *sys.argv[1:]]))
