"""Rules for adjectives and participles of attitude: "is sure that Q", "critical of Q", "willing to Q"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate, Range
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.grammar.subjects import subject
from offramp.reading.attribution.lexicon.cues import adjectives
from offramp.reading.attribution.lexicon.words import words
from offramp.reading.attribution.rules.content import content_end, cue_start

_COPULAS = words("copulas")


def adjectival(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this module propose for one sentence."""
    for k in range(c.first, c.last):
        cues = adjectives().get(c.word(k), ()) if c.kind(k) in ("JJ", "VG", "NP") else ()
        for cue in cues if c.passage.quoted[c.end(k) - 1] < 0 else ():
            content = _opened(c, c.skip(k + 1, "RB", "TIME"), cue.takes)
            if content is None:
                continue
            frame = _frame(c, content)
            source, start, how = _holder(c, k)
            begin = c.start(content)
            end = content_end(c, content, phrase=frame == "np")
            if end > begin:
                rule = f"a-{cue.family}.{frame}" + ("" if how == "own" else f"/{how}")
                yield Candidate(source, (start, begin if frame == "np" else c.end(k)), ((begin, end),), rule)


def _opened(c: Clauses, k: int, takes: tuple[str, ...]) -> int | None:
    """Return the content's first chunk where one of the words that introduce it stands at chunk `k`."""
    asks = c.kind(k) == "WH" or (c.kind(k) == "SUB" and c.word(k) in ("if", "whether"))
    if asks and ("whether" in takes or "about" in takes):
        return k
    if "that" in takes and (c.kind(k) == "THAT" or c.finite_follows(k)):
        return k
    if "to" in takes and c.is_verb(k, "infinitive"):
        return k
    if c.kind(k) == "IN" and c.word(k) in takes and c.opens_verb_phrase(k + 1):
        return k + 1
    return None


def _frame(c: Clauses, content: int) -> str:
    """Return the name of the complement that opens at chunk `content`."""
    if c.kind(content) in ("THAT", "WH", "SUB"):
        return "that"
    if c.is_verb(content, "infinitive"):
        return "to"
    return "np" if c.kind(content - 1) == "IN" else "zero"


def _holder(c: Clauses, k: int) -> tuple[tuple[Range, ...], int, str]:
    """Return whose attitude it is, the first token of the cue, and how the holder was found."""
    verb = _copula(c, k)
    if verb is not None:
        whose = subject(c, verb)
        source = () if whose is None else (*whose.antecedent, (whose.start, whose.end))
        return source, cue_start(c, verb), "none" if whose is None else whose.how
    if c.kind(k - 1) == "," and c.kind(k - 2) == "NP":
        return ((c.start(k - 2), c.end(k - 2)),), c.start(k), "reduced"
    left = c.phrase_left(k - 1)
    return () if left is None else ((c.start(left), c.end(k - 1)),), c.start(k), "reduced"


def _copula(c: Clauses, k: int) -> int | None:
    """Return the verb group that links the adjective at chunk `k` to a subject."""
    if c.kind(k) == "VG":
        linked = c.chunk(k).passive and c.first_word(k) != "to"
        return k if linked else None
    j = k - 1
    while j > k - 3 and (
        c.kind(j) in ("RB", "JJ") or (c.kind(j) == "NP" and c.first_word(j) in ("more", "most", "so"))
    ):
        j -= 1
    return j if c.is_verb(j) and c.word(j) in _COPULAS else None
