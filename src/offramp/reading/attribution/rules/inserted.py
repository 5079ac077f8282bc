"""Rules for speech within a sentence: "the plan, he said, failed", "which critics say failed", "as the mayor said"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate, Range
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.grammar.subjects import Subject, subject
from offramp.reading.attribution.lexicon.cues import verbs
from offramp.reading.attribution.lexicon.words import words
from offramp.reading.attribution.rules.content import cue_start, sentence_start, trimmed

_FAMILIES = ("say", "believe", "tell")
_PRONOUNS = ("which", "that", "who", "what", "whom")


def inserted(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this module propose for one sentence."""
    for k in range(c.first + 1, c.last - 1):
        if not c.is_verb(k, "finite") or c.chunk(k).passive or c.is_quoted(k):
            continue
        if not any(one.family in _FAMILIES and not one.particles for one in verbs().get(c.word(k), ())):
            continue
        whose = subject(c, k)
        if whose is not None and whose.how == "own" and whose.start > c.start(c.first):
            yield from _between_commas(c, k, whose)
            yield from _in_relative(c, k, whose)
    yield from _as_said(c)


def _between_commas(c: Clauses, k: int, whose: Subject) -> Iterator[Candidate]:
    """Propose "Q, he said, Q" without quotation marks."""
    before = c.passage.chunk_of[whose.start] - 1
    after = c.skip(k + 1, "TIME", "RB")
    marks = c.kind(before) in (",", "—") and c.kind(after) in (",", "—")
    if not marks or c.kind(c.first) == "SUB" or c.kind(after + 1) in ("Q", ""):
        return
    content = sentence_start(c, c.start(before)), trimmed(c, c.end(after), c.end(c.last - 1))
    if all(a < b for a, b in content):
        yield Candidate(((whose.start, whose.end),), (cue_start(c, k), c.end(k)), content, "speech.inserted")


def _in_relative(c: Clauses, k: int, whose: Subject) -> Iterator[Candidate]:
    """Propose "a plan which critics say failed"."""
    opener = c.passage.chunk_of[whose.start] - 1
    after = c.skip(k + 1, "TIME", "RB")
    relative = c.kind(opener) == "WH" or (c.kind(opener) == "THAT" and c.kind(opener - 1) in ("NP", ","))
    if not relative or c.word(opener) not in _PRONOUNS or not c.is_verb(after, "finite", "participle"):
        return
    stop = next((j for j in range(after, c.last) if c.kind(j) in (",", ";", "—")), c.last - 1)
    rest = trimmed(c, c.start(after), c.start(stop))
    if rest[0] < rest[1]:
        content = ((c.start(opener), c.end(opener)), rest)
        yield Candidate(((whose.start, whose.end),), (cue_start(c, k), c.end(k)), content, "speech.relative")


def _as_said(c: Clauses) -> Iterator[Candidate]:
    """Propose "as the mayor said, Q" and "as reported by X, Q"."""
    for k in range(c.first, c.last - 2):
        if c.first_word(k) != "as" or c.is_quoted(k):
            continue
        parts = _said_by(c, k)
        if parts is None:
            continue
        source, cue_end, end = parts
        opens = not any(c.kind(j) == "VG" for j in range(c.first, k))
        if opens and c.kind(end) in (",", "Q", ":"):
            content = trimmed(c, c.start(end), c.end(c.last - 1))
        elif c.kind(k - 1) == "," and c.kind(end) in (",", ".", ""):
            content = sentence_start(c, c.start(k - 1))
        else:
            continue
        if content[0] < content[1]:
            yield Candidate((source,), (c.start(k), cue_end), (content,), "speech.as")


def _said_by(c: Clauses, k: int) -> tuple[Range, int, int] | None:
    """Return who says it after the "as" at chunk `k`, the token after the cue, and the chunk after all of it."""
    if c.kind(k + 1) == "NP":
        verb = c.phrase_right(k + 1)
        if _says(c, verb):
            return (c.start(k + 1), c.end(verb - 1)), c.end(verb), c.skip(verb + 1, "IN", "NP", "TIME", "RB")
    elif _says(c, k + 1) and c.word(k + 2) == "by" and c.kind(k + 3) == "NP":
        end = c.phrase_right(k + 3)
        return (c.start(k + 3), c.end(end - 1)), c.end(k + 2), end
    return None


def _says(c: Clauses, k: int) -> bool:
    """Whether the verb group at chunk `k` can say what stands beside it."""
    cues = verbs().get(c.word(k), ()) if c.is_verb(k) else ()
    return any("post" in one.takes and not one.particles and one.lemma not in words("not_as_said") for one in cues)
