"""Short names for the kinds of arrays that this room works with."""

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Words = NDArray[np.uint32]
Flags = NDArray[np.bool_]
