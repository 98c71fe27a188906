"""``python -m kindward.cli``."""

from . import main

main()
