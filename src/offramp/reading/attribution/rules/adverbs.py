"""Rule for adverbs that attribute to nobody in particular: "reportedly", "allegedly"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.lexicon.words import words

_ADVERBS = words("attributing_adverbs")


def adverbial(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rule proposes for one sentence: the adverb's clause, up to the marks that bound it."""
    p = c.passage
    for at in range(c.start(c.first), c.end(c.last - 1)):
        if p.low[at] not in _ADVERBS or p.quoted[at] >= 0:
            continue
        left, right = p.chunk_of[at], p.chunk_of[at] + 1
        while left > c.first and c.kind(left - 1) not in (",", ";", ":", "WH", "THAT", "SUB", "—", "Q"):
            left -= 1
        while right < c.last and c.kind(right) not in (",", ";", ".", "—", "Q"):
            right += 1
        parts = ((c.start(left), at), (at + 1, c.end(right - 1)))
        content = tuple(part for part in parts if part[0] < part[1])
        if content:
            yield Candidate((), (at, at + 1), content, "adverb." + p.low[at])
