"""Reports that are copies of one text: an agency's report in many papers is one report.

Broder, A. Z. (1997), On the resemblance and containment of documents: the share of common runs of words, estimated from
those whose hash falls in a fixed fraction.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from offramp.reading.union import groups

RUN = 5  # words
KEPT = 4  # one run in so many is looked at
LEAST = 0.6  # of the runs of the shorter report that the longer one has
LEAST_RUNS = 8  # kept, of a report, for a judgement
MOST_SHARING = 200  # reports with one run: more is a boilerplate line


def copies(texts: Mapping[str, str]) -> dict[str, int]:
    """Return, for each report (by name) that is a copy of another, a number that it shares with the others."""
    runs = {name: _runs(text) for name, text in texts.items()}
    names = list(texts)
    with_run: dict[int, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for run in runs[name]:
            with_run[run].append(place)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for places in with_run.values():
        if len(places) <= MOST_SHARING:
            for pair in combinations(places, 2):
                shared[pair] += 1
    sizes = [len(runs[name]) for name in names]
    pairs = [
        (one, other)
        for (one, other), number in shared.items()
        if min(sizes[one], sizes[other]) >= LEAST_RUNS and number >= LEAST * min(sizes[one], sizes[other])
    ]
    found = [group for group in groups(len(names), pairs) if len(group) > 1]
    return {names[place]: number for number, group in enumerate(found) for place in group}


def _runs(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.casefold())
    hashes = (_hash(" ".join(words[at : at + RUN])) for at in range(len(words) - RUN + 1))
    return frozenset(each for each in hashes if each % KEPT == 0)


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big")
