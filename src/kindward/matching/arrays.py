"""Names for the arrays that the rooms of matching hand to each other."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
#: Places of therapists, which are many: one for each pair.
Places = NDArray[np.int32]
#: Fits in whole thousandths, one for each pair.
Fits = NDArray[np.int16]
Words = NDArray[np.uint64]
#: Whole numbers of any width.
Numbers = NDArray[np.integer[Any]]


def spread(starts: Ints, counts: Ints) -> Ints:
    """The places of several stretches, one after the other: from each start as many as its count."""
    before = np.cumsum(counts) - counts
    out: Ints = np.arange(int(counts.sum()), dtype=np.int64) + np.repeat(starts - before, counts)
    return out
