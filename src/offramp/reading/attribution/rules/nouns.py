"""Rules for nouns that attribute: "the mayor's claim that Q", "voiced concern about Q", "support for Q"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate, Range
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.grammar.subjects import subject
from offramp.reading.attribution.lexicon.cues import light_verbs, nouns
from offramp.reading.attribution.rules.content import content_end, cue_start


def nominal(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this module propose for one sentence."""
    for k in range(c.first, c.last):
        if c.kind(k) != "NP" or c.passage.quoted[c.end(k) - 1] >= 0:
            continue
        for cue in nouns().get(c.word(k), ()):
            opened = _opened(c, k + 1, cue.takes)
            if opened is None:
                continue
            frame, content = opened
            source, start, how = _holder(c, k)
            begin = c.start(content)
            end = content_end(c, content, phrase=frame == "np")
            if frame == "that":
                end = min(end, _second_verb(c, content, end))
            if end > begin:
                cue_range = (start, begin if frame == "np" else c.end(k))
                yield Candidate(source, cue_range, ((begin, end),), f"n-{cue.family}.{frame}/{how}")


def _opened(c: Clauses, k: int, takes: tuple[str, ...]) -> tuple[str, int] | None:
    """Return how the content opens at chunk `k` after the noun, and its first chunk."""
    if "that" in takes and c.kind(k) == "THAT" and c.finite_later(k + 1):
        return "that", k
    if "to" in takes and c.is_verb(k, "infinitive"):
        return "to", k
    governed = c.kind(k) == "IN" and (c.word(k) in takes if c.word(k) != "to" else "to-np" in takes)
    return ("np", k + 1) if governed and c.opens_verb_phrase(k + 1) else None


def _second_verb(c: Clauses, k: int, end: int) -> int:
    """Return the token of the verb of which the noun is the subject, "her claim that it is safe | was", or `end`."""
    verbs = [j for j in range(k + 1, c.last) if c.is_verb(j, "finite")]
    return next((c.start(j) for j in verbs[1:] if c.kind(j - 1) in ("JJ", "RB", "TIME", "VG")), end)


def _holder(c: Clauses, k: int) -> tuple[tuple[Range, ...], int, str]:
    """Return whose noun it is, the first token of the cue, and how the holder was found."""
    owned = _owner(c, k)
    if owned is not None:
        return (owned,), owned[1] + (0 if c.passage.tags[owned[1] - 1] == "PRP$" else 1), "own"
    if c.is_verb(k - 1) and not c.chunk(k - 1).passive:
        whose = subject(c, k - 1)
        if whose is not None:
            how = "light" if c.word(k - 1) in light_verbs() else "verb"
            return (*whose.antecedent, (whose.start, whose.end)), cue_start(c, k - 1), how
    return (), c.start(k), "none"


def _owner(c: Clauses, k: int) -> Range | None:
    """Return the possessor within or right before the noun phrase at chunk `k`: "the mayor's", "his"."""
    p = c.passage
    start = c.start(k)
    for i in range(c.end(k) - 1, start - 1, -1):
        if p.tags[i] == "PRP$" and i == start:
            return i, i + 1
        if i > start and (p.tags[i] == "POS" or p.low[i] in ("'s", "'")):
            return start, i
    if p.low[start] == "'s" and c.kind(k - 1) == "NP":
        return c.start(k - 1), start
    return None
