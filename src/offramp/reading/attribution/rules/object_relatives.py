"""Rules for relative clauses whose object is what is attributed: "terms that the minister rejected"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.grammar.subjects import Subject, subject
from offramp.reading.attribution.lexicon.cues import verbs
from offramp.reading.attribution.rules.complements import particles_end
from offramp.reading.attribution.rules.content import content_end, cue_start

_FAMILIES = frozenset(
    (
        *(
            "stance",
            "act",
            "judge-good",
            "judge-bad",
            "publish",
            "emotion",
            "name",
            "depict",
            "accuse",
            "offer",
            "react",
        ),
        *("refer", "plead"),
    )
)
_PRONOUNS = ("that", "which", "whom", "what")


def object_relative(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this module propose for one sentence."""
    for k in range(c.first + 2, c.last):
        if not c.is_verb(k, "finite") or c.chunk(k).passive or c.is_quoted(k):
            continue
        cue = next((one for one in verbs().get(c.word(k), ()) if one.family in _FAMILIES), None)
        after = particles_end(c, k + 1, cue.particles) if cue is not None else None
        if after is None or c.kind(after) in ("NP", "THAT", "Q", "WH") or c.is_verb(after, "infinitive", "gerund"):
            continue  # it has an object of its own
        whose = subject(c, k)
        if whose is not None and whose.how == "own":
            yield from _proposed(c, k, after, whose)


def _proposed(c: Clauses, k: int, after: int, whose: Subject) -> Iterator[Candidate]:
    """Propose the clause of the verb group at chunk `k`, whose cue ends before chunk `after`."""
    opened = _opened(c, c.passage.chunk_of[whose.start] - 1)
    if opened is None:
        return
    frame, start = opened
    content = [(start, whose.start)]
    if c.kind(after) in ("IN", "SUB", "JJ"):
        end = content_end(c, after, phrase=True)
        if end > c.start(after):
            content.append((c.start(after), end))
    cue = (cue_start(c, k), c.end(after - 1))
    yield Candidate(((whose.start, whose.end),), cue, tuple(content), f"object.{frame}")


def _opened(c: Clauses, k: int) -> tuple[str, int] | None:
    """Return how the relative clause opens with chunk `k`, and the first token of what it says something about."""
    if c.kind(k) in ("WH", "THAT") and c.word(k) in _PRONOUNS:
        if c.word(k) == "what":
            return "what", c.start(k)
        phrase = c.phrase_left(k - 2 if c.kind(k - 1) == "," else k - 1)
        return "which", c.start(k if phrase is None else phrase)
    renames = c.kind(k) == "NP" and c.kind(k - 1) == "," and c.first_word(k) in ("a", "an", "something")
    return ("zero", c.start(k)) if renames else None  # ..., a move critics denounced
