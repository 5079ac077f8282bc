"""Rule for adverbs that attribute to nobody in particular: "reportedly", "allegedly"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.clauses import Clauses

ADVERBS = frozenset("reportedly allegedly purportedly supposedly ostensibly".split())


def adverbial(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rule proposes for one sentence: the adverb's clause, up to the marks that bound it."""
    p = c.passage
    for k in range(c.first, c.last):
        for at in range(c.chunks[k].start, c.chunks[k].end):
            if p.low[at] not in ADVERBS or p.quoted[at] >= 0:
                continue
            left, right = k, k + 1
            while left > c.first and c.kind(left - 1) not in (",", ";", ":", "WH", "THAT", "SUB", "—", "Q"):
                left -= 1
            while right < c.last and c.kind(right) not in (",", ";", ".", "—", "Q"):
                right += 1
            before = (c.chunks[left].start, at)
            after = (at + 1, c.chunks[right - 1].end)
            content = tuple(part for part in (before, after) if part[0] < part[1])
            if content:
                yield Candidate((), (at, at + 1), content, f"adverb.{'reported' if p.low[at] == 'reportedly' else 'alleged'}")
