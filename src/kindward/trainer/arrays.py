"""Names for the arrays that the rooms of the trainer hand to each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def student(df: Floats | float, normal: float = 1.6448536269514722) -> Floats:
    """The quantile of Student's t that belongs to ``normal`` standard deviations; ``df`` degrees of
    freedom, 3 or more.

    The default is the 95th percentile, so that plus and minus it hold 90%. Cornish-Fisher expansion
    (Abramowitz and Stegun 1964, 26.7.5), within 0.01 from 3 degrees of freedom on.
    """
    z, n = normal, np.asarray(df, float)
    one = (z**3 + z) / 4
    two = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    three = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return np.asarray(z + one / n + two / n**2 + three / n**3)
