"""Made-up examples: the same ones on every machine, so that a busy one fails no test.

``HYPOTHESIS_PROFILE=explore`` looks for new ones, and for longer.
"""

import os

from hypothesis import HealthCheck, settings

slow_is_fine = [HealthCheck.too_slow]
settings.register_profile(
    "steady", max_examples=40, deadline=None, derandomize=True, suppress_health_check=slow_is_fine
)
settings.register_profile("explore", deadline=None, max_examples=2000, suppress_health_check=slow_is_fine)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
