"""Rules for passives: "is expected to Q", "Q was criticised by X", "when asked whether Q"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate, Range
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.grammar.subjects import subject
from offramp.reading.attribution.lexicon.cues import verbs
from offramp.reading.attribution.lexicon.words import words
from offramp.reading.attribution.rules.content import content_end, cue_start, trimmed

_FAMILIES = frozenset(
    (
        *("say", "tell", "ask", "publish", "refer", "name", "depict", "consider", "compare", "stance", "act"),
        *("judge-good", "judge-bad", "accuse", "believe", "show", "rate", "decree", "vote", "request", "know"),
        *("demand", "want"),
    )
)


def passive(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this module propose for one sentence."""
    for k in range(c.first, c.last):
        if not c.is_verb(k):
            continue
        if _is_asked(c, k):
            yield from _when_asked(c, k)
        elif (c.chunk(k).passive or c.is_verb(k, "participle")) and c.passage.quoted[c.end(k) - 1] < 0:
            cues = (one for one in verbs().get(c.word(k), ()) if one.family in _FAMILIES and not one.particles)
            cue = next(cues, None)
            if cue is not None:
                yield from _proposed(c, k, cue.family)


def _is_asked(c: Clauses, k: int) -> bool:
    """Whether the verb group is "asked" with nobody who asks: at the head of a sentence, or after "when"."""
    after_when = c.kind(k - 1) in ("SUB", "WH") and c.word(k - 1) in ("when", "if", "once", "while")
    alone = c.end(k) - c.start(k) == 1 and c.word(k) in words("asked")
    return alone and (k == c.first or after_when)


def _when_asked(c: Clauses, k: int) -> Iterator[Candidate]:
    """Propose "asked about Q" and "when asked whether Q": nobody is named who asks."""
    at = c.skip(k + 1, "RB", "TIME")
    cue_end = c.end(k)
    if c.word(at) == "about" and c.kind(at + 1) in ("NP", "VG", "WH"):
        at += 1
        cue_end = c.start(at)
    elif c.kind(at) not in ("WH", "SUB", "THAT", "Q") and not c.is_verb(at, "infinitive"):
        return
    stop = next((j for j in range(at + 1, c.last) if c.kind(j) == ","), c.last)
    begin, end = trimmed(c, c.start(at), c.end(stop - 1))
    if end > begin:
        yield Candidate((), (c.start(k), cue_end), ((begin, end),), "passive.when-asked")


def _proposed(c: Clauses, k: int, family: str) -> Iterator[Candidate]:
    """Propose the passive verb group, or the participle after its noun, at chunk `k`."""
    whole = c.chunk(k).passive
    about = _of_whom(c, k, whole=whole)
    if about is None:
        return
    at = c.skip(k + 1, "RB", "TIME")
    source: tuple[Range, ...] = ()
    if c.word(at) == "by" and c.kind(at + 1) == "NP":
        end = c.phrase_right(at + 1)
        source = ((c.start(at + 1), c.end(end - 1)),)
        at = end
    frame = _frame(c, at)
    if frame == "none" and not source and not whole:
        return
    content = [] if frame == "that" else [about]
    if frame != "none":
        end = content_end(c, at, phrase=frame in ("as", "for"))
        content += [(c.start(at), end)] if end > c.start(at) else []
    form = ("" if whole else "-reduced") + ("-by" if source else "")
    if content:
        cue = (cue_start(c, k), c.end(k))
        yield Candidate(source, cue, tuple(content), f"passive{form}.{family}.{frame}")


def _of_whom(c: Clauses, k: int, *, whole: bool) -> Range | None:
    """Return the phrase that the passive says something of."""
    if not whole and c.kind(k - 1) == "NP":
        left = c.phrase_left(k - 1)
        return c.start(k - 1 if left is None else left), c.end(k - 1)
    whose = subject(c, k) if whole else None
    return None if whose is None else (whose.start, whose.end)


def _frame(c: Clauses, k: int) -> str:
    """Return the name of the complement that opens at chunk `k`."""
    if c.is_verb(k, "infinitive"):
        return "to"
    if c.kind(k) in ("THAT", "WH") or (c.kind(k) == "SUB" and c.word(k) in ("if", "whether")):
        return "that"
    if c.word(k) == "as" and c.kind(k) in ("IN", "SUB"):
        return "as"
    return "for" if c.kind(k) == "IN" and c.word(k) in ("for", "of", "about", "over") else "none"
