"""Rules for nouns that attribute: "the mayor's claim that Q", "voiced concern about Q", "support for Q"."""

from collections.abc import Iterator
from functools import cache

from offramp.reading.attribution.candidate import Candidate, Range
from offramp.reading.attribution.clauses import Clauses
from offramp.reading.attribution.frames import content_end
from offramp.reading.attribution.speech import chunk_start
from offramp.reading.attribution.verbs import verbs

# family | what introduces the content | nouns
FAMILIES = """
claim | that of about to | claim assertion allegation accusation contention statement announcement declaration argument
    suggestion revelation admission acknowledgment acknowledgement confession assurance assertion insinuation implication
    explanation remark comment report rumor rumour testimony complaint point message reminder pronouncement conclusion
    finding characterization characterisation description depiction portrayal denial
belief | that in of about | belief view opinion idea notion theory thought feeling sense conviction assumption expectation
    suspicion impression perception hope fear concern worry anxiety doubt faith confidence hypothesis understanding
    recognition skepticism optimism pessimism consensus narrative
intent | to of for | plan intention desire wish hope proposal offer promise pledge vow threat decision effort attempt
    aim goal determination willingness readiness commitment refusal bid push ambition aspiration inclination reluctance
    agreement plea request demand call order
judgement | of for on against about over with toward towards | criticism critique condemnation denunciation praise endorsement attack rebuke
    rejection ridicule mockery disdain contempt admiration support opposition preference enthusiasm outrage anger
    frustration dissatisfaction disapproval approval backing broadside insult objection reservation question disagreement
    complaint accusation warning threat distaste respect sympathy
forecast | that of for about | warning prediction forecast projection estimate prognosis speculation promise pledge vow
    threat
call | for on to of that | call demand plea request appeal proposal plan push petition recommendation ban order
"""
_LIGHT = frozenset(
    "make express voice have show issue give raise offer deliver put state repeat reiterate hold share launch level direct "
    "heap aim take declare announce send feel harbor pose ask cast echo convey air register reject dismiss deny signal lodge "
    "file release provide reaffirm renew".split()
)


@cache
def nouns() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return each noun form's families with the words that introduce their content."""
    from lemminflect import getAllInflections

    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for line in FAMILIES.replace("\n    ", " ").strip().splitlines():
        family, openers, words = (part.strip() for part in line.split("|"))
        for word in words.split():
            for form in {word, *(f for some in getAllInflections(word, upos="NOUN").values() for f in some)}:
                found.setdefault(form, []).append((family, frozenset(openers.split())))
    return {form: tuple(some) for form, some in found.items()}


@cache
def _light_forms() -> frozenset[str]:
    from lemminflect import getAllInflections

    return frozenset(form for verb in _LIGHT for some in getAllInflections(verb, upos="VERB").values() for form in some)


def nominal(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this family propose for one sentence."""
    p = c.passage
    for k in range(c.first, c.last):
        chunk = c.chunks[k]
        if chunk.kind != "NP" or p.quoted[chunk.end - 1] >= 0:
            continue
        for family, openers in nouns().get(p.low[chunk.end - 1], ()):
            opened = _opened(c, k + 1, openers)
            if opened is None:
                continue
            opener, content = opened
            source, cue_start, how = _holder(c, k)
            frame = opener if opener in ("that", "to") else "np"
            cue_end = c.chunks[content].start if frame == "np" else chunk.end
            end = content_end(c, content, frozenset(verbs()), frame == "np")
            if end > c.chunks[content].start:
                yield Candidate(source, (cue_start, cue_end), ((c.chunks[content].start, end),), f"n-{family}.{frame}/{how}")


def _opened(c: Clauses, k: int, openers: frozenset[str]) -> tuple[str, int] | None:
    """Return the word that introduces the content after the noun, and the content's first chunk."""
    if c.kind(k) == "THAT" and "that" in openers and c.finite_later(k + 1):
        return "that", k
    if c.kind(k) == "VG" and c.chunks[k].form == "infinitive" and "to" in openers:
        return "to", k
    if c.kind(k) == "IN" and c.word(k) in openers - {"to"} | ({"to"} & openers if "against" in openers else set()) and (c.kind(k + 1) in ("NP", "WH") or (c.kind(k + 1) == "VG" and c.chunks[k + 1].form == "gerund")):
        return c.word(k), k + 1
    return None


def _holder(c: Clauses, k: int) -> tuple[tuple[Range, ...], int, str]:
    """Return whose noun it is, where the cue begins, and how the holder was found."""
    p = c.passage
    chunk = c.chunks[k]
    for i in range(chunk.end - 1, chunk.start - 1, -1):
        if p.tags[i] == "PRP$" and i == chunk.start:
            return ((i, i + 1),), i + 1, "own"
        if (p.tags[i] == "POS" or p.low[i] in ("'s", "'")) and i > chunk.start:
            return ((c.chunks[k].start, i),), i + 1, "own"
        if p.low[i] == "'s" and i == chunk.start and c.kind(k - 1) == "NP":
            return ((c.chunks[k - 1].start, i),), i + 1, "own"
    if c.kind(k - 1) == "VG" and c.word(k - 1) in _light_forms() and not c.chunks[k - 1].passive:
        subject = c.subject(k - 1)
        if subject is not None:
            return ((subject.start, subject.end),), chunk_start(c, k - 1), "light"
    if c.kind(k - 1) == "VG" and not c.chunks[k - 1].passive:
        subject = c.subject(k - 1)
        if subject is not None:
            return ((subject.start, subject.end),), chunk_start(c, k - 1), "verb"
    return (), chunk.start, "none"
