"""Rules for a verb before its content: "the mayor said that Q", "urged allies to Q", "criticised Q"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.grammar.subjects import Subject, subject
from offramp.reading.attribution.lexicon.cues import Cue, verbs
from offramp.reading.attribution.lexicon.words import words
from offramp.reading.attribution.rules.complements import Match, complement
from offramp.reading.attribution.rules.content import content_end, cue_start

_PHRASES = frozenset(("to", "np-to", "np", "ing", "np-as", "np-to-np", "about"))
# Families that need a subject of some sort: documents show, people who hold opinions foresee.
_NEEDS = {"poll": words("documents"), "foresee": words("holders")}
_VAGUE, _NAMING = words("vague"), words("naming")


def verbal(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this module propose for one sentence."""
    for k in range(c.first, c.last):
        if not c.is_verb(k, "finite", "infinitive", "gerund") or c.chunk(k).passive:
            continue
        for cue in verbs().get(c.word(k), ()):
            match = complement(c, k, cue)
            if match is not None:
                yield from _proposed(c, k, cue, match)


def _proposed(c: Clauses, k: int, cue: Cue, match: Match) -> Iterator[Candidate]:
    """Propose one match, with its subject."""
    whose = subject(c, k)
    how = _how(c, k, whose)
    if not _fits(c, k, cue, whose) or (whose is None and c.is_verb(k, "finite")):
        return
    begin = c.start(match.content)
    end = content_end(c, match.content, phrase=match.frame in _PHRASES)
    if _is_subordinate(c, k, whose, how):
        end = min(end, _first_comma(c, match.content, end))
    if how == "relative" and match.frame in _PHRASES:
        end = min(end, _next_verb(c, match.content, end))
    if end <= begin:
        return
    source = (*whose.antecedent, (whose.start, whose.end)) if whose is not None else ()
    rule = f"{cue.family}.{match.frame}" + ("" if how == "own" else f"/{how}")
    cue_range = (cue_start(c, k), c.end(match.cue_end - 1))
    if cue.family == "seem":  # what seems so seems so to nobody in particular
        yield Candidate((), cue_range, (*source, (begin, end)), rule)
    else:
        yield Candidate(source, cue_range, ((begin, end),), rule)


def _how(c: Clauses, k: int, whose: Subject | None) -> str:
    """Return how the source was found, as rules name it."""
    if c.is_verb(k, "infinitive"):
        return "infinitive"
    if whose is None:
        return "none"
    vague = whose.how in ("own", "shared") and c.passage.text(whose.start, whose.end) in _VAGUE
    return "vague" if vague else whose.how


def _fits(c: Clauses, k: int, cue: Cue, whose: Subject | None) -> bool:
    """Whether the subject is one that the family takes."""
    needed = _NEEDS.get(cue.family)
    if needed is not None:
        return whose is not None and not needed.isdisjoint(c.passage.low[whose.start : whose.end])
    return cue.family != "name" or whose is None or whose.how != "own" or not _only_names(c, k, whose)


def _only_names(c: Clauses, k: int, whose: Subject) -> bool:
    """Whether the verb only gives a thing its name: "a programme called X", "the group dubbed X"."""
    p = c.passage
    common = c.kind(k - 1) == "NP" and p.tags[c.end(k - 1) - 1] in ("NN", "NNS")
    named = c.kind(k + 1) == "Q" or (
        c.kind(k + 1) == "NP" and (p.words[c.start(k + 1)][0].isupper() or c.first_word(k + 1) == "the")
    )
    alone = c.end(k) - c.start(k) == 1 and c.word(k) in _NAMING
    return common and named and alone and p.low[whose.start] in ("a", "an", "another", "one")


def _is_subordinate(c: Clauses, k: int, whose: Subject | None, how: str) -> bool:
    """Whether the verb group at chunk `k` stands in a clause that a comma ends: "while he said Q, ..."."""
    if how == "relative" or (how == "participle" and k <= c.first + 1):
        return True
    if c.is_verb(k, "gerund") and how in ("own", "none"):
        return True
    return how == "own" and whose is not None and c.kind(c.passage.chunk_of[whose.start] - 1) == "SUB"


def _first_comma(c: Clauses, k: int, end: int) -> int:
    """Return the token of the first comma from chunk `k` on that no quotation holds, or `end`."""
    p = c.passage
    for j in range(k, c.last):
        at = c.start(j)
        if c.kind(j) == "," and (p.quoted[at] < 0 or p.quotes[p.quoted[at]][1] == at + 1):
            return at
    return end


def _next_verb(c: Clauses, k: int, end: int) -> int:
    """Return the token of the verb that a relative clause ends before, "those who back him | say", or `end`."""
    verb = next((j for j in range(k + 1, c.last) if c.is_verb(j, "finite")), None)
    return end if verb is None or c.kind(verb - 1) in ("WH", "THAT", "CC") else c.start(verb)
