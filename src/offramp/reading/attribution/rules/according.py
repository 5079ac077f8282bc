"""Rules for "according to X, Q" and "Q, according to X"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.lexicon.words import words
from offramp.reading.attribution.rules.content import trimmed

_HANDED_ON = words("handed_on")
_SOURCE_ENDS = (",", ".", ";", "Q", "—", ":", ")", "")
_NEW_CLAUSE = ("and", "but", "while", "who", "which", "as", "with", "although", "though")


def according(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this module propose for one sentence."""
    p = c.passage
    for k in range(c.first, c.last - 1):
        at = c.start(k)
        if p.low[at : at + 2] == ["according", "to"] and p.quoted[at] < 0:
            begin = p.chunk_of[at + 1] + 1
            if c.kind(begin) in ("NP", "WH"):
                yield from _proposed(c, k, begin)


def _proposed(c: Clauses, k: int, begin: int) -> Iterator[Candidate]:
    """Propose the "according" at chunk `k` whose source opens at chunk `begin`."""
    at = c.start(k)
    opens = not any(c.is_verb(j, "finite") for j in range(c.first, k))
    end = _source_end(c, begin, opens=opens)
    source, cue = (c.start(begin), c.end(end - 1)), (at, at + 2)
    before = trimmed(c, c.start(c.first), at)
    after = trimmed(c, c.end(end), c.end(c.last - 1)) if end + 1 < c.last else (at, at)
    in_clause = c.kind(k - 1) == "," and c.kind(k - 2) in ("THAT", "SUB", "WH")  # in which, according to X, Q
    if opens or in_clause:
        circumstance = opens and any(c.kind(j) == "NP" for j in range(c.first, k))
        rule, parts = "according.before", (before, after) if circumstance else (after,)
    else:
        rule, parts = "according.after", (before, after) if _is_inserted(c, k, end) else (before,)
    content = tuple(part for part in parts if part[0] < part[1])
    if content:
        yield Candidate((source,), cue, content, rule)


def _source_end(c: Clauses, begin: int, *, opens: bool) -> int:
    """Return the chunk after the source, with whom it was handed on by: ", cited by X and echoed by Y,"."""
    phrase = c.phrase_right(begin)
    end = next((j for j in range(phrase, c.last) if c.kind(j) in _SOURCE_ENDS), c.last)
    handed_on = c.kind(end + 1) == "WH" or (c.is_verb(end + 1) and c.word(end + 1) in _HANDED_ON)
    if opens and c.kind(end) == "," and handed_on:
        return next((j for j in range(end + 1, c.last) if c.kind(j) == "," and c.kind(j + 1) != "CC"), end)
    return end


def _is_inserted(c: Clauses, k: int, end: int) -> bool:
    """Whether the sentence goes on with its own verb after the source: "the plan, according to X, failed"."""
    goes_on = any(c.is_verb(j, "finite") for j in range(end, c.last))
    return c.kind(k - 1) == "," and c.kind(end) == "," and goes_on and c.word(end + 1) not in _NEW_CLAUSE
